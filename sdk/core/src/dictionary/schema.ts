import Type, { type Static } from 'typebox'
import { identifier, label, prose, strict } from '../shared/identifier.ts'

/** The most values of one dictionary: the villages of a county fit. */
export const MOST_ENTRIES = 1000

/** A value's code is what answers keep: made once, never changed. Official codes begin with digits. */
const code = (title: string) => Type.String({ title, pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$', 'x-en': 'Code' })

/** One value (字典项). Out of use it keeps its name for old answers and is offered no more. */
export const dictionaryEntrySchema = Type.Object(
  {
    id: code('编码'),
    name: label('名称', 100),
    en: Type.Optional(label('英文名称', 100)),
    parent: Type.Optional(code('上级编码')),
    retired: Type.Optional(Type.Boolean({ title: '停用' })),
  },
  { ...strict, title: '字典项' },
)
export type DictionaryEntry = Static<typeof dictionaryEntrySchema>

/** 字典: a list of values that choices of any form refer to (`x-dictionary`), kept in one place. The order is the order of the list. */
export const dictionarySchema = Type.Object(
  {
    id: identifier('字典代号'),
    name: label('字典名称', 40),
    note: Type.Optional(prose('说明', 500)),
    entries: Type.Array(dictionaryEntrySchema, { title: '字典项', maxItems: MOST_ENTRIES }),
  },
  { ...strict, title: '字典' },
)
export type Dictionary = Static<typeof dictionarySchema>
