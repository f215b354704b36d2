import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { App, Button, Collapse, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../platform/feedback/Empty.tsx'
import { matches } from '../platform/pinyin.ts'
import { useEditing } from './editing.ts'
import { listOf, nameOf, partsOf } from './kinds.ts'
import { freshId } from './fresh-id.ts'
import { ObjectForm } from './ObjectForm.tsx'
import css from './policy.module.css'

const MANY = 8

/** Any kind of document as forms: its objects in a list, the chosen one beside it, the rest of the document above. */
export function ListForm({ document, focus }: { document: unknown; focus: string | undefined }) {
  const { t } = useTranslation('policy')
  const { modal } = App.useApp()
  const { kind, readOnly, set, units, say, openCode } = useEditing()
  const { item, rest } = partsOf(kind)
  const list = listOf(kind)
  const entries = list === undefined ? [] : ((list === '' ? document : (document as Record<string, unknown>)[list.slice(1)]) as unknown[])
  const wanted = indexIn(focus, list)
  const [chosen, setChosen] = useState(wanted ?? 0)
  const [query, setQuery] = useState('')
  const [asked, setAsked] = useState(focus)
  if (asked !== focus) {
    setAsked(focus)
    if (wanted !== undefined) setChosen(wanted)
  }
  const sentence = (value: unknown) => say(value, kind === 'scoring' ? 'fact' : 'case')
  const shown = entries.map((entry, index) => ({ entry, index })).filter(({ entry }) => query === '' || matches(nameOf(entry), query))
  const index = Math.min(chosen, entries.length - 1)
  const current = entries[index] as Record<string, unknown> | undefined
  const replace = (next: unknown[]) => set(list ?? '', next)
  const move = (by: number) => {
    const next = [...entries]
    const [moved] = next.splice(index, 1)
    next.splice(index + by, 0, moved)
    replace(next)
    setChosen(index + by)
  }
  const add = (entry: Record<string, unknown>) => {
    replace([...entries, entry])
    setQuery('')
    setChosen(entries.length)
  }
  const remove = () =>
    void modal.confirm({
      title: t('list.removeAsk', { name: nameOf(current) }),
      content: t('list.removeNote'),
      okText: t('list.remove'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () => replace(entries.filter((_entry, at) => at !== index)),
    })
  const restForm = rest && (
    <ObjectForm
      schema={rest}
      value={withoutKey(document as Record<string, unknown>, list)}
      readOnly={readOnly}
      units={units}
      sentence={sentence}
      onOpenCode={openCode}
      focus={wanted === undefined ? focus : undefined}
      onChange={(next) => set('', list === undefined ? next : { ...next, [list.slice(1)]: entries })}
    />
  )
  if (!item) return <div className={css.formPad}>{restForm}</div>
  return (
    <div>
      {restForm && (
        <Collapse
          className={css.rest}
          defaultActiveKey={focus !== undefined && wanted === undefined ? ['rest'] : []}
          items={[{ key: 'rest', label: t('list.rest'), children: restForm }]}
        />
      )}
      <div className={css.listForm}>
        <div className={css.objects}>
          {entries.length > MANY && (
            <Input.Search
              allowClear
              aria-label={t('list.find')}
              placeholder={t('list.find')}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          )}
          <ul aria-label={t(`kind.${kind}`)}>
            {shown.map(({ entry, index: at }) => (
              <li key={`${nameOf(entry)}/${at}`}>
                <button type="button" aria-current={at === index} onClick={() => setChosen(at)}>
                  <span className={css.ordinal}>{at + 1}</span>
                  {nameOf(entry) || t('list.unnamed')}
                  {(entry as { retired?: boolean }).retired && <em>{t('list.retired')}</em>}
                </button>
              </li>
            ))}
          </ul>
          {!readOnly && (
            <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({ id: freshId(kind, entries) })}>
              {t('list.add')}
            </Button>
          )}
        </div>
        <div className={css.object}>
          {current ? (
            <>
              <header>
                <h2>{nameOf(current) || t('list.unnamed')}</h2>
                {!readOnly && (
                  <span className={css.objectTools}>
                    <Button
                      type="text"
                      icon={<ArrowUpOutlined />}
                      aria-label={t('list.up')}
                      title={t('list.up')}
                      disabled={index === 0}
                      onClick={() => move(-1)}
                    />
                    <Button
                      type="text"
                      icon={<ArrowDownOutlined />}
                      aria-label={t('list.down')}
                      title={t('list.down')}
                      disabled={index === entries.length - 1}
                      onClick={() => move(1)}
                    />
                    <Button
                      type="text"
                      icon={<CopyOutlined />}
                      aria-label={t('list.copy')}
                      title={t('list.copy')}
                      onClick={() => add({ ...current, id: freshId(kind, entries) })}
                    />
                    <Button
                      type="text"
                      danger
                      icon={<DeleteOutlined />}
                      aria-label={t('list.remove')}
                      title={t('list.remove')}
                      onClick={remove}
                    />
                  </span>
                )}
              </header>
              <ObjectForm
                key={index}
                schema={item}
                value={current}
                readOnly={readOnly}
                units={units}
                sentence={sentence}
                onOpenCode={(at) => openCode(`${list}/${index}${at}`)}
                focus={wanted === index ? (focus ?? '').slice(`${list}/${index}`.length) : undefined}
                onChange={(next) => set(`${list}/${index}`, next)}
              />
            </>
          ) : (
            <Empty text={t('list.empty')} />
          )}
        </div>
      </div>
    </div>
  )
}

function indexIn(at: string | undefined, list: string | undefined): number | undefined {
  if (at === undefined || list === undefined || !at.startsWith(`${list}/`)) return undefined
  const index = Number(at.slice(list.length + 1).split('/')[0])
  return Number.isInteger(index) ? index : undefined
}

function withoutKey(document: Record<string, unknown>, list: string | undefined): Record<string, unknown> {
  if (!list) return document
  const { [list.slice(1)]: _entries, ...others } = document
  return others
}
