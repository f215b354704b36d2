import { describeCondition, formRules } from '@shaotai/core'
import { Button, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../platform/feedback/Empty.tsx'
import { useDesign } from './design.ts'
import { pauseRule } from './edit-form.ts'
import css from './designer.module.css'

/** 规则一览: every condition of the form as a sentence; switched off its fields always appear. */
export function RuleOverview({ onGo }: { onGo: (field: string) => void }) {
  const { t, i18n } = useTranslation('form')
  const { form, fields, vocabulary, apply, readOnly, openCode } = useDesign()
  const [about, setAbout] = useState<string>()
  const locale = i18n.language === 'en' ? 'en' : 'zh'
  const rules = formRules(form.schema)
  const name = (id: string) => fields.find((field) => field.id === id)?.title ?? id
  const shown = rules.filter(
    (rule) =>
      about === undefined ||
      rule.shows.includes(about) ||
      rule.demands.includes(about) ||
      JSON.stringify(rule.when ?? '').includes(`"form.${about}"`),
  )
  if (rules.length === 0) return <Empty text={t('rules.none')} />
  return (
    <div className={css.rulesView}>
      <Select
        allowClear
        aria-label={t('rules.filter')}
        placeholder={t('rules.filter')}
        value={about}
        options={fields.map((field) => ({ value: field.id, label: field.title }))}
        onChange={setAbout}
        style={{ width: '100%' }}
      />
      <ol className={css.ruleList} aria-label={t('rules.title')}>
        {shown.map((rule) => {
          const sentence = rule.when ? describeCondition(rule.when, vocabulary, { locale }) : undefined
          const shows = rule.shows.map((id) => `“${name(id)}”`).join(t('separator'))
          const demands = rule.demands.filter((id) => !rule.shows.includes(id)).map((id) => `“${name(id)}”`)
          return (
            <li key={rule.index} className={rule.paused ? css.rulePaused : undefined}>
              <p>
                {sentence ? t('rules.when', { rule: sentence }) : t('rule.codeOnly')}
                {rule.shows.length > 0 && t('rules.shows', { fields: shows })}
                {demands.length > 0 && t('rules.demands', { fields: demands.join(t('separator')) })}
              </p>
              <div className={css.buttons}>
                <Switch
                  size="small"
                  checked={!rule.paused}
                  disabled={readOnly || rule.when === undefined}
                  aria-label={t('rules.on', { rule: sentence ?? '' })}
                  onChange={(on) => apply(pauseRule(form, rule.index, !on), `rules/${rule.index}`)}
                />
                <span className={css.quiet}>{t(rule.paused ? 'rules.paused' : 'rules.active')}</span>
                {rule.when ? (
                  rule.shows[0] !== undefined && (
                    <Button size="small" type="link" onClick={() => onGo(rule.shows[0] ?? '')}>
                      {t('rules.go')}
                    </Button>
                  )
                ) : (
                  <Button size="small" type="link" onClick={() => openCode(rule.shows[0])}>
                    {t('code.open')}
                  </Button>
                )}
              </div>
            </li>
          )
        })}
      </ol>
      {shown.length === 0 && <p className={css.quiet}>{t('rules.noneAbout')}</p>}
    </div>
  )
}
