import { diffPolicy, type Policy, type Responsibilities } from '@shaotai/core'
import type { SheetText, WorkbookText } from '@shaotai/office/excel'
import { App, Button, Modal, Steps } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../../../policy/editing.ts'
import type { CellNames } from '../cell.ts'
import { LIST_TABLE, type Column } from '../columns.ts'
import { plain } from '../unit-name.ts'
import css from '../workbench.module.css'
import { readExported } from './exported.ts'
import { findHeader, rememberColumns, type Matching } from './match-columns.ts'
import { readMemory, writeMemory } from './memory.ts'
import { applyPlan, planImport } from './plan.ts'
import { readTable, type Fixes } from './read-table.ts'
import { StepColumns } from './StepColumns.tsx'
import { StepFile } from './StepFile.tsx'
import { StepPlan } from './StepPlan.tsx'
import { StepRows } from './StepRows.tsx'
import { unknownUnits } from './unknown-units.ts'

/** The table that is imported: which sheet, where its headings stand, what they are. */
type Table = { book: WorkbookText; file: string; sheet: SheetText; header: number; matching: Matching<Column> }

/** 导入 Excel in four steps: the file, its columns, its rows one by one, and what would change in words. Nothing is saved before the last. */
export function ImportDialog({ list, names, onClose }: { list: Responsibilities; names: CellNames; onClose: () => void }) {
  const { t } = useTranslation('responsibility')
  const { message } = App.useApp()
  const { policy, set } = useEditing()
  const [step, setStep] = useState(0)
  const [table, setTable] = useState<Table>()
  const [units, setUnits] = useState<Record<string, string>>(() => readMemory().units)
  const [fixes, setFixes] = useState<Fixes<Column>>(new Map())
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [fromFile, setFromFile] = useState<ReadonlySet<string>>(new Set())
  const [retire, setRetire] = useState<ReadonlySet<string>>(new Set())
  const known = useMemo(() => ({ ...names, confirmed: units }), [names, units])
  const exported = useMemo(() => readExported(table?.book.attached), [table])
  const rows = useMemo(() => (table ? readTable(table.sheet.rows, table.header, table.matching, fixes, left) : []), [table, fixes, left])
  const unsure = useMemo(() => unknownUnits(rows, names), [rows, names])
  const plan = useMemo(
    () => planImport({ list, policy, rows, names: known, ...(exported && { exported }), fromFile }),
    [list, policy, rows, known, exported, fromFile],
  )
  const next = useMemo(() => (step === 3 ? applyPlan(list, plan, retire) : undefined), [step, list, plan, retire])
  const changes = useMemo(
    () => (next ? diffPolicy({ ...policy, responsibilities: list } as Policy, { ...policy, responsibilities: next } as Policy) : []),
    [next, policy, list],
  )
  const red = plan.rows.filter(({ problems }) => problems.some(({ severity }) => severity === 'red')).length
  const open = (book: WorkbookText, file: string, sheet: SheetText) => {
    const found = findHeader(LIST_TABLE, sheet.rows, readMemory().columns)
    if (!found) return false
    setTable({ book, file, sheet, header: found.at, matching: found.matching })
    setFixes(new Map())
    setLeft(new Set())
    setFromFile(new Set())
    // A row taken out of a file of ours was taken out on purpose; a table from elsewhere may only hold a part.
    const ours = readExported(book.attached)
    const read = planImport({
      list,
      policy,
      rows: readTable(sheet.rows, found.at, found.matching),
      names: known,
      ...(ours && { exported: ours }),
    })
    setRetire(new Set(ours ? read.missing.map(({ id }) => id) : []))
    setStep(1)
    return true
  }
  const go = () => {
    if (step === 1 && table) {
      const memory = readMemory()
      const titles = table.sheet.rows[table.header]?.cells ?? []
      writeMemory({ columns: { ...memory.columns, ...rememberColumns(titles, table.matching) }, units: { ...memory.units, ...units } })
    }
    if (step < 3) setStep(step + 1)
    else if (next) {
      if (next !== list && changes.length > 0) set('', next, { apart: true })
      void message.success(t('wb.imported', { count: changes.length }))
      onClose()
    }
  }
  const fix = (row: number, column: Column, text: string) =>
    setFixes((before) => new Map(before).set(row, { ...before.get(row), [column]: text }))
  return (
    <Modal
      open
      onCancel={onClose}
      width={1080}
      title={t('wb.import')}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={onClose}>{t('wb.cancel')}</Button>
          {step > 0 && <Button onClick={() => setStep(step - 1)}>{t('wb.back')}</Button>}
          {step > 0 && (
            <Button type="primary" onClick={go} disabled={step === 2 ? red > 0 || rows.length === 0 : step === 3 && !next}>
              {step === 3 ? t('wb.saveToDraft') : t('wb.next')}
            </Button>
          )}
        </>
      }
    >
      <Steps
        size="small"
        current={step}
        items={[t('wb.step.file'), t('wb.step.columns'), t('wb.step.rows'), t('wb.step.plan')].map((title) => ({ title }))}
      />
      <div className={css.step}>
        {step === 0 && <StepFile onOpen={open} />}
        {step === 1 && table && (
          <StepColumns
            book={table.book}
            sheet={table.sheet}
            header={table.header}
            matching={table.matching}
            exported={exported}
            changedSince={plan.changedSince}
            unsure={unsure}
            units={names.units}
            confirmed={units}
            onMatch={(matching) => setTable({ ...table, matching })}
            onConfirm={(text, unit) =>
              setUnits((before) => {
                const { [plain(text)]: _gone, ...others } = before
                return unit === undefined ? others : { ...others, [plain(text)]: unit }
              })
            }
          />
        )}
        {step === 2 && table && (
          <StepRows
            plan={plan}
            table={table}
            names={known}
            onFix={fix}
            onLeaveOut={(row) => setLeft((before) => new Set(before).add(row))}
          />
        )}
        {step === 3 && (
          <StepPlan
            plan={plan}
            list={list}
            next={next}
            changes={changes}
            exported={exported}
            fromFile={fromFile}
            retire={retire}
            onFromFile={setFromFile}
            onRetire={setRetire}
          />
        )}
      </div>
    </Modal>
  )
}
