import type { Change, Policy, Responsibilities } from '@shaotai/core'
import { Alert, Checkbox, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { ChangeList, type ChangeRow } from '../../../policy/ChangeList.tsx'
import { useEditing } from '../../../policy/editing.ts'
import css from '../workbench.module.css'
import type { Exported } from './exported.ts'
import { conflictKey, type Plan } from './plan.ts'

type Props = {
  plan: Plan
  list: Responsibilities
  next: Responsibilities | undefined
  changes: readonly Change[]
  exported: Exported | undefined
  fromFile: ReadonlySet<string>
  retire: ReadonlySet<string>
  onFromFile: (keys: ReadonlySet<string>) => void
  onRetire: (ids: ReadonlySet<string>) => void
}

/** The last step: what would change, in words; what both sides changed, to be decided; what the table no longer has. */
export function StepPlan({ plan, list, next, changes, exported, fromFile, retire, onFromFile, onRetire }: Props) {
  const { t } = useTranslation('responsibility')
  const { policy } = useEditing()
  const conflicts = plan.rows.flatMap((row) => row.conflicts)
  const added = plan.rows.filter(({ isNew }) => isNew).length
  const before = new Map(list.items.map((item) => [item.id, item]))
  const changed = plan.rows.filter(({ isNew, item }) => !isNew && item !== before.get(item.id)).length
  const after = { ...policy, responsibilities: next ?? list } as Policy
  return (
    <div className={css.plan} role="region" aria-label={t('wb.step.plan')} tabIndex={0}>
      <p role="status">
        <b>{changes.length === 0 ? t('wb.plan.nothing') : t('wb.plan.count', { added, changed, retired: retire.size })}</b>
      </p>
      {exported && plan.changedSince > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('wb.stale', { version: exported.version, count: plan.changedSince })}
          style={{ marginBottom: 12 }}
        />
      )}
      {conflicts.length > 0 && (
        <section>
          <h3>{t('wb.conflict.title', { count: conflicts.length })}</h3>
          <div className={css.rowsTable}>
            <table>
              <caption className={css.unseen}>{t('wb.conflict.title', { count: conflicts.length })}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('wb.column.name')}</th>
                  <th scope="col">{t('wb.conflict.base')}</th>
                  <th scope="col">{t('wb.conflict.now')}</th>
                  <th scope="col">{t('wb.conflict.file')}</th>
                  <th scope="col">{t('wb.conflict.take')}</th>
                </tr>
              </thead>
              <tbody>
                {conflicts.map((conflict) => (
                  <tr key={conflictKey(conflict)}>
                    <th scope="row">
                      {conflict.name}　{t(`wb.column.${conflict.column}`)}
                    </th>
                    <td>{conflict.base}</td>
                    <td>{conflict.now}</td>
                    <td>{conflict.file}</td>
                    <td>
                      <Radio.Group
                        aria-label={t('wb.conflict.which', { name: conflict.name, column: t(`wb.column.${conflict.column}`) })}
                        value={fromFile.has(conflictKey(conflict)) ? 'file' : 'now'}
                        onChange={(event) => onFromFile(toggled(fromFile, conflictKey(conflict), event.target.value === 'file'))}
                        options={[
                          { value: 'now', label: t('wb.conflict.useNow') },
                          { value: 'file', label: t('wb.conflict.useFile') },
                        ]}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {plan.missing.length > 0 && (
        <section>
          <h3>{t('wb.missing.title', { count: plan.missing.length })}</h3>
          <p>{t('wb.missing.note')}</p>
          <ul>
            {plan.missing.map((item) => (
              <li key={item.id}>
                <Checkbox checked={retire.has(item.id)} onChange={(event) => onRetire(toggled(retire, item.id, event.target.checked))}>
                  {t('wb.missing.retire', { name: item.name, id: item.id })}
                </Checkbox>
              </li>
            ))}
          </ul>
        </section>
      )}
      {changes.length > 0 && (
        <ChangeList changes={changes as unknown as ChangeRow[]} policy={after} before={{ ...policy, responsibilities: list } as Policy} />
      )}
    </div>
  )
}

function toggled(set: ReadonlySet<string>, key: string, on: boolean): ReadonlySet<string> {
  const next = new Set(set)
  if (on) next.add(key)
  else next.delete(key)
  return next
}
