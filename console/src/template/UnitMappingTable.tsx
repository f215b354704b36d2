import { CheckCircleFilled, ExclamationCircleFilled, QuestionCircleFilled } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnits } from '../policy-data/use-units.ts'
import type { Suggestion } from './suggest-units.ts'
import css from './template.module.css'

/** What was chosen by hand: one of our units, none (null), by their id. */
export type Choices = Readonly<Record<string, string | null>>

type Props = { suggestions: readonly Suggestion[]; choices: Choices; onChoose: (id: string, unit: string | null) => void }
const NONE = ''

/** Their units beside ours. Those of one name are folded away; the rest is looked at one by one. */
export function UnitMappingTable({ suggestions, choices, onChoose }: Props) {
  const { t } = useTranslation('template')
  const units = useUnits()
  const [all, setAll] = useState(false)
  const options = useMemo(
    () => [{ value: NONE, label: t('units.none') }, ...units.list.map(({ id, name }) => ({ value: id, label: name }))],
    [units, t],
  )
  const same = suggestions.filter((one) => one.kind === 'same')
  const shown = all ? suggestions : suggestions.filter((one) => one.kind !== 'same')
  return (
    <>
      <p>
        {t('units.same', { count: same.length })}
        {same.length > 0 && (
          <Button type="link" size="small" onClick={() => setAll((on) => !on)} aria-expanded={all}>
            {t(all ? 'units.fold' : 'units.unfold')}
          </Button>
        )}
      </p>
      {shown.length > 0 && (
        <table className={css.units}>
          <thead>
            <tr>
              <th scope="col">{t('units.theirs')}</th>
              <th scope="col">{t('units.count')}</th>
              <th scope="col">{t('units.ours')}</th>
              <th scope="col">{t('units.state')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => {
              const chosen = Object.hasOwn(choices, one.id) ? choices[one.id] : one.unit
              return (
                <tr key={one.id}>
                  <th scope="row">{one.name}</th>
                  <td className="tabular">{t('units.times', { count: one.count })}</td>
                  <td>
                    <Select
                      aria-label={t('units.oursOf', { name: one.name })}
                      className={css.unitSelect}
                      showSearch={{ optionFilterProp: 'label' }}
                      placeholder={t('units.choose')}
                      value={chosen === null ? NONE : chosen}
                      options={options}
                      onChange={(value: string) => onChoose(one.id, value === NONE ? null : value)}
                    />
                  </td>
                  <td>
                    <State decided={Object.hasOwn(choices, one.id)} kind={one.kind} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </>
  )
}

function State({ decided, kind }: { decided: boolean; kind: Suggestion['kind'] }) {
  const { t } = useTranslation('template')
  if (decided || kind === 'same')
    return (
      <span className={css.fine}>
        <CheckCircleFilled aria-hidden="true" /> {t(decided ? 'units.decided' : 'units.sameName')}
      </span>
    )
  return kind === 'likely' ? (
    <span className={css.look}>
      <ExclamationCircleFilled aria-hidden="true" /> {t('units.likely')}
    </span>
  ) : (
    <span className={css.open}>
      <QuestionCircleFilled aria-hidden="true" /> {t('units.open')}
    </span>
  )
}
