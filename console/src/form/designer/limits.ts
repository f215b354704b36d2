import type { FieldKind } from '@shaotai/core'
import type { DesignField } from './edit-form.ts'

type Limit = {
  readonly keyword: 'minLength' | 'maxLength' | 'minimum' | 'maximum' | 'minItems' | 'maxItems'
  readonly least?: number
  readonly whole: boolean
}

const LENGTH: readonly Limit[] = [
  { keyword: 'minLength', least: 0, whole: true },
  { keyword: 'maxLength', least: 1, whole: true },
]
const RANGE: readonly Limit[] = [
  { keyword: 'minimum', whole: false },
  { keyword: 'maximum', whole: false },
]
const COUNT: readonly Limit[] = [
  { keyword: 'minItems', least: 0, whole: true },
  { keyword: 'maxItems', least: 1, whole: true },
]
const BY_KIND: Partial<Record<FieldKind, readonly Limit[]>> = {
  text: LENGTH,
  'long-text': LENGTH,
  number: RANGE,
  money: RANGE,
  choices: COUNT,
  photos: COUNT,
  files: COUNT,
  table: COUNT,
}

/** The limits that make sense for a kind of field. */
export function limitsOf({ kind }: DesignField): readonly Limit[] {
  return (kind && BY_KIND[kind]) ?? []
}

/** What one line of text may have to look like. */
export const PATTERNS = [
  { id: 'mobile', pattern: '^1[3-9][0-9]{9}$' },
  { id: 'phone', pattern: '^[0-9-]{7,20}$' },
  { id: 'idCard', pattern: '^[0-9]{17}[0-9Xx]$' },
  { id: 'creditCode', pattern: '^[0-9A-HJ-NPQRTUWXY]{18}$' },
  { id: 'plate', pattern: '^[一-龥][A-Z][A-Z0-9]{5,6}$' },
] as const
