import { describeRefusal } from '@shaotai/api'
import { changedKinds, diffPolicy, replaceUnits, type Policy, type Responsibilities } from '@shaotai/core'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, DatePicker, Modal, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Failure } from '../../platform/feedback/Failure.tsx'
import type { Language } from '../../platform/i18n.ts'
import { ChangeList, type ChangeRow } from '../../policy/ChangeList.tsx'
import { useEditing } from '../../policy/editing.ts'
import { saveKinds } from '../../policy/save-kinds.ts'
import type { CellNames } from './cell.ts'
import { useDuties } from './use-duties.ts'
import css from './workbench.module.css'

/** 机构改革: units that become one, from a day, through the whole policy; every place in words, how many in each part, and what stays to be done. */
export function MergeDialog({ list, names, onClose }: { list: Responsibilities; names: CellNames; onClose: () => void }) {
  const { t, i18n } = useTranslation('responsibility')
  const { message } = App.useApp()
  const { policy, set, flush } = useEditing()
  const { id = '' } = useParams()
  const client = useQueryClient()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const [from, setFrom] = useState<string[]>([])
  const [to, setTo] = useState<string>()
  const [on, setOn] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const options = names.units.map((unit) => ({ value: unit.id, label: unit.name }))
  const before = useMemo(() => ({ ...policy, responsibilities: list }) as Policy, [policy, list])
  const merged = useMemo(
    () => (from.length === 0 || to === undefined ? undefined : replaceUnits(before, { from, to, ...(on !== undefined && { on }) })),
    [before, from, to, on],
  )
  const next = merged?.ok ? merged.value : undefined
  const changes = useMemo(() => (next ? diffPolicy(before, next.policy) : []), [next, before])
  const duties = useDuties(from.filter((unit) => unit !== to))
  const kinds = next ? changedKinds(before, next.policy) : []
  const save = async () => {
    if (!next) return
    setBusy(true)
    setError(undefined)
    try {
      // The list itself goes by its page, so that it can be undone there.
      if (!(await flush())) return
      await saveKinds(client, id, { policy: next.policy, kinds: kinds.filter((kind) => kind !== 'responsibilities') })
      set('', next.policy.responsibilities, { apart: true })
      void message.success(t('wb.merge.done', { count: changes.length }))
      onClose()
    } catch (failed) {
      setError(failed)
    } finally {
      setBusy(false)
    }
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
      confirmLoading={busy}
      okButtonProps={{ disabled: changes.length === 0 }}
      onOk={() => void save()}
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
      {error !== undefined && <Failure error={error} />}
      {next && changes.length > 0 && (
        <p>
          {t('wb.merge.counts', {
            count: changes.length,
            kinds: kinds
              .map((kind) => t('wb.merge.inKind', { kind: t(`policy:kind.${kind}`), count: countIn(changes, kind) }))
              .join(t('wb.merge.and')),
          })}
        </p>
      )}
      {next && next.examples.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('wb.merge.examples', { count: next.examples.length })}
          description={
            <ul>
              {next.examples.map((title) => (
                <li key={title}>{title}</li>
              ))}
            </ul>
          }
        />
      )}
      {next && duties && (
        <Alert
          type="info"
          showIcon
          title={t('wb.merge.duties', duties)}
          description={
            <>
              <p>{t('wb.merge.dutiesNote', { unit: names.units.find((one) => one.id === to)?.name ?? '' })}</p>
              <Link to="/people">{t('wb.merge.organisation')}</Link>
            </>
          }
        />
      )}
      {next && (
        <div className={css.plan} role="region" aria-label={t('wb.step.plan')} tabIndex={0}>
          <ChangeList changes={changes as unknown as ChangeRow[]} policy={next.policy} before={before} />
        </div>
      )}
    </Modal>
  )
}

function countIn(changes: readonly { at: string }[], kind: string): number {
  return changes.filter(({ at }) => at === `/${kind}` || at.startsWith(`/${kind}/`)).length
}
