import { describeRefusal } from '@shaotai/api'
import { diffPolicy, objectName, unitMentions, type Policy, type Responsibilities } from '@shaotai/core'
import { Alert, App, DatePicker, Modal, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { Language } from '../../platform/i18n.ts'
import { ChangeList, type ChangeRow } from '../../policy/ChangeList.tsx'
import { useEditing } from '../../policy/editing.ts'
import { isKind } from '../../policy/kinds.ts'
import type { CellNames } from './cell.ts'
import { mergeUnits } from './merge-units.ts'
import css from './workbench.module.css'

/** 机构改革: units that become one, from a day; every place that changes in words, and those elsewhere in the policy to be seen to. */
export function MergeDialog({ list, names, onClose }: { list: Responsibilities; names: CellNames; onClose: () => void }) {
  const { t, i18n } = useTranslation('responsibility')
  const { message } = App.useApp()
  const { policy, set } = useEditing()
  const { id = '' } = useParams()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const [from, setFrom] = useState<string[]>([])
  const [to, setTo] = useState<string>()
  const [on, setOn] = useState<string>()
  const options = names.units.map((unit) => ({ value: unit.id, label: unit.name }))
  const merged = useMemo(
    () => (from.length === 0 || to === undefined ? undefined : mergeUnits(list, { from, to, ...(on !== undefined && { on }) })),
    [list, from, to, on],
  )
  const next = merged?.ok ? merged.value : undefined
  const changes = useMemo(
    () => (next ? diffPolicy({ ...policy, responsibilities: list } as Policy, { ...policy, responsibilities: next } as Policy) : []),
    [next, policy, list],
  )
  const elsewhere = useMemo(
    () =>
      to === undefined
        ? []
        : unitMentions(policy).filter(({ unit, at }) => unit !== to && from.includes(unit) && !at.startsWith('/responsibilities/')),
    [policy, from, to],
  )
  const save = () => {
    if (!next) return
    set('', next, { apart: true })
    void message.success(t('wb.merge.done', { count: changes.length }))
    onClose()
  }
  return (
    <Modal
      open
      width={900}
      title={t('wb.merge')}
      mask={{ closable: false }}
      onCancel={onClose}
      cancelText={t('wb.cancel')}
      okText={t('wb.saveToDraft')}
      okButtonProps={{ disabled: changes.length === 0 }}
      onOk={save}
    >
      <div className={css.mergeForm}>
        <label htmlFor="merge-from">{t('wb.merge.from')}</label>
        <Select
          id="merge-from"
          mode="multiple"
          value={from}
          onChange={setFrom}
          options={options}
          showSearch={{ optionFilterProp: 'label' }}
        />
        <label htmlFor="merge-to">{t('wb.merge.to')}</label>
        <Select id="merge-to" value={to} onChange={setTo} options={options} showSearch={{ optionFilterProp: 'label' }} />
        <label htmlFor="merge-on">{t('wb.merge.on')}</label>
        <DatePicker id="merge-on" onChange={(day) => setOn(day ? day.format('YYYY-MM-DD') : undefined)} />
        <p>{t(on === undefined ? 'wb.merge.atOnce' : 'wb.merge.fromDay', { day: on })}</p>
      </div>
      {merged && !merged.ok && <Alert type="error" showIcon title={describeRefusal(merged.error, language)} />}
      {elsewhere.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('wb.merge.elsewhere', { count: elsewhere.length })}
          description={
            <ul>
              {elsewhere.map(({ unit, at }) => (
                <li key={`${unit}${at}`}>
                  <Link to={placeOf(id, at)}>{objectName(policy, at)}</Link>　{names.units.find((one) => one.id === unit)?.name ?? unit}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {next && (
        <div className={css.plan} role="region" aria-label={t('wb.step.plan')} tabIndex={0}>
          <ChangeList
            changes={changes as unknown as ChangeRow[]}
            policy={{ ...policy, responsibilities: next } as Policy}
            before={{ ...policy, responsibilities: list } as Policy}
          />
        </div>
      )}
    </Modal>
  )
}

/** The place in the draft a pointer into the policy leads to. */
function placeOf(draft: string, at: string): string {
  const [, kind = ''] = at.split('/')
  return isKind(kind) ? `/policy/drafts/${draft}/${kind}?at=${encodeURIComponent(at.slice(kind.length + 1))}` : `/policy/drafts/${draft}`
}
