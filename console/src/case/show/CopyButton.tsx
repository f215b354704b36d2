import { COPIED_UNITS, copyProblem, type Case } from '@shaotai/core'
import type { CaseView } from '@shaotai/api'
import { App, Button, Input, Modal, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../platform/feedback/Failure.tsx'
import { isTypedFor } from '../../platform/pinyin.ts'
import { useSession } from '../../platform/session.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import { createSender } from '../send-command.ts'
import css from './show.module.css'

/** 抄送: units that should know of the case, and a word to them. Shown to the town, the lead and the platform while the case runs. */
export function CopyButton({ state, onDone }: { state: Case; onDone: (view: CaseView) => void }) {
  const { t } = useTranslation('case')
  const { message } = App.useApp()
  const session = useSession()
  const units = useUnits()
  const send = useMemo(createSender, [])
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<string[]>([])
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  if (!session || copyProblem(state, { ...session, unit: session.unit.id })) return null
  const known = new Set([state.town, ...state.assignments.map((one) => one.unit), ...(state.copies ?? []).map((one) => one.unit)])
  const act = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const next = await send(state.id, 'copy', { units: chosen, ...(note.trim() && { note: note.trim() }) }, state.version)
      setOpen(false)
      setChosen([])
      setNote('')
      void message.success(t('copy.done'))
      onDone(next)
    } catch (failed) {
      setError(failed)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('copy.title')}</Button>
      <Modal
        open={open}
        title={t('copy.title')}
        okText={t('copy.send')}
        confirmLoading={busy}
        okButtonProps={{ disabled: chosen.length === 0 }}
        onOk={() => void act()}
        onCancel={() => setOpen(false)}
      >
        <div className={css.copy}>
          <Select
            mode="multiple"
            aria-label={t('copy.units')}
            placeholder={t('copy.units')}
            maxCount={COPIED_UNITS - (state.copies ?? []).length}
            value={chosen}
            showSearch={{ filterOption: isTypedFor }}
            options={units.list.filter((one) => one.active && !known.has(one.id)).map((one) => ({ value: one.id, label: one.name }))}
            onChange={setChosen}
          />
          <Input.TextArea
            aria-label={t('copy.note')}
            placeholder={t('copy.note')}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          {error !== undefined && <Failure error={error} />}
        </div>
      </Modal>
    </>
  )
}
