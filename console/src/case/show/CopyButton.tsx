import { COPIES_LIMIT, type Copied, type CopyCommand } from '@shaotai/core'
import { App, Button, Input, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PersonPicker } from '../../people/PersonPicker.tsx'
import { Failure } from '../../platform/feedback/Failure.tsx'
import { isTypedFor } from '../../platform/pinyin.ts'
import { useSession } from '../../platform/session.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import css from './show.module.css'

type CopyButtonProps = {
  copies: readonly Copied[] | undefined
  /** Units that see it anyway. */
  seeing: readonly string[]
  onCopy: (data: CopyCommand) => Promise<void>
}

type Chosen = { units: string[]; people: { id: string; name: string }[]; note: string }
const NOBODY: Chosen = { units: [], people: [], note: '' }

/** 抄送: units and people that should know of a matter, and a word to them. */
export function CopyButton({ copies = [], seeing, onCopy }: CopyButtonProps) {
  const { t } = useTranslation('case')
  const { message } = App.useApp()
  const session = useSession()
  const units = useUnits()
  const [open, setOpen] = useState(false)
  const [{ units: chosen, people, note }, setChosen] = useState(NOBODY)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const known = new Set([...seeing, ...copies.flatMap((one) => (one.person ? [] : [one.unit]))])
  const left = COPIES_LIMIT - copies.length - chosen.length - people.length
  const change = (part: Partial<Chosen>) => setChosen((before) => ({ ...before, ...part }))
  const act = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await onCopy({
        ...(chosen.length > 0 && { units: chosen }),
        ...(people.length > 0 && { people: people.map((one) => one.id) }),
        ...(note.trim() && { note: note.trim() }),
      })
      setOpen(false)
      setChosen(NOBODY)
      void message.success(t('copy.done'))
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
        okButtonProps={{ disabled: chosen.length + people.length === 0 }}
        onOk={() => void act()}
        onCancel={() => setOpen(false)}
      >
        <div className={css.copy}>
          <Select
            mode="multiple"
            aria-label={t('copy.units')}
            placeholder={t('copy.units')}
            maxCount={chosen.length + left}
            value={chosen}
            showSearch={{ filterOption: isTypedFor }}
            options={units.list.filter((one) => one.active && !known.has(one.id)).map((one) => ({ value: one.id, label: one.name }))}
            onChange={(next: string[]) => change({ units: next })}
          />
          <div className={css.copyPeople}>
            <PersonPicker
              value={undefined}
              labels={{ unit: t('copy.unitOf'), person: t('copy.person') }}
              except={session?.person}
              onChange={(id, name) => {
                if (id === undefined || left <= 0 || people.some((one) => one.id === id)) return
                change({ people: [...people, { id, name: name ?? id }] })
              }}
            />
          </div>
          {people.length > 0 && (
            <div>
              {people.map((one) => (
                <Tag
                  key={one.id}
                  closable={{ closeIcon: true, 'aria-label': t('copy.without', { name: one.name }) }}
                  onClose={() => change({ people: people.filter((each) => each !== one) })}
                >
                  {one.name}
                </Tag>
              ))}
            </div>
          )}
          <Input.TextArea
            aria-label={t('copy.note')}
            placeholder={t('copy.note')}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={note}
            onChange={(event) => change({ note: event.target.value })}
          />
          {error !== undefined && <Failure error={error} />}
        </div>
      </Modal>
    </>
  )
}
