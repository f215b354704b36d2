import Type, { type Static } from 'typebox'
import { identifier, label, prose, strict } from '../shared/identifier.ts'

/**
 * A county-defined form: plain JSON Schema (2020-12 subset) with `x-` hints. Property names are field ids: made once, never renamed;
 * titles are free text. `schema` is checked by `lintFormSchema` (allowed keywords, local `$ref` only, bounded size).
 * Hints: `x-widget` (`FORM_WIDGETS`), `x-order`, `x-personal` (personal data, masked by default), `x-retired`,
 * `x-see` and `x-fill` (who may see and fill in a field).
 */
export const formSchema = Type.Object(
  {
    id: identifier(),
    title: label('表单名称'),
    note: Type.Optional(prose()),
    schema: Type.Record(Type.String(), Type.Unknown(), { ...strict, title: '字段' }),
    order: Type.Optional(Type.Array(Type.String(), { title: '字段顺序' })),
  },
  { ...strict, title: '表单' },
)
export type Form = Static<typeof formSchema>

/** Data of a filled form, keyed by field id. */
export type FormData = { readonly [fieldId: string]: unknown }

/** A photo or file in form data: uploaded first, then referred to by the SM3 digest of its bytes. */
export const attachmentSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    name: Type.String({ maxLength: 200 }),
    type: Type.String({ maxLength: 100 }),
    size: Type.Integer({ minimum: 0 }),
  },
  strict,
)
export type Attachment = Static<typeof attachmentSchema>

/** A place: words, and coordinates (CGCS2000/WGS84 degrees) when known. */
export const placeSchema = Type.Object(
  {
    address: Type.String({ title: '地址', minLength: 1, maxLength: 200 }),
    longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  },
  strict,
)
export type Place = Static<typeof placeSchema>
