import { DownloadOutlined } from '@ant-design/icons'
import type { UnitType } from '@shaotai/core'
import { Button, Card, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../platform/save-file.ts'
import { writeExcel } from '../../responsibility/workbench/excel-client.ts'
import { FileDrop } from '../../responsibility/workbench/import/FileDrop.tsx'
import { exportOrganisation } from './exported.ts'
import { readMemory } from './memory.ts'
import { pastedUnits } from './pasted.ts'
import { sourceOf, type Source } from './source.ts'
import css from './organisation.module.css'

/** Kinds of units one pastes a list of. */
const KINDS: readonly UnitType[] = [
  'town',
  'department',
  'cluster',
  'village',
  'enterprise',
  'stationed-agency',
  'squad',
  'office',
  'platform',
]
/** More names than these are no list out of a text. */
const LONGEST = 60_000

/** The first step: an Excel file, or names out of a text. */
export function SourceStep({ onTake }: { onTake: (source: Source) => void }) {
  const { t } = useTranslation('people')
  const [text, setText] = useState('')
  const [type, setType] = useState<UnitType | ''>('')
  const ids = { text: useId(), type: useId() }
  const names = pastedUnits(text, type === '' ? undefined : type)
  const template = async () => saveFile(`${t('org.templateName')}.xlsx`, await writeExcel(exportOrganisation({ units: [], people: [] })))
  return (
    <div className={css.sources}>
      <Card size="small" title={t('org.fromFile')}>
        <FileDrop
          onRead={(book, file) => {
            const source = sourceOf(book, file, readMemory())
            if (!source) return t('org.noHeader')
            onTake(source)
            return undefined
          }}
        />
        <p className={css.next}>
          <Button icon={<DownloadOutlined aria-hidden="true" />} onClick={() => void template()}>
            {t('org.template')}
          </Button>
          <span className={css.hint}>{t('org.templateHint')}</span>
        </p>
      </Card>
      <Card size="small" title={t('org.fromText')}>
        <label className={css.label} htmlFor={ids.text}>
          {t('org.names')}
        </label>
        <Input.TextArea id={ids.text} rows={6} maxLength={LONGEST} value={text} onChange={(event) => setText(event.target.value)} />
        <label className={css.label} htmlFor={ids.type}>
          {t('org.namesType')}
        </label>
        <Select
          id={ids.type}
          style={{ width: 220 }}
          value={type}
          onChange={setType}
          options={[
            { value: '' as const, label: t('org.byName') },
            ...KINDS.map((kind) => ({ value: kind, label: t(`org.type.${kind}`) })),
          ]}
        />
        <p className={css.next}>
          <Button type="primary" disabled={names.length === 0} onClick={() => onTake({ file: t('org.fromText'), pasted: names })}>
            {t('org.takeNames', { count: names.length })}
          </Button>
        </p>
      </Card>
    </div>
  )
}
