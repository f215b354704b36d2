import { FIELD_KINDS, type FieldKind } from '@shaotai/core'
import type { SheetText } from '@shaotai/office/excel'
import { Button, Checkbox, Input, Modal, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnits } from '../../../policy-data/use-units.ts'
import { StepFile } from '../../../responsibility/workbench/import/StepFile.tsx'
import { proposeFields, type ProposedField } from './propose-fields.ts'
import css from './excel.module.css'

/** Kinds a column of a sheet may become; the others need more than a column tells. */
const KINDS = FIELD_KINDS.filter((kind) => kind !== 'computed' && kind !== 'table' && kind !== 'cascade' && kind !== 'section')

type Props = { room: number; onClose: () => void; onAdd: (fields: readonly ProposedField[]) => void }

/** 从 Excel 表头生成: the columns of a sheet as fields, looked over in a table before they are added. */
export function ExcelFields({ room, onClose, onAdd }: Props) {
  const { t } = useTranslation('form')
  const units = useUnits()
  const names = useMemo(() => new Set(units.list.flatMap((one) => [one.name, units.short(one.id)])), [units])
  const [sheet, setSheet] = useState<SheetText>()
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [patches, setPatches] = useState<Readonly<Record<number, Partial<ProposedField>>>>({})
  const proposal = useMemo(() => (sheet ? proposeFields(sheet.rows, names) : undefined), [sheet, names])
  const fields = (proposal?.fields ?? []).map((one) => ({ ...one, ...patches[one.column] }))
  const chosen = fields.filter((one) => !left.has(one.column) && one.title.trim() !== '')
  const patch = (column: number, change: Partial<ProposedField>) =>
    setPatches((all) => ({ ...all, [column]: { ...all[column], ...change } }))
  return (
    <Modal
      open
      width="min(1080px, 96vw)"
      title={t('excel.title')}
      onCancel={onClose}
      footer={
        proposal ? (
          <>
            <Button
              onClick={() => {
                setSheet(undefined)
                setPatches({})
                setLeft(new Set())
              }}
            >
              {t('excel.again')}
            </Button>
            <Button type="primary" disabled={chosen.length === 0 || chosen.length > room} onClick={() => onAdd(chosen)}>
              {chosen.length > room ? t('excel.tooMany', { count: room }) : t('excel.add', { count: chosen.length })}
            </Button>
          </>
        ) : null
      }
    >
      {!proposal && (
        <StepFile
          noHeader={(name) => t('excel.noHeader', { sheet: name })}
          onOpen={(_book, _file, opened) => {
            if (!proposeFields(opened.rows, names)) return false
            setSheet(opened)
            return true
          }}
        />
      )}
      {proposal && (
        <>
          <p role="status">{t('excel.found', { row: proposal.header + 1, rows: proposal.rows, count: fields.length })}</p>
          <div className={css.scroll}>
            <table className={css.table}>
              <caption className="visually-hidden">{t('excel.title')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('excel.take')}</th>
                  <th scope="col">{t('field.title')}</th>
                  <th scope="col">{t('field.kind')}</th>
                  <th scope="col">{t('rule.required')}</th>
                  <th scope="col">{t('excel.sample')}</th>
                </tr>
              </thead>
              <tbody>
                {fields.map((one) => (
                  <tr key={one.column}>
                    <td>
                      <Checkbox
                        aria-label={t('excel.takeColumn', { name: one.title })}
                        checked={!left.has(one.column)}
                        onChange={() => setLeft((all) => toggled(all, one.column))}
                      />
                    </td>
                    <td>
                      <Input
                        aria-label={t('excel.titleOf', { column: one.column + 1 })}
                        value={one.title}
                        maxLength={200}
                        status={one.title.trim() === '' ? 'error' : undefined}
                        onChange={(event) => patch(one.column, { title: event.target.value })}
                      />
                      {one.personal && <small className={css.note}>{t('excel.personal')}</small>}
                    </td>
                    <td>
                      <Select
                        aria-label={t('excel.kindOf', { name: one.title })}
                        value={one.kind}
                        popupMatchSelectWidth={false}
                        options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
                        onChange={(kind: FieldKind) => patch(one.column, { kind })}
                        style={{ width: 150 }}
                      />
                      <small className={css.note}>
                        {t(`excel.because.${one.because}`)}
                        {one.kind === 'choice' && one.options && `：${one.options.join(t('platform:list.separator'))}`}
                      </small>
                    </td>
                    <td>
                      <Checkbox
                        aria-label={t('excel.requiredOf', { name: one.title })}
                        checked={one.required}
                        onChange={(event) => patch(one.column, { required: event.target.checked })}
                      />
                    </td>
                    <td className={css.sample}>{one.sample.join(t('platform:list.separator')) || t('excel.noSample')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Modal>
  )
}

function toggled(all: ReadonlySet<number>, one: number): ReadonlySet<number> {
  const next = new Set(all)
  if (!next.delete(one)) next.add(one)
  return next
}
