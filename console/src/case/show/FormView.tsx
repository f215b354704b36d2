import { answersOf, answerWords, fieldsOf, optionsOf, type Attachment, type SchemaNode } from '@shaotai/core'
import { PaperClipOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Image } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../platform/format/format.ts'
import { fileSize } from '../../platform/format/file-size.ts'
import { API, request } from '../../platform/http.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import css from './show.module.css'

/** A filled form to read: each field with its title and value, empty ones left out. */
export function FormView({
  schema,
  data,
  order = [],
  skip = [],
}: {
  schema: object
  data: Readonly<Record<string, unknown>>
  order?: readonly string[]
  skip?: readonly string[]
}) {
  const { t, i18n } = useTranslation('case')
  const shown = answersOf({ schema: schema as Record<string, unknown>, order: [...order] }, data).filter(({ id }) => !skip.includes(id))
  if (shown.length === 0) return <p className={css.quiet}>{t('form.nothing')}</p>
  return (
    <dl className={css.form}>
      {shown.map(({ id, field, value, asWritten }) => (
        <div key={id} className={css.formRow}>
          <dt>{titleOf(field, id, i18n.language)}</dt>
          <dd>
            <Value field={asWritten ? NO_FIELD : field} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** An answer whose field has another type now is shown as it was written. */
const NO_FIELD: SchemaNode = {}

function Value({ field, value }: { field: SchemaNode; value: unknown }) {
  const { t, i18n } = useTranslation('case')
  if (isAttachments(value)) return <Attachments files={value} />
  if (isPlace(value)) {
    const located = value.longitude !== undefined && value.latitude !== undefined
    return (
      <>
        {value.address}
        {located && (
          <span
            className={css.quiet}
          >{` ${t('form.at', { longitude: value.longitude?.toFixed(5), latitude: value.latitude?.toFixed(5) })}`}</span>
        )}
      </>
    )
  }
  if (Array.isArray(value)) {
    const items = isNode(field['items']) ? field['items'] : {}
    if (items['x-widget'] === 'unit') return <UnitNames ids={value} />
    if (value.length > 0 && value.every(isNode)) return <Rows items={items} rows={value} />
    return <>{value.map((one) => word(items, one, i18n.language)).join(t('list.separator'))}</>
  }
  if (typeof value === 'boolean') return <>{t(value ? 'yes' : 'no')}</>
  if (typeof value === 'string' && field['format'] === 'date-time' && !Number.isNaN(Date.parse(value)))
    return <>{formatMoment(Date.parse(value))}</>
  if (field['x-widget'] === 'unit') return <UnitNames ids={[value]} />
  if (field['x-widget'] === 'person' && typeof value === 'string') return <PersonName id={value} />
  return <>{word(field, value, i18n.language)}</>
}

/** Units a field names, by their names. */
function UnitNames({ ids }: { ids: readonly unknown[] }) {
  const { t } = useTranslation('case')
  const units = useUnits()
  return <>{ids.map((id) => units.name(String(id))).join(t('list.separator'))}</>
}

/** Somebody an answer names, and their unit. What is masked stays as it is. */
function PersonName({ id }: { id: string }) {
  const units = useUnits()
  const { data } = useQuery({
    queryKey: ['people', 'name', id],
    queryFn: () => request<{ id: string; name: string; unit: string }[]>('POST', '/people/names', { ids: [id] }),
    staleTime: 300_000,
    enabled: !id.includes('*'),
  })
  const person = data?.[0]
  return <>{person ? `${person.name}（${units.short(person.unit)}）` : id}</>
}

/** The rows of a table, with the titles of their columns. */
function Rows({ items, rows }: { items: SchemaNode; rows: readonly SchemaNode[] }) {
  const { i18n } = useTranslation('case')
  const declared = fieldsOf(items, items)
  const columns = [...new Set([...declared.keys(), ...rows.flatMap((row) => Object.keys(row))])]
  return (
    <div className={css.rowsScroll} tabIndex={0} role="group">
      <table className={css.rows}>
        <thead>
          <tr>
            {columns.map((id) => (
              <th key={id} scope="col">
                {titleOf(declared.get(id) ?? NO_FIELD, id, i18n.language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index /* rows have no names */}>
              {columns.map((id) => (
                <td key={id}>{row[id] !== undefined && <Value field={declared.get(id) ?? NO_FIELD} value={row[id]} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Pictures show themselves, other files are saved. */
function Attachments({ files }: { files: readonly Attachment[] }) {
  const others = files.filter((one) => !isPicture(one))
  const pictures = files.filter(isPicture)
  return (
    <>
      {pictures.length > 0 && <Photos photos={pictures} />}
      {others.map((file) => (
        <div key={file.id}>
          <a href={`${API}/attachments/${file.id}`} download={file.name}>
            <PaperClipOutlined aria-hidden="true" /> {file.name}
          </a>{' '}
          <span className={css.quiet}>{fileSize(file.size)}</span>
        </div>
      ))}
    </>
  )
}

/** What names no type was taken as a photo. */
function isPicture({ type }: Partial<Pick<Attachment, 'type'>>): boolean {
  return type === undefined || type.startsWith('image/')
}

/** Photos as small pictures that open large. */
export function Photos({ photos }: { photos: readonly Pick<Attachment, 'id' | 'name'>[] }) {
  return (
    <Image.PreviewGroup>
      <div className={css.photos}>
        {photos.map((photo) => (
          <Image key={photo.id} src={`${API}/attachments/${photo.id}`} alt={photo.name} width={88} height={88} />
        ))}
      </div>
    </Image.PreviewGroup>
  )
}

/** The photos anywhere in form data, by the shape of their entries. */
export function photosIn(data: unknown): Attachment[] {
  if (!isNode(data)) return []
  return Object.values(data).flatMap((value) => (isAttachments(value) ? value.filter(isPicture) : []))
}

function word(field: SchemaNode, value: unknown, language: string): string {
  const option = optionsOf(field).find((one) => one.value === value)
  if (option) return [...option.group, language === 'en' ? (option.en ?? option.name) : option.name].join(' / ')
  if (field['x-widget'] === 'money') return answerWords(field, value) ?? String(value)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
}

function titleOf(field: SchemaNode, name: string, language: string): string {
  if (language === 'en' && typeof field['x-en'] === 'string') return field['x-en']
  return typeof field['title'] === 'string' ? field['title'] : name
}

function isAttachments(value: unknown): value is Attachment[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => isNode(one) && /^[0-9a-f]{64}$/.test(String(one['id'])))
}

function isPlace(value: unknown): value is { address: string; longitude?: number; latitude?: number } {
  return isNode(value) && typeof value['address'] === 'string'
}

function isNode(value: unknown): value is SchemaNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
