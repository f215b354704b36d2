import { describe, expect, it } from 'vitest'
import { FILE_LIMIT, FILE_TYPES, fileItems, filesOf, isNamedAs } from './file-types.ts'
import { fieldKind, newField } from './kinds.ts'

describe('a field of files', () => {
  const field = newField('files', '附件')
  it('takes documents first, up to the limit of an upload', () => {
    expect(fieldKind(field)).toBe('files')
    expect(filesOf(field)).toEqual({ kinds: ['pdf', 'docx', 'xlsx', 'ofd'], most: FILE_LIMIT })
  })
  it('takes what it is told to, and never more than an upload may have', () => {
    expect(filesOf({ ...field, items: fileItems(field, ['mp4'], 1_000_000) })).toEqual({ kinds: ['mp4'], most: 1_000_000 })
    expect(filesOf({ ...field, items: fileItems(field, ['pdf'], FILE_LIMIT * 9) }).most).toBe(FILE_LIMIT)
  })
})

describe('the name of a file', () => {
  it.each([
    ['application/pdf', '纪要.pdf', true],
    ['application/pdf', '纪要.PDF', true],
    ['application/pdf', '纪要', true],
    ['application/pdf', '纪要.docx', false],
    ['application/pdf', '纪要.pdf.exe', false],
    ['image/jpeg', '现场.jpg', true],
    ['image/png', '现场.jpg', false],
    [FILE_TYPES.docx.type, '方案.docx', true],
    [FILE_TYPES.docx.type, '方案.xlsx', false],
    ['application/x-unknown', 'a.bin', false],
  ])('of %s may be %s: %s', (type, name, sound) => expect(isNamedAs(type, name)).toBe(sound))
})
