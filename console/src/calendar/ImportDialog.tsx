import { UploadOutlined } from '@ant-design/icons'
import type { Calendar } from '@shaotai/core'
import { Alert, Button, Checkbox, Input, InputNumber, Modal } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sayFailure } from '../platform/notification-provider.tsx'
import { applyNotice, coverageAfter, weighRows } from './apply-notice.ts'
import { nextYearOf } from './calendar-days.ts'
import { readNotice } from './read-notice.ts'
import { RowTable } from './RowTable.tsx'
import css from './calendar.module.css'

const LARGEST = 1_000_000

type ImportDialogProps = { calendar: Calendar; onApply: (calendar: Calendar, count: number) => void; onClose: () => void }

/** The year's notice pasted as it is, shown in words with what it contradicts, and taken over in one step. */
export function ImportDialog({ calendar, onApply, onClose }: ImportDialogProps) {
  const { t } = useTranslation('calendar')
  const [year, setYear] = useState(nextYearOf(calendar))
  const [text, setText] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [whole, setWhole] = useState(true)
  const [source, setSource] = useState('')
  const [url, setUrl] = useState('')
  const file = useRef<HTMLInputElement>(null)
  const { rows, remarks } = useMemo(() => readNotice(text, year), [text, year])
  const weighed = useMemo(() => weighRows(calendar, rows), [calendar, rows])
  const taken = weighed.filter((row) => row.effect !== 'clashes' && !left.has(keyOf(row)))
  const until = coverageAfter(calendar, year)
  const read = async (chosen: File | undefined) => {
    if (!chosen) return
    const content = chosen.size > LARGEST ? undefined : decode(await chosen.arrayBuffer())
    if (content === undefined) sayFailure(t('import.fileWrong'))
    else setText(content)
  }
  const apply = () => {
    const notice = { title: source.trim(), ...(url.trim() !== '' && { url: url.trim() }) }
    onApply(applyNotice(calendar, taken, { until: whole ? until : undefined, source: notice }), taken.length)
  }
  return (
    <Modal
      open
      width={860}
      title={t('import.title')}
      okText={t('import.apply', { count: taken.length })}
      okButtonProps={{ disabled: taken.length === 0 }}
      cancelText={t('cancel')}
      onOk={apply}
      onCancel={onClose}
    >
      <div className={css.import}>
        <p className={css.quiet} id="import-hint">
          {t('import.hint')}
        </p>
        <div className={css.importHead}>
          <label className={css.field}>
            <span>{t('import.year')}</span>
            <InputNumber min={2000} max={2100} value={year} onChange={(next) => next !== null && setYear(next)} />
          </label>
          <input
            ref={file}
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            hidden
            onChange={(event) => {
              void read(event.target.files?.[0])
              event.target.value = ''
            }}
          />
          <Button icon={<UploadOutlined />} onClick={() => file.current?.click()}>
            {t('import.file')}
          </Button>
        </div>
        <Input.TextArea
          aria-label={t('import.text')}
          aria-describedby="import-hint"
          rows={6}
          maxLength={60_000}
          placeholder={t('import.placeholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <h3 aria-live="polite">{weighed.length > 0 ? t('import.preview', { count: weighed.length }) : t('import.previewNone')}</h3>
        {weighed.length > 0 && (
          <RowTable
            rows={weighed}
            isTaken={(row) => row.effect !== 'clashes' && !left.has(keyOf(row))}
            onTake={(row, take) => {
              const next = new Set(left)
              if (take) next.delete(keyOf(row))
              else next.add(keyOf(row))
              setLeft(next)
            }}
          />
        )}
        {remarks.length > 0 && (
          <details>
            <summary>{t('import.remarks', { count: remarks.length })}</summary>
            <ul className={css.remarks}>
              {remarks.map((remark, index) => (
                <li key={index}>
                  {t('import.line', { line: remark.line })} {t(`import.why.${remark.why}`)}：{remark.text.slice(0, 120)}
                </li>
              ))}
            </ul>
          </details>
        )}
        {until === undefined ? (
          <Alert type="warning" showIcon title={t('import.gap', { year })} />
        ) : (
          <Checkbox checked={whole} onChange={(event) => setWhole(event.target.checked)}>
            {t('import.until', { year, to: until })}
          </Checkbox>
        )}
        <div className={css.importHead}>
          <label className={css.field}>
            <span>{t('import.source')}</span>
            <Input value={source} maxLength={300} onChange={(event) => setSource(event.target.value)} />
          </label>
          <label className={css.field}>
            <span>{t('import.url')}</span>
            <Input value={url} maxLength={500} onChange={(event) => setUrl(event.target.value)} />
          </label>
        </div>
      </div>
    </Modal>
  )
}

function keyOf({ line, from, kind }: { line: number; from: string; kind: string }): string {
  return `${line}/${from}/${kind}`
}

/** Files saved by Excel in China are GB 18030; a workbook chosen by mistake is no text at all. */
function decode(bytes: ArrayBuffer): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!text.includes('\u0000')) return text
    } catch {
      // Another encoding then.
    }
  }
  return undefined
}
