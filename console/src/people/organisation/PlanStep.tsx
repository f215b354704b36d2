import { describeRefusal } from '@shaotai/api'
import { Alert, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ChangeLine } from './change-lines.ts'
import type { Leaving, Plan } from './plan.ts'
import { columnKey, type Place } from './tables.ts'
import css from './organisation.module.css'

type Props = { plan: Plan; lines: readonly ChangeLine[]; leaving: Leaving; onLeave: (leaving: Leaving) => void }

/** Lines drawn; beyond them nobody reads on, and the counts say how many there are. */
const SHOWN = 300

/** The last step: what the file no longer has, and what would change, in words. */
export function PlanStep({ plan, lines, leaving, onLeave }: Props) {
  const { t, i18n } = useTranslation('people')
  const language = i18n.language === 'en' ? 'en' : 'zh'
  const { units, people } = plan.missing
  const choose = (key: string, what: 'keep' | 'retire' | 'remove') => {
    const next = new Map(leaving)
    if (what === 'keep') next.delete(key)
    else next.set(key, what)
    onLeave(next)
  }
  return (
    <>
      {units.length + people.length > 0 && (
        <section>
          <h2>{t('org.missing', { count: units.length + people.length })}</h2>
          <div className={css.table}>
            <table>
              <tbody>
                {[
                  ...units.map((one) => ({ ...one, place: 'units' as const })),
                  ...people.map((one) => ({ ...one, place: 'people' as const })),
                ].map(({ place, id, name }) => (
                  <tr key={`${place}/${id}`}>
                    <th scope="row">{name}</th>
                    <td>
                      <Select<'keep' | 'retire' | 'remove'>
                        aria-label={t('org.leaving', { name })}
                        style={{ width: 260 }}
                        value={leaving.get(`${place}/${id}`) ?? 'keep'}
                        options={choicesFor(place).map((value) => ({ value, label: t(`org.leave.${value}`) }))}
                        onChange={(what) => choose(`${place}/${id}`, what)}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {plan.others.length > 0 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={
            <ul className={css.lines}>
              {plan.others.map((one) => (
                <li key={`${one.at}${one.code}`}>{describeRefusal(one, language)}</li>
              ))}
            </ul>
          }
        />
      )}
      {(['units', 'people'] as const).map((place) => (
        <Changes key={place} place={place} lines={lines.filter((line) => line.place === place)} />
      ))}
    </>
  )
}

function choicesFor(place: Place): ('keep' | 'retire' | 'remove')[] {
  return place === 'units' ? ['keep', 'retire', 'remove'] : ['keep', 'retire']
}

function Changes({ place, lines }: { place: Place; lines: readonly ChangeLine[] }) {
  const { t } = useTranslation('people')
  if (lines.length === 0) return null
  const of = (kind: ChangeLine['kind']) => lines.filter((line) => line.kind === kind).length
  return (
    <section>
      <h2>
        {t(`org.changes.${place}`, {
          added: of('added'),
          changed: of('changed') + of('reopened'),
          retired: of('retired'),
          removed: of('removed'),
        })}
      </h2>
      <ul className={css.lines}>
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line.id}>
            {t(`org.line.${line.kind}`, { name: line.name })}
            {line.fields.length > 0 && '：'}
            {line.fields.map(({ column, before, after }, index) => (
              <span key={column}>
                {index > 0 && '；'}
                {t(columnKey(place, column))}{' '}
                {line.kind !== 'added' && (
                  <>
                    <span className={css.before}>{before || t('org.empty')}</span> →{' '}
                  </>
                )}
                <span className={css.after}>{after || t('org.empty')}</span>
              </span>
            ))}
          </li>
        ))}
      </ul>
      {lines.length > SHOWN && <p>{t('org.moreLines', { count: lines.length - SHOWN })}</p>}
    </section>
  )
}
