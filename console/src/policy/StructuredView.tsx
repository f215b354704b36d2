import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { roleName } from '../platform/role-names.ts'
import type { Language } from '../platform/i18n.ts'
import { ROLES, type Role } from '@shaotai/core'
import { useEditing } from './editing.ts'
import { nameOf, type Schema } from './kinds.ts'
import css from './policy.module.css'

/** Any value of a policy to be read: titles from its schema, options by name, conditions as sentences. Ids stay hidden. */
export function StructuredView({ schema, value }: { schema: Schema | undefined; value: unknown }) {
  const { t, i18n } = useTranslation('policy')
  const { say, unitName, kind } = useEditing()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  if (value === undefined || value === null || value === '') return <span className={css.nothing}>{t('view.none')}</span>
  if (typeof value === 'boolean') return <>{t(value ? 'view.yes' : 'view.no')}</>
  if (typeof value === 'number') return <span className="tabular">{value}</span>
  if (typeof value === 'string') return <Text text={wordOf(schema, value, { t, unitName, language })} />
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className={css.nothing}>{t('view.none')}</span>
    const items = itemsOf(schema)
    if (value.every((entry) => typeof entry !== 'object' || entry === null))
      return <>{value.map((entry) => wordOf(items, String(entry), { t, unitName, language })).join(t('platform:list.separator'))}</>
    if (value.every((entry) => Array.isArray(entry) && entry.every((part: unknown) => typeof part === 'string')))
      return <>{value.map((entry) => (entry as string[]).join('–')).join(t('platform:list.separator'))}</>
    return (
      <ol className={css.viewList}>
        {value.map((entry: unknown, index) => (
          <li key={`${index}/${nameOf(entry)}`}>
            <StructuredView schema={items} value={entry} />
          </li>
        ))}
      </ol>
    )
  }
  const sentence = say(value, kind === 'scoring' ? 'fact' : 'case')
  if (sentence !== undefined) return <>{sentence}</>
  const record = value as Record<string, unknown>
  const name = nameOf(record)
  const fields = Object.entries(record).filter(([key, entry]) => entry !== undefined && !['id', 'name', 'title'].includes(key))
  return (
    <div>
      {name && <strong className={css.viewName}>{name}</strong>}
      {fields.length > 0 && (
        <dl className={css.view}>
          {fields.map(([key, entry]) => {
            const field = memberOf(schema, key)
            return (
              <div key={key} className={isBlock(entry) ? css.viewBlock : undefined}>
                <dt>{titleOf(field, language) ?? (key === 'when' ? t('view.when') : unitName(key))}</dt>
                <dd>
                  <StructuredView schema={field} value={entry} />
                </dd>
              </div>
            )
          })}
        </dl>
      )}
    </div>
  )
}

function Text({ text }: { text: string }) {
  const paragraphs = text.split(/\n+/)
  if (paragraphs.length === 1) return <>{text}</>
  return (
    <>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </>
  )
}

type Speak = { t: TFunction<'policy'>; unitName: (id: string) => string; language: Language }

function wordOf(schema: Schema | undefined, value: string, { t, unitName, language }: Speak): string {
  const values = schema?.['enum']
  const names = schema?.['x-enum-names']
  if (Array.isArray(values) && Array.isArray(names) && values.includes(value)) return String(names[values.indexOf(value)])
  if (Object.hasOwn(ROLES, value)) return roleName(value as Role, language)
  const event = t(`case:event.${value}`, { defaultValue: '' })
  if (event) return event
  return unitName(value)
}

function titleOf(schema: Schema | undefined, language: Language): string | undefined {
  const title = language === 'en' ? (schema?.['x-en'] ?? schema?.['title']) : schema?.['title']
  return typeof title === 'string' ? title : undefined
}

function memberOf(schema: Schema | undefined, key: string): Schema | undefined {
  const properties = schema?.['properties'] as Record<string, Schema> | undefined
  if (properties && Object.hasOwn(properties, key)) return properties[key]
  const union = schema?.['anyOf'] as Schema[] | undefined
  return union?.map((option) => memberOf(option, key)).find((found) => found !== undefined)
}

function itemsOf(schema: Schema | undefined): Schema | undefined {
  const items = schema?.['items']
  return typeof items === 'object' && !Array.isArray(items) ? (items as Schema) : undefined
}

function isBlock(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
