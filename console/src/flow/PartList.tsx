import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../policy/editing.ts'
import { nameOf, type Schema } from '../policy/kinds.ts'
import { ObjectForm } from '../policy/ObjectForm.tsx'
import css from './flow.module.css'

type Entry = Record<string, unknown>

type PartListProps = {
  /** The pointer of the list into the document. */
  at: string
  entries: readonly Entry[]
  schema: Schema
  chosen: number
  onChoose: (index: number) => void
  fresh: () => Entry
  addText: string
  /** Removes an entry with what hangs on it; by default only the entry. */
  onRemove?: (index: number) => void
  removeNote?: string | undefined
  focus?: string | undefined
  children?: ReactNode
}

/** A part of the flow as a list and the form of the chosen entry. */
export function PartList({ at, entries, schema, chosen, onChoose, fresh, addText, onRemove, removeNote, focus, children }: PartListProps) {
  const { t } = useTranslation('flow')
  const { modal } = App.useApp()
  const { readOnly, set, units, say, openCode } = useEditing()
  const index = Math.min(chosen, entries.length - 1)
  const current = entries[index]
  const move = (by: number) => {
    set(at, entries.with(index, entries[index + by] ?? {}).with(index + by, current ?? {}), { apart: true })
    onChoose(index + by)
  }
  const remove = () =>
    void modal.confirm({
      title: t('remove.ask', { name: nameOf(current) }),
      content: removeNote ?? t('remove.note'),
      okText: t('remove'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () => (onRemove ? onRemove(index) : set(at, entries.toSpliced(index, 1), { apart: true })),
    })
  return (
    <div className={css.part}>
      <ul className={css.entries}>
        {entries.map((entry, place) => (
          <li key={`${place}/${nameOf(entry)}`}>
            <button type="button" aria-current={place === index} onClick={() => onChoose(place)}>
              {nameOf(entry) || t('unnamed')}
            </button>
          </li>
        ))}
      </ul>
      {!readOnly && (
        <div className={css.tools}>
          <Button
            icon={<PlusOutlined />}
            onClick={() => {
              set(at, [...entries, fresh()], { apart: true })
              onChoose(entries.length)
            }}
          >
            {addText}
          </Button>
          {current && (
            <>
              <Button icon={<ArrowUpOutlined />} aria-label={t('up')} title={t('up')} disabled={index === 0} onClick={() => move(-1)} />
              <Button
                icon={<ArrowDownOutlined />}
                aria-label={t('down')}
                title={t('down')}
                disabled={index === entries.length - 1}
                onClick={() => move(1)}
              />
              <Button danger icon={<DeleteOutlined />} aria-label={t('remove')} title={t('remove')} onClick={remove} />
            </>
          )}
        </div>
      )}
      {current ? (
        <ObjectForm
          key={`${at}/${index}`}
          schema={schema}
          value={current}
          readOnly={readOnly}
          units={units}
          sentence={(value) => say(value)}
          onOpenCode={(place) => openCode(`${at}/${index}${place}`)}
          {...(focus !== undefined && { focus })}
          onChange={(next) => set(`${at}/${index}`, next)}
        />
      ) : (
        <p className={css.quiet}>{t('none')}</p>
      )}
      {children}
    </div>
  )
}
