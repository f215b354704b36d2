import { BookOutlined, PlusOutlined, StopOutlined } from '@ant-design/icons'
import { describeFinding, pointerKeys, type Finding, type ListItem, type Responsibilities } from '@shaotai/core'
import { Alert, App, Button } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../platform/feedback/Empty.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import type { Language } from '../../platform/i18n.ts'
import type { PolicyUsage } from '@shaotai/api'
import { useEditing } from '../../policy/editing.ts'
import { cellText } from './cell.ts'
import { usePolicyUsage } from '../../policy/use-usage.ts'
import { COLUMNS, FROZEN, MANY_LINES, WIDTHS, type Column } from './columns.ts'
import { applyEdits, fillEdits, pasteEdits, type CellEdit, type RefusedEdit } from './edits.ts'
import { FacetPanel } from './FacetPanel.tsx'
import { fitting, NO_FACETS } from './facets.ts'
import { Grid, type GridColumn, type Mark } from './Grid.tsx'
import { ItemDrawer } from './ItemDrawer.tsx'
import { findingsByItem } from './item-findings.ts'
import { newItem } from './new-item.ts'
import { problemSentence } from './problem-sentence.ts'
import { RestForm } from './RestForm.tsx'
import { atCell, blockOf, within, type Block, type Selection } from './selection.ts'
import { useCellNames } from './use-cell-names.ts'
import { WorkbenchMenu } from './WorkbenchMenu.tsx'
import css from './workbench.module.css'

/** 责任清单工作台: the list as a table edited as in Excel, narrowed at the left, an item in full at the right. */
export function ListWorkbench({ list, focus }: { list: Responsibilities; focus: string | undefined }) {
  const { t, i18n } = useTranslation('responsibility')
  const { message } = App.useApp()
  const { policy, readOnly, set, findings } = useEditing()
  const names = useCellNames(list, policy)
  const usage = usePolicyUsage().data
  const hits = useMemo(() => hitsOf(usage), [usage])
  const { items } = list
  const wanted = itemIn(focus)
  const [facets, setFacets] = useState(NO_FACETS)
  const [selection, setSelection] = useState<Selection>(atCell(wanted ?? 0, 1))
  const [open, setOpen] = useState<number | undefined>(wanted)
  const [asked, setAsked] = useState(focus)
  const [refused, setRefused] = useState<RefusedEdit[]>([])
  if (asked !== focus) {
    setAsked(focus)
    if (wanted !== undefined) setOpen(wanted)
  }
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const placed = useMemo(() => findingsByItem(findings), [findings])
  const marks = useMemo(
    () =>
      new Map(
        [...placed].map(([index, these]) => [
          index,
          new Map<Column, Mark>(
            these.map(({ finding, column }) => [
              column,
              { severity: finding.severity, text: describeFinding(finding as Finding, policy, language) },
            ]),
          ),
        ]),
      ),
    [placed, policy, language],
  )
  const troubled = useMemo(() => new Set(placed.keys()), [placed])
  const shown = useMemo(() => fitting(items, facets, { names, troubled, hits }), [items, facets, names, troubled, hits])
  const columns = useMemo(
    () => [
      ...gridColumns(names, t),
      ...(hits ? [{ key: 'hits', title: t('wb.column.hits'), width: HITS, readOnly: true, pinned: true }] : []),
    ],
    [names, t, hits],
  )
  const cursor = within(selection, { rows: shown.length, columns: columns.length })
  const current = shown[cursor.row]
  const placesOf = ({ top, bottom, left, right }: Block) => ({
    indexes: shown.slice(top, bottom + 1),
    columns: COLUMNS.slice(left, right + 1),
  })
  const write = (edits: readonly CellEdit[]): RefusedEdit[] => {
    const after = applyEdits(items, edits, names)
    if (after.items !== items) {
      const [only] = new Set(edits.map(({ index }) => index)).size === 1 ? edits : []
      if (only) set(`/items/${only.index}`, after.items[only.index], { apart: true })
      else set('/items', after.items, { apart: true })
    }
    return after.refused
  }
  const writeMany = (edits: readonly CellEdit[]) => setRefused(write(edits))
  const add = () => {
    const item = newItem(list, policy, facets.domains.length === 1 && facets.domains[0] ? { domain: facets.domains[0] } : {})
    set('/items', [...items, item], { apart: true })
    setFacets(NO_FACETS)
    setSelection(atCell(items.length, 1))
  }
  const retire = () => {
    const { indexes } = placesOf(blockOf(cursor))
    const chosen = new Set(indexes)
    const on = indexes.every((index) => items[index]?.retired)
    set(
      '/items',
      items.map((item, index) => (chosen.has(index) ? withRetired(item, !on) : item)),
      { apart: true },
    )
    void message.success(t(on ? 'wb.unretiredDone' : 'wb.retiredDone', { count: indexes.length }))
  }
  if (names.units.length === 0) return <PageLoading rows={8} />
  const chosenRows = placesOf(blockOf(cursor)).indexes
  return (
    <div>
      <RestForm list={list} focus={focus !== undefined && wanted === undefined ? focus : undefined} />
      <div className={css.tools}>
        {!readOnly && (
          <>
            <Button icon={<PlusOutlined />} onClick={add}>
              {t('wb.add')}
            </Button>
            <Button icon={<StopOutlined />} onClick={retire} disabled={chosenRows.length === 0}>
              {t(chosenRows.length > 0 && chosenRows.every((index) => items[index]?.retired) ? 'wb.unretire' : 'wb.retire', {
                count: chosenRows.length,
              })}
            </Button>
          </>
        )}
        <Button icon={<BookOutlined />} onClick={() => setOpen(current)} disabled={current === undefined} title="Alt+Enter">
          {t('wb.handbook')}
        </Button>
        <WorkbenchMenu list={list} names={names} />
        <span className={css.count} role="status">
          {shown.length === items.length
            ? t('count', { count: items.length })
            : t('wb.shown', { shown: shown.length, count: items.length })}
        </span>
      </div>
      {refused.length > 0 && (
        <Refused
          refused={refused}
          onClose={() => setRefused([])}
          say={({ index, column, problem }) =>
            t('wb.refusedAt', { number: index + 1, column: t(`wb.column.${column}`), problem: problemSentence(problem, t) })
          }
        />
      )}
      <div className={css.bench}>
        <FacetPanel
          items={items}
          facets={facets}
          troubled={troubled.size}
          hits={hits}
          domains={list.domains}
          unitName={(id) => names.units.find((one) => one.id === id)?.name ?? id}
          onChange={(next) => {
            setFacets(next)
            setSelection(atCell(0, cursor.column))
          }}
        />
        <div className={css.main}>
          {shown.length === 0 ? (
            <Empty text={items.length === 0 ? t('wb.empty') : t('wb.nothingFits')} />
          ) : (
            <Grid
              label={t('wb.grid', { title: list.title })}
              columns={columns}
              frozen={FROZEN}
              count={shown.length}
              readOnly={readOnly}
              selection={cursor}
              onSelect={setSelection}
              text={(row, column) => {
                const item = items[shown[row] ?? -1]
                const key = COLUMNS[column]
                if (item && key === undefined) return String(hits?.get(item.id) ?? 0)
                return item && key ? cellText(item, key, names) : ''
              }}
              numberOf={(row) => (shown[row] ?? 0) + 1}
              mark={(row, column) => {
                const key = COLUMNS[column]
                return key && marks.get(shown[row] ?? -1)?.get(key)
              }}
              dimmed={(row) => items[shown[row] ?? -1]?.retired === true}
              onWrite={(row, column, text) => {
                const key = COLUMNS[column]
                const index = shown[row]
                if (index === undefined || key === undefined) return undefined
                const [problem] = write([{ index, column: key, text }]).map((one) => one.problem)
                if (!problem) return undefined
                const near = problem.code === 'unknown-unit' ? problem.near : []
                return {
                  sentence: problemSentence(problem, t),
                  near: near.map((id) => withUnit(text, problem.text, names.units.find((one) => one.id === id)?.name ?? id)),
                }
              }}
              onPaste={(block, into) => {
                const target = { indexes: shown.slice(into.top), columns: COLUMNS.slice(into.left) }
                const { edits, cut } = pasteEdits(block, { ...target, fill: placesOf(into) })
                writeMany(edits)
                if (cut > 0) void message.warning(t('wb.cut', { count: cut }))
                else void message.success(t('wb.pasted', { count: edits.length }))
              }}
              onClear={(block) => {
                const { indexes, columns: keys } = placesOf(block)
                writeMany(indexes.flatMap((index) => keys.map((column) => ({ index, column, text: '' }))))
              }}
              onFillDown={(block) => writeMany(fillEdits(items, placesOf(block), names))}
              onOpen={(row) => setOpen(shown[row])}
            />
          )}
        </div>
      </div>
      <ItemDrawer
        policy={policy}
        index={open}
        focus={open === wanted && focus !== undefined ? focus.slice(`/items/${open}`.length) || undefined : undefined}
        onClose={() => setOpen(undefined)}
      />
    </div>
  )
}

function Refused({ refused, say, onClose }: { refused: readonly RefusedEdit[]; say: (one: RefusedEdit) => string; onClose: () => void }) {
  const { t } = useTranslation('responsibility')
  return (
    <Alert
      type="warning"
      showIcon
      className={css.refused}
      closable={{ onClose, 'aria-label': t('wb.close') }}
      title={t('wb.refused', { count: refused.length })}
      description={
        <ul>
          {refused.slice(0, 8).map((one) => (
            <li key={`${one.index}${one.column}`}>{say(one)}</li>
          ))}
        </ul>
      }
    />
  )
}

function gridColumns(names: ReturnType<typeof useCellNames>, t: ReturnType<typeof useTranslation<'responsibility'>>['t']): GridColumn[] {
  const departments = names.units.filter(({ type }) => type === 'department' || type === 'enterprise' || type === 'platform')
  const options: Partial<Record<Column, string[]>> = {
    lead: departments.map(({ name }) => name),
    domain: names.domains.map(({ name }) => name),
    category: names.categories.map(({ name }) => name),
    kind: Object.values(names.kinds),
    whistle: [names.words.yes, names.words.no],
    status: [names.words.active, names.words.retired],
  }
  return COLUMNS.map((key) => ({
    key,
    title: t(`wb.column.${key}`),
    width: WIDTHS[key],
    lines: MANY_LINES.includes(key),
    readOnly: key === 'id',
    ...(options[key] && { options: options[key] }),
  }))
}

/** A text with one unit in it put right. */
function withUnit(text: string, wrong: string, right: string): string {
  return text.replace(wrong, () => right)
}

function withRetired(item: ListItem, retired: boolean): ListItem {
  if (retired) return { ...item, retired: true }
  const { retired: _retired, ...kept } = item
  return kept
}

function itemIn(at: string | undefined): number | undefined {
  const [part, index] = at === undefined ? [] : pointerKeys(at)
  return part === 'items' && index !== undefined && /^\d+$/.test(index) ? Number(index) : undefined
}

/** How wide the column of last year's cases is, in px. */
const HITS = 104

/** Cases of last year by item (去年件数); undefined before anybody counted. */
function hitsOf(usage: PolicyUsage | undefined): ReadonlyMap<string, number> | undefined {
  if (!usage || usage.countedAt === null) return undefined
  return new Map(usage.uses.flatMap(({ kind, key, cases }) => (kind === 'item' ? [[key, cases] as const] : [])))
}
