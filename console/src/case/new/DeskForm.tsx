import type { Policy } from '@shaotai/core'
import { Alert, Button, Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { SchemaForm } from '../../platform/form/SchemaForm.tsx'
import { formatTime } from '../../platform/format/format.ts'
import { useChoices } from '../use-choices.ts'
import { MatterFields } from './MatterFields.tsx'
import { PreviewPanel } from './PreviewPanel.tsx'
import { useWhistle } from './use-whistle.ts'
import css from './new.module.css'

/** The whole whistle on one page, with what it would lead to beside it. */
export function DeskForm({ policy, account }: { policy: Policy; account: string }) {
  const { t } = useTranslation('case')
  const whistle = useWhistle(policy, account)
  const choices = useChoices(policy)
  const { draft, form, category, preview, failure } = whistle
  return (
    <div className={css.columns}>
      <div>
        {whistle.restored && (
          <Alert
            className={css.strip}
            type="info"
            showIcon
            title={t('new.restored', { time: formatTime(draft.savedAt) })}
            action={
              <Button size="small" onClick={whistle.discard}>
                {t('new.discard')}
              </Button>
            }
          />
        )}
        <Card className={css.card} title={t('new.matter')}>
          <MatterFields policy={policy} value={draft} onChange={whistle.setMatter} problem={whistle.choiceProblem} />
        </Card>
        {form && (
          <Card className={css.card} title={form.title}>
            {form.note && <p className={css.note}>{form.note}</p>}
            {failure && (
              <Alert
                className={css.strip}
                type="error"
                showIcon
                role="alert"
                title={failure.title}
                description={failure.advice || undefined}
              />
            )}
            <SchemaForm
              key={category?.form}
              schema={form.schema}
              order={form.order}
              value={whistle.start}
              choices={choices}
              problems={whistle.problems}
              onChange={whistle.setForm}
              onSubmit={whistle.submit}
              submitText={t('new.submit')}
              actions={
                draft.savedAt > 0 ? <span className={css.quiet}>{t('new.saved', { time: formatTime(draft.savedAt) })}</span> : undefined
              }
            />
          </Card>
        )}
      </div>
      <aside className={css.aside} aria-label={t('preview.title')} data-tour="whistle">
        <Card size="small" title={t('preview.title')}>
          <PreviewPanel {...preview} policy={policy} category={draft.category} />
        </Card>
      </aside>
    </div>
  )
}
