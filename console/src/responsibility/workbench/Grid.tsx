import { useEffect, useId, useLayoutEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { atCell, blockOf, moveBy, stepOn, within, type Block, type Selection } from './selection.ts'
import { readTsv, writeTsv } from './tsv.ts'
import css from './workbench.module.css'

export type GridColumn = {
  key: string
  title: string
  width: number
  lines?: boolean
  /** Texts that are offered while one is typed. */
  options?: readonly string[]
  readOnly?: boolean
  /** Stays in sight at the right edge. */
  pinned?: boolean
}
export type Mark = { severity: 'red' | 'amber'; text: string }

type Props = {
  label: string
  columns: readonly GridColumn[]
  /** How many columns stay in sight, after the number of the row. */
  frozen: number
  count: number
  text: (row: number, column: number) => string
  /** The number a person knows the row by. */
  numberOf: (row: number) => number
  mark: (row: number, column: number) => Mark | undefined
  dimmed: (row: number) => boolean
  readOnly: boolean
  selection: Selection
  onSelect: (selection: Selection) => void
  /** Writes one cell; what comes back is why it cannot be written, and what may have been meant. */
  onWrite: (row: number, column: number, text: string) => { sentence: string; near: readonly string[] } | undefined
  onPaste: (block: readonly (readonly string[])[], into: Block) => void
  onClear: (block: Block) => void
  onFillDown: (block: Block) => void
  onOpen: (row: number) => void
}

const ROW = 36
const HEADER = 36
const NUMBER = 56
/** Rows drawn above and below what is in sight. */
const SPARE = 6

/** What is being typed into the cell with the cursor. */
type Typing = { text: string; refused?: { sentence: string; near: readonly string[] } }

/**
 * A table edited as in Excel, of which only the rows in sight are drawn. The keyboard lies in one text field over the cell with the cursor, so
 * that Chinese input, the clipboard and screen readers meet an ordinary field; the cells themselves are an ARIA grid.
 */
export function Grid(props: Props) {
  const { columns, frozen, count, text, selection, onSelect, readOnly } = props
  const { t } = useTranslation('responsibility')
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [scroll, setScroll] = useState({ top: 0, left: 0 })
  const [height, setHeight] = useState(480)
  const [typing, setTyping] = useState<Typing>()
  const [dragging, setDragging] = useState(false)
  const composing = useRef(false)
  const leaving = useRef(false)
  const size = { rows: count, columns: columns.length }
  const cursor = within(selection, size)
  const block = blockOf(cursor)
  const page = Math.max(1, Math.floor((height - HEADER) / ROW) - 1)
  const lefts = leftsOf(columns)
  const width = (lefts.at(-1) ?? NUMBER) + (columns.at(-1)?.width ?? 0)
  const first = Math.max(0, Math.floor(scroll.top / ROW) - SPARE)
  const last = Math.min(count, Math.ceil((scroll.top + height) / ROW) + SPARE)
  const column = columns[cursor.column]
  const locked = readOnly || column?.readOnly === true

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    if (!dragging) return undefined
    const stop = () => setDragging(false)
    addEventListener('mouseup', stop)
    return () => removeEventListener('mouseup', stop)
  }, [dragging])
  // The cursor is brought into sight when it moves, not when somebody scrolls away from it.
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || count === 0) return
    const top = cursor.row * ROW
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + ROW + HEADER > element.scrollTop + element.clientHeight) element.scrollTop = top + ROW + HEADER - element.clientHeight
    if (cursor.column < frozen) return
    const left = lefts[cursor.column] ?? 0
    const edge = lefts[frozen] ?? NUMBER
    if (left - edge < element.scrollLeft) element.scrollLeft = left - edge
    else if (left + (column?.width ?? 0) > element.scrollLeft + element.clientWidth)
      element.scrollLeft = left + (column?.width ?? 0) - element.clientWidth
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- widths never change while the table is shown
  }, [cursor.row, cursor.column, count])

  const begin = (from: string) => {
    if (!locked) setTyping({ text: from })
  }
  const commit = (then?: Selection, said = typing?.text): boolean => {
    if (typing && said !== undefined && said !== text(cursor.row, cursor.column)) {
      const refused = props.onWrite(cursor.row, cursor.column, said)
      if (refused) {
        setTyping({ text: said, refused })
        field.current?.focus()
        return false
      }
    }
    setTyping(undefined)
    if (then) onSelect(then)
    return true
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (composing.current || event.nativeEvent.isComposing) return
    const control = event.ctrlKey || event.metaKey
    const take = () => {
      event.preventDefault()
      event.stopPropagation()
    }
    if (event.key === 'Tab') {
      // Escape, then Tab, leaves the table: the keyboard is never caught in it.
      if (leaving.current && !typing) return
      take()
      commit(stepOn(cursor, event.shiftKey ? 'left' : 'right', size))
      return
    }
    leaving.current = false
    if (event.key === 'Escape') {
      take()
      if (typing) setTyping(undefined)
      else leaving.current = true
      return
    }
    if (event.key === 'Enter' && (event.altKey || (event.shiftKey && typing))) {
      if (!typing) {
        take()
        props.onOpen(cursor.row)
      } else if (event.altKey) {
        take()
        setTyping({ text: `${typing.text}\n` })
      }
      return
    }
    if (event.key === 'Enter') {
      take()
      commit(stepOn(cursor, event.shiftKey ? 'up' : 'down', size))
      return
    }
    if (typing) {
      if (control && event.key.toLowerCase() === 'z') event.stopPropagation()
      return
    }
    const moved = moveBy({ key: event.key, shift: event.shiftKey, control }, cursor, { ...size, page })
    if (moved) {
      take()
      onSelect(moved)
    } else if (event.key === 'F2') {
      take()
      begin(text(cursor.row, cursor.column))
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && !readOnly) {
      take()
      props.onClear(block)
    } else if (control && event.key.toLowerCase() === 'd' && !readOnly) {
      take()
      props.onFillDown(block)
    } else if (control && event.key.toLowerCase() === 'a') {
      take()
      onSelect({ row: 0, column: 0, anchorRow: count - 1, anchorColumn: columns.length - 1 })
    } else if (!control && !event.altKey && event.key.length === 1 && !locked) begin('')
    else if (locked && event.key.length === 1 && !control) take()
  }
  const onCopy = (event: ClipboardEvent) => {
    if (typing || count === 0) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', writeTsv(cellsOf(block, text)))
  }
  const onCut = (event: ClipboardEvent) => {
    onCopy(event)
    if (!typing && !readOnly) props.onClear(block)
  }
  const onPaste = (event: ClipboardEvent) => {
    if (typing) return
    event.preventDefault()
    if (!readOnly) props.onPaste(readTsv(event.clipboardData.getData('text/plain')), block)
  }
  const at = (row: number, index: number) => `${id}-${row}-${index}`
  const fieldLeft = cursor.column < frozen ? scroll.left + (lefts[cursor.column] ?? 0) : (lefts[cursor.column] ?? 0)
  const editorHeight = typing ? Math.min(ROW * 5, Math.max(ROW, 8 + 22 * typing.text.split('\n').length)) : ROW
  return (
    // The wheel and the scroll bar are for the mouse; the arrows scroll by moving the cursor.
    <div
      ref={scroller}
      className={css.scroller}
      onScroll={(event) => setScroll({ top: event.currentTarget.scrollTop, left: event.currentTarget.scrollLeft })}
    >
      <div className={css.sheet} style={{ width, height: HEADER + count * ROW }}>
        <textarea
          ref={field}
          className={typing ? css.editor : css.field}
          aria-label={t('wb.cell', {
            column: column?.title ?? '',
            number: count === 0 ? 0 : props.numberOf(cursor.row),
            text: count === 0 ? '' : text(cursor.row, cursor.column),
          })}
          aria-controls={id}
          aria-activedescendant={count === 0 || typing ? undefined : at(cursor.row, cursor.column)}
          aria-invalid={typing?.refused !== undefined}
          aria-describedby={`${id}-help`}
          style={{ top: HEADER + cursor.row * ROW, left: fieldLeft, width: column?.width, height: editorHeight }}
          value={typing?.text ?? ''}
          readOnly={locked}
          data-undo={typing ? undefined : 'page'}
          spellCheck={false}
          onChange={(event) => {
            if (!locked) setTyping({ text: event.target.value })
          }}
          onCompositionStart={() => {
            composing.current = true
          }}
          onCompositionEnd={() => {
            composing.current = false
          }}
          onKeyDown={onKeyDown}
          onCopy={onCopy}
          onCut={onCut}
          onPaste={onPaste}
          onFocus={() => {
            leaving.current = false
          }}
          onBlur={(event) => {
            if (!(event.relatedTarget instanceof Element && event.relatedTarget.closest(`.${css.help}`))) commit()
          }}
        />
        {typing && (typing.refused || (column?.options && column.options.length > 0)) && (
          <CellHelp
            id={id}
            typing={typing}
            options={column?.options ?? []}
            place={{ top: HEADER + cursor.row * ROW + editorHeight + 2, left: fieldLeft, width: Math.max(240, column?.width ?? 0) }}
            onTake={(said) => {
              if (commit(undefined, said)) field.current?.focus()
            }}
          />
        )}
        <div
          id={id}
          role="grid"
          aria-label={props.label}
          aria-rowcount={count + 1}
          aria-colcount={columns.length + 1}
          aria-multiselectable="true"
          aria-readonly={readOnly}
        >
          <div role="row" aria-rowindex={1} className={css.header} style={{ width }}>
            <div role="columnheader" aria-colindex={1} className={css.frozen} style={{ width: NUMBER, left: 0 }}>
              {t('wb.number')}
            </div>
            {columns.map((one, index) => (
              <div
                key={one.key}
                role="columnheader"
                aria-colindex={index + 2}
                className={index < frozen || one.pinned ? css.frozen : undefined}
                style={{ width: one.width, left: index < frozen ? lefts[index] : undefined, right: one.pinned ? 0 : undefined }}
              >
                {one.title}
              </div>
            ))}
          </div>
          {Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset).map((row) => (
            <div
              key={row}
              role="row"
              aria-rowindex={row + 2}
              aria-selected={row >= block.top && row <= block.bottom}
              className={props.dimmed(row) ? css.dimmedRow : css.row}
              style={{ top: HEADER + row * ROW, width }}
            >
              <div
                role="rowheader"
                aria-colindex={1}
                className={css.number}
                style={{ width: NUMBER, left: 0 }}
                title={t('wb.open')}
                onClick={() => props.onOpen(row)}
                onKeyDown={undefined}
              >
                {props.numberOf(row)}
              </div>
              {columns.map((one, index) => {
                const mark = props.mark(row, index)
                const chosen = row >= block.top && row <= block.bottom && index >= block.left && index <= block.right
                const here = row === cursor.row && index === cursor.column
                const said = text(row, index)
                return (
                  <div
                    key={one.key}
                    id={at(row, index)}
                    role="gridcell"
                    aria-colindex={index + 2}
                    aria-selected={chosen}
                    aria-invalid={mark?.severity === 'red' || undefined}
                    className={cellClass({ frozen: index < frozen || one.pinned === true, chosen, here, mark })}
                    style={{ width: one.width, left: index < frozen ? lefts[index] : undefined, right: one.pinned ? 0 : undefined }}
                    title={mark ? `${mark.text}\n${said}` : said}
                    onMouseDown={(event) => {
                      event.preventDefault()
                      if (!commit()) return
                      leaving.current = false
                      onSelect(event.shiftKey ? { ...cursor, row, column: index } : atCell(row, index))
                      setDragging(true)
                      field.current?.focus({ preventScroll: true })
                    }}
                    onMouseEnter={() => {
                      if (dragging) onSelect({ ...cursor, row, column: index })
                    }}
                    onDoubleClick={() => begin(said)}
                  >
                    {mark && (
                      <span className={mark.severity === 'red' ? css.redMark : css.amberMark}>{mark.severity === 'red' ? '✕' : '!'}</span>
                    )}
                    {said.replaceAll('\n', ' ⏎ ')}
                    {mark && <span className={css.unseen}>{mark.text}</span>}
                  </div>
                )
              })}
            </div>
          ))}
        </div>
      </div>
      <p id={`${id}-help`} className={css.unseen}>
        {t('wb.keys')}
      </p>
    </div>
  )
}

type HelpProps = {
  id: string
  typing: Typing
  options: readonly string[]
  place: { top: number; left: number; width: number }
  onTake: (text: string) => void
}

/** Under the cell: why the text cannot stand, and what may have been meant. */
function CellHelp({ id, typing, options, place, onTake }: HelpProps) {
  const { t } = useTranslation('responsibility')
  const typed = typing.text.trim()
  const offered = typing.refused?.near ?? options.filter((one) => typed === '' || one.includes(typed)).slice(0, 8)
  if (!typing.refused && offered.length === 0) return null
  return (
    <div className={css.help} style={place} id={`${id}-offer`}>
      {typing.refused && <p role="alert">{typing.refused.sentence}</p>}
      {typing.refused && offered.length > 0 && <p>{t('wb.near')}</p>}
      {offered.map((one) => (
        <button key={one} type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => onTake(one)}>
          {one}
        </button>
      ))}
    </div>
  )
}

function leftsOf(columns: readonly GridColumn[]): number[] {
  let left = NUMBER
  return columns.map(({ width }) => {
    const here = left
    left += width
    return here
  })
}

function cellsOf({ top, bottom, left, right }: Block, text: Props['text']): string[][] {
  return Array.from({ length: bottom - top + 1 }, (_row, down) =>
    Array.from({ length: right - left + 1 }, (_cell, across) => text(top + down, left + across)),
  )
}

function cellClass({ frozen, chosen, here, mark }: { frozen: boolean; chosen: boolean; here: boolean; mark: Mark | undefined }): string {
  return [
    css.cell,
    frozen && css.frozen,
    chosen && css.chosen,
    here && css.here,
    mark?.severity === 'red' && css.red,
    mark?.severity === 'amber' && css.amber,
  ]
    .filter(Boolean)
    .join(' ')
}
