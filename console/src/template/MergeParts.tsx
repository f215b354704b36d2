import type { EarlierEdition } from '@shaotai/api'
import { describeChange, type Change, type EditionMerge, type MergeChoice, type Policy } from '@shaotai/core'
import { Card, Radio } from 'antd'
import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../platform/format/format.ts'
import { ChangeList, type ChangeRow } from '../policy/ChangeList.tsx'
import css from './template.module.css'

type Props = {
  earlier: NonNullable<EarlierEdition>
  own: Policy
  edition: { newer: Policy; base: Policy; merge: EditionMerge }
  sides: Readonly<Record<string, MergeChoice>>
  onChoose: (at: string, side: MergeChoice) => void
}

/** A newer edition beside ours, since the one both come from: what each side changed, and a choice where both did. */
export function MergeParts({ earlier, own, edition: { newer, base, merge }, sides, onChoose }: Props) {
  const { t, i18n } = useTranslation('template')
  const language = i18n.language === 'en' ? 'en' : 'zh'
  // A decided conflict is no conflict any more, but stays on the page so that one may think again.
  const seen = useRef(new Map<string, EditionMerge['conflicts'][number]>())
  for (const one of merge.conflicts) seen.current.set(one.at, one)
  const conflicts = [...seen.current.values()].filter(({ at }) => sides[at] !== undefined || merge.conflicts.some((one) => one.at === at))
  const words = (changes: readonly Change[], policy: Policy) => changes.map((one) => describeChange(one, language, policy)).join('；')
  return (
    <Card size="small" title={t('merge.title')}>
      <p>{t('merge.base', { date: formatDay(earlier.at, { language, year: true }), title: earlier.title })}</p>
      {conflicts.length > 0 && (
        <section>
          <h3>{t('merge.both', { count: conflicts.length })}</h3>
          {conflicts.map((one) => (
            <fieldset key={one.at} className={css.conflict}>
              <legend>{one.object}</legend>
              <Radio.Group
                aria-label={one.object}
                value={sides[one.at]}
                onChange={({ target }) => onChoose(one.at, target.value as MergeChoice)}
                options={[
                  { value: 'mine', label: <Side name={t('merge.ours')} text={words(one.mine, own) || t('merge.removed')} /> },
                  { value: 'theirs', label: <Side name={t('merge.take')} text={words(one.theirs, newer) || t('merge.removed')} /> },
                ]}
              />
            </fieldset>
          ))}
        </section>
      )}
      <Fold title={t('merge.theirs', { count: merge.theirs.length })} open>
        {merge.theirs.length === 0 ? (
          <p>{t('merge.nobody')}</p>
        ) : (
          <ChangeList changes={merge.theirs as ChangeRow[]} policy={newer} before={base} />
        )}
      </Fold>
      <Fold title={t('merge.mine', { count: merge.mine.length })}>
        {merge.mine.length === 0 ? (
          <p>{t('merge.nobody')}</p>
        ) : (
          <ChangeList changes={merge.mine as ChangeRow[]} policy={own} before={base} />
        )}
      </Fold>
    </Card>
  )
}

function Side({ name, text }: { name: string; text: string }) {
  return (
    <span className={css.side}>
      <strong>{name}</strong>：{text}
    </span>
  )
}

function Fold({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={open} className={css.annex}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}
