import { MOST_ENTRIES, type Dictionary, type DictionaryEntry } from '@shaotai/core'
import type { SheetText } from '@shaotai/office/excel'
import { Button, Checkbox, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StepFile } from '../responsibility/workbench/import/StepFile.tsx'
import { applyEntries, findEntryHeader, planEntries } from './plan-entries.ts'
import css from './dictionary.module.css'

/** Rows shown before anything is written; all of them are counted. */
const SHOWN = 200

type Props = { dictionary: Dictionary; onClose: () => void; onApply: (entries: DictionaryEntry[]) => void }

/** Values from an .xlsx: what each row would do is seen before it is written into the draft. */
export function ImportEntries({ dictionary, onClose, onApply }: Props) {
  const { t } = useTranslation('dictionary')
  const [sheet, setSheet] = useState<SheetText>()
  const [retire, setRetire] = useState(false)
  const plan = useMemo(() => {
    const header = sheet && findEntryHeader(sheet.rows)
    if (!sheet || !header) return undefined
    return planEntries(dictionary.entries, { rows: sheet.rows.slice(header.at + 1), columns: header.columns, most: MOST_ENTRIES })
  }, [sheet, dictionary.entries])
  const count = (is: string) => plan?.rows.filter((row) => row.is === is).length ?? 0
  const changes = count('added') + count('changed') + (retire ? (plan?.absent.length ?? 0) : 0)
  return (
    <Modal
      open
      width={860}
      title={t('import.title', { name: dictionary.name })}
      onCancel={onClose}
      footer={
        plan ? (
          <>
            <Button onClick={() => setSheet(undefined)}>{t('import.back')}</Button>
            <Button type="primary" disabled={changes === 0} onClick={() => onApply(applyEntries(dictionary.entries, plan, retire))}>
              {changes === 0 ? t('import.nothing') : t('import.apply')}
            </Button>
          </>
        ) : null
      }
    >
      {!plan && (
        <StepFile
          noHeader={(name) => t('import.noHeader', { sheet: name })}
          onOpen={(_book, _file, opened) => {
            if (!findEntryHeader(opened.rows)) return false
            setSheet(opened)
            return true
          }}
        />
      )}
      {plan && (
        <>
          <p role="status">
            {t('import.summary', { added: count('added'), changed: count('changed'), same: count('same'), refused: count('refused') })}
          </p>
          {plan.absent.length > 0 && (
            <Checkbox checked={retire} onChange={(event) => setRetire(event.target.checked)}>
              {t('import.absent', { count: plan.absent.length })}
            </Checkbox>
          )}
          <div className={css.scroll} tabIndex={0} role="group" aria-label={t('values', { count: plan.rows.length })}>
            <table className={css.plan}>
              <thead>
                <tr>
                  <th scope="col">{t('import.row')}</th>
                  <th scope="col">{t('column.id')}</th>
                  <th scope="col">{t('column.name')}</th>
                  <th scope="col">{t('column.parent')}</th>
                  <th scope="col">{t('import.is')}</th>
                </tr>
              </thead>
              <tbody>
                {plan.rows.slice(0, SHOWN).map(({ row, is, entry, before, problem }) => (
                  <tr key={row} data-is={is}>
                    <th scope="row">{row}</th>
                    <td>{entry.id}</td>
                    <td>
                      {before && before.name !== entry.name && <del>{before.name}</del>} {entry.name}
                    </td>
                    <td>{entry.parent ?? ''}</td>
                    <td>
                      {t(`import.${is}`)}
                      {problem && `：${t(`problem.${problem}`, { most: MOST_ENTRIES })}`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {plan.rows.length > SHOWN && <p>{t('import.more', { count: plan.rows.length - SHOWN })}</p>}
        </>
      )}
    </Modal>
  )
}
