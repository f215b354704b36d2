import { DeleteOutlined, DownloadOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons'
import type { Dictionary, DictionaryEntry } from '@shaotai/core'
import { App, Button, Form, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { isTypedFor } from '../platform/pinyin.ts'
import { saveFile } from '../platform/save-file.ts'
import type { DesignerProps } from '../policy/designers.tsx'
import { useEditing } from '../policy/editing.ts'
import { freshId } from '../policy/fresh-id.ts'
import { writeExcel } from '../responsibility/workbench/excel-client.ts'
import { EntryTable } from './EntryTable.tsx'
import { ImportEntries } from './ImportEntries.tsx'
import { RetireValue } from './RetireValue.tsx'
import { usesOfDictionary } from './uses-of-dictionary.ts'
import css from './dictionary.module.css'

const ID = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/

/** 字典: lists of values that choices of any form share. */
export function DictionaryDesigner({ document, focus, base }: DesignerProps) {
  const { t } = useTranslation('dictionary')
  const { readOnly, set } = useEditing()
  const dictionaries = document as readonly Dictionary[]
  const [index, setIndex] = useState(Number(/^\/(\d+)/.exec(focus ?? '')?.[1] ?? 0))
  const at = Math.min(index, dictionaries.length - 1)
  const dictionary = dictionaries[at]
  const add = () => {
    const id = freshId('dictionaries', dictionaries)
    set('', [...dictionaries, { id, name: t('fresh'), entries: [] }], { apart: true })
    setIndex(dictionaries.length)
  }
  return (
    <div className={css.designer}>
      <p className={css.quiet}>{t('note')}</p>
      <div className={css.bar}>
        {dictionary && (
          <Select
            aria-label={t('which')}
            value={at}
            options={dictionaries.map((one, place) => ({ value: place, label: one.name || one.id }))}
            showSearch={{ filterOption: isTypedFor }}
            onChange={setIndex}
            popupMatchSelectWidth={false}
            style={{ minWidth: 220 }}
          />
        )}
        {!readOnly && (
          <Button icon={<PlusOutlined />} onClick={add}>
            {t('add')}
          </Button>
        )}
      </div>
      {!dictionary && <p className={css.quiet}>{t('none')}</p>}
      {dictionary && (
        <OneDictionary
          key={at}
          dictionary={dictionary}
          index={at}
          taken={dictionaries.filter((_one, place) => place !== at).map(({ id }) => id)}
          inForce={base?.dictionaries?.find((one) => one.id === dictionary.id)}
          onGone={() => setIndex(Math.max(0, at - 1))}
        />
      )}
    </div>
  )
}

type OneProps = { dictionary: Dictionary; index: number; taken: readonly string[]; inForce: Dictionary | undefined; onGone: () => void }

function OneDictionary({ dictionary, index, taken, inForce, onGone }: OneProps) {
  const { t } = useTranslation('dictionary')
  const { modal, message } = App.useApp()
  const { id: draft = '' } = useParams()
  const { policy, readOnly, set } = useEditing()
  const [retiring, setRetiring] = useState<number>()
  const [importing, setImporting] = useState(false)
  const [id, setId] = useState(dictionary.id)
  const uses = useMemo(() => usesOfDictionary(policy, dictionary.id), [policy, dictionary.id])
  const codes = useMemo(() => new Set(inForce?.entries.map((one) => one.id)), [inForce])
  const fixed = inForce !== undefined || uses.length > 0
  const problem = ID.test(id) ? (taken.includes(id) ? t('id.taken') : undefined) : t('id.wrong')
  const put = (key: string, value: unknown) => set(`/${index}/${key}`, value)
  const putEntries = (entries: DictionaryEntry[], place: string) =>
    set(`/${index}/entries`, entries, { place: `/${index}/entries/${place}`, apart: ['paste', 'import', 'add', 'remove'].includes(place) })
  const entry = retiring === undefined ? undefined : dictionary.entries[retiring]
  const remove = () =>
    void modal.confirm({
      title: t('remove.ask', { name: dictionary.name }),
      content: t('remove.note'),
      okText: t('remove'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () => {
        set('', (policy.dictionaries ?? []).toSpliced(index, 1), { apart: true })
        onGone()
      },
    })
  const exportAll = async () => {
    const bytes = await writeExcel({
      name: t('which'),
      columns: (['id', 'name', 'parent', 'en', 'retired'] as const).map((column) => ({
        title: TITLES[column],
        width: column === 'name' ? 30 : 18,
      })),
      rows: dictionary.entries.map((one) => [one.id, one.name, one.parent ?? '', one.en ?? '', one.retired ? '是' : '']),
    }).catch(() => undefined)
    if (bytes) saveFile(`${dictionary.name}.xlsx`, bytes)
    else void message.error(t('responsibility:wb.file.failed'))
  }
  return (
    <>
      <Form layout="vertical" component="div" disabled={readOnly} className={css.head}>
        <Form.Item label={t('name')} htmlFor="dictionary-name">
          <Input
            id="dictionary-name"
            value={dictionary.name}
            maxLength={40}
            status={dictionary.name === '' ? 'error' : undefined}
            onChange={(event) => put('name', event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('id')} htmlFor="dictionary-id" validateStatus={problem ? 'error' : undefined} help={problem}>
          <Input
            id="dictionary-id"
            value={id}
            disabled={fixed}
            maxLength={64}
            onChange={(event) => setId(event.target.value)}
            onBlur={() => !problem && id !== dictionary.id && put('id', id)}
            onPressEnter={() => !problem && id !== dictionary.id && put('id', id)}
          />
        </Form.Item>
        <Form.Item label={t('about')} htmlFor="dictionary-note">
          <Input
            id="dictionary-note"
            value={dictionary.note ?? ''}
            maxLength={500}
            onChange={(event) => put('note', event.target.value === '' ? undefined : event.target.value)}
          />
        </Form.Item>
      </Form>
      <section aria-labelledby="dictionary-uses">
        <h3 id="dictionary-uses">{t('uses')}</h3>
        {uses.length === 0 && <p className={css.quiet}>{t('uses.none')}</p>}
        <ul className={css.uses}>
          {uses.map((use) => (
            <li key={`${use.at}/${use.name}`}>
              <Link to={`/policy/drafts/${draft}/forms?at=${encodeURIComponent(use.at)}`}>
                {t('uses.field', { form: use.title, field: use.name })}
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="dictionary-values">
        <div className={css.bar}>
          <h3 id="dictionary-values">{t('values', { count: dictionary.entries.length })}</h3>
          {!readOnly && (
            <Button icon={<UploadOutlined />} onClick={() => setImporting(true)}>
              {t('import')}
            </Button>
          )}
          <Button icon={<DownloadOutlined />} onClick={() => void exportAll()} disabled={dictionary.entries.length === 0}>
            {t('export')}
          </Button>
          {!readOnly && (
            <Button danger icon={<DeleteOutlined />} onClick={remove} disabled={fixed} title={fixed ? t('remove.kept') : undefined}>
              {t('remove')}
            </Button>
          )}
        </div>
        {!readOnly && <p className={css.quiet}>{t('values.note')}</p>}
        <EntryTable entries={dictionary.entries} inForce={codes} readOnly={readOnly} onChange={putEntries} onRetire={setRetiring} />
      </section>
      {importing && (
        <ImportEntries
          dictionary={dictionary}
          onClose={() => setImporting(false)}
          onApply={(entries) => {
            putEntries(entries, 'import')
            setImporting(false)
          }}
        />
      )}
      {entry && retiring !== undefined && (
        <RetireValue
          entry={entry}
          uses={uses}
          onClose={() => setRetiring(undefined)}
          onRetire={() => {
            putEntries(dictionary.entries.with(retiring, { ...entry, retired: true }), `${retiring}/retired`)
            setRetiring(undefined)
          }}
        />
      )}
    </>
  )
}

/** Headings of an exported table: those the import knows, in any language of the screen. */
const TITLES = { id: '编码', name: '名称', parent: '上级', en: '英文名称', retired: '停用' } as const
