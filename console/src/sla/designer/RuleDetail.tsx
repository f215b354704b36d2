import { ROLES, type ClockRule, type Role } from '@shaotai/core'
import { Button, Checkbox, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../platform/i18n.ts'
import { roleName } from '../../platform/role-names.ts'
import { useEditing } from '../../policy/editing.ts'
import { pauseRows, togglePause } from './pause-rows.ts'
import css from './designer.module.css'

const POINTS = ['1/2', '4/5', '9/10']

type Props = {
  rule: ClockRule
  /** Places of the rule and of the goal in focus in the document. */
  index: number
  goal: number
  onOpen: () => void
}

/** The rule in focus: whom it applies to, when people are reminded and told, and what stops its clock. */
export function RuleDetail({ rule, index, goal: at, onOpen }: Props) {
  const { t, i18n } = useTranslation('sla')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const { policy, readOnly, set, say } = useEditing()
  const goal = rule.goals[at]
  const place = `/clocks/${index}`
  const points = [...new Set([...POINTS, ...rule.warnAt])].toSorted((a, b) => valueOf(a) - valueOf(b))
  const names = (roles: readonly Role[]) => roles.map((role) => roleName(role, language)).join(t('limit.and'))
  return (
    <section className={css.detail} aria-label={t('limit.detail', { name: rule.name })}>
      <h3>{t('limit.detail', { name: rule.name })}</h3>
      <dl className={css.settings}>
        <dt>{t('limit.applies')}</dt>
        <dd>
          {t(`limit.per.${rule.per}`)}
          {rule.per === 'assignment' && rule.appliesTo === 'lead' && t('limit.leadOnly')}
          {t('limit.comma')}
          {rule.when ? say(rule.when) : t('limit.always')}
          {goal?.when && t('limit.case', { when: say(goal.when) })}{' '}
          <Button type="link" size="small" onClick={onOpen}>
            {readOnly ? t('limit.look') : t('limit.change')}
          </Button>
        </dd>
        <dt>{t('limit.remind')}</dt>
        <dd>
          <Checkbox.Group
            disabled={readOnly}
            value={rule.warnAt}
            options={points.map((point) => ({ value: point, label: t('limit.used', { share: Math.round(valueOf(point) * 100) }) }))}
            onChange={(next) => set(`${place}/warnAt`, next)}
          />
        </dd>
        <dt>{t('limit.tell')}</dt>
        <dd>
          <Select
            mode="multiple"
            className={css.roles}
            aria-label={t('limit.tellWho', { name: rule.name })}
            disabled={readOnly}
            value={rule.notify ?? []}
            options={(Object.keys(ROLES) as Role[]).map((role) => ({ value: role, label: roleName(role, language) }))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(next) => set(`${place}/notify`, next.length > 0 ? next : undefined)}
          />
        </dd>
      </dl>
      <table className={css.pauses}>
        <caption>{t('limit.pauses')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('limit.pause')}</th>
            <th scope="col">{t('limit.approvers')}</th>
            <th scope="col">{t('limit.cap')}</th>
          </tr>
        </thead>
        <tbody>
          {pauseRows(policy, rule).map(({ kind, stops, approvers, maxDays, reasons }) => (
            <tr key={kind}>
              <th scope="row">
                <Checkbox disabled={readOnly} checked={stops} onChange={() => set(`${place}/pauseBy`, togglePause(rule, kind))}>
                  {t(`limit.pause.${kind}`)}
                </Checkbox>
                {reasons.length > 0 && <small>{reasons.join(t('limit.and'))}</small>}
              </th>
              <td>{approvers.length > 0 ? names(approvers) : t('limit.byStep')}</td>
              <td>{maxDays === undefined ? t('limit.noCap') : t('goal.day', { count: maxDays })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function valueOf(fraction: string): number {
  const [part = '0', whole = '1'] = fraction.split('/')
  return Number(part) / Number(whole)
}
