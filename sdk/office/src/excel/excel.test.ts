import { Workbook } from '@cj-tech-master/excelts'
import { zip } from '@cj-tech-master/excelts/archive'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnLetter, readWorkbook, writeWorkbook, WORKBOOK_LIMITS } from './excel.ts'
import { escapeCell, unescapeCell } from './escape-cell.ts'

const COLUMNS = [
  { title: '编号', width: 10, hidden: true },
  { title: '事项', width: 30 },
  { title: '主责部门', width: 20 },
]

async function text(bytes: Uint8Array) {
  const read = await readWorkbook(bytes)
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value
}

const refusal = async (bytes: Uint8Array) => {
  const read = await readWorkbook(bytes)
  return read.ok ? undefined : read.error
}

/** A workbook as a county makes it, by hand. */
async function workbook(fill: (book: Workbook) => void): Promise<Uint8Array> {
  const book = new Workbook()
  fill(book)
  return book.xlsx.writeBuffer()
}

/** The same file with one part replaced or added. */
async function withPart(bytes: Uint8Array, name: string, content: Uint8Array | string): Promise<Uint8Array> {
  const { unzip } = await import('@cj-tech-master/excelts/archive')
  const archive = zip()
  for await (const entry of unzip(bytes).entries()) if (entry.path !== name) archive.add(entry.path, await entry.bytes())
  archive.add(name, content)
  return archive.bytes()
}

describe('a workbook that was written', () => {
  it('reads back as what it was, with what travels unseen', async () => {
    const rows = [
      ['A-01', '占道经营\n流动摊贩', '综合行政执法局'],
      ['A-02', '', ''],
    ]
    const attached = JSON.stringify({ version: 11, text: '长'.repeat(70_000) })
    const read = await text(await writeWorkbook({ name: '责任清单', columns: COLUMNS, rows, attached, frozen: 3 }))
    expect(read.hidden).toEqual([])
    expect(read.attached).toBe(attached)
    expect(read.sheets).toEqual([
      {
        name: '责任清单',
        merged: 0,
        formulas: { count: 0 },
        rows: [
          { number: 1, cells: ['编号', '事项', '主责部门'] },
          { number: 2, cells: ['A-01', '占道经营\n流动摊贩', '综合行政执法局'] },
          { number: 3, cells: ['A-02'] },
        ],
      },
    ])
  })

  it.each(['=1+1', '+86', '-5', '@SUM(A1)', '\tx', "'=already", "''+x", '＝cmd', "'plain"])('holds %j as text', async (risky) => {
    const bytes = await writeWorkbook({ name: '清单', columns: COLUMNS, rows: [['A', risky, 'B']], attached: '{}' })
    const book = new Workbook()
    await book.xlsx.load(bytes)
    const stored = book.worksheets[0]?.getCell(2, 2).value
    expect(stored).toBeTypeOf('string')
    expect(stored).not.toMatch(/^[=+\-@\t＝＋－＠]/)
    expect((await text(bytes)).sheets[0]?.rows[1]?.cells[1]).toBe(risky)
  })

  it('escapes so that nothing is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("'", '=', '-', 'a', '\t'), { maxLength: 6 }), (signs) => {
        const given = signs.join('')
        expect(unescapeCell(escapeCell(given))).toBe(given)
        expect(escapeCell(given)).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })

  it('colours cells', async () => {
    const bytes = await writeWorkbook({
      name: '清单',
      columns: COLUMNS,
      rows: [['A', 'b', 'c']],
      shades: [{ row: 0, column: 2, shade: 'red' }],
    })
    const book = new Workbook()
    await book.xlsx.load(bytes)
    expect(book.worksheets[0]?.getCell('C2').fill).toMatchObject({ fgColor: { argb: 'FFFDE0DE' } })
  })
})

describe("a workbook from a county's desk", () => {
  it('gives a merged domain to each of its rows, the last result of a formula, dates and rich text', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('清单')
      sheet.addRow(['责任清单', '', ''])
      sheet.mergeCells('A1:C1')
      sheet.addRow(['领域', '事项', '日期'])
      sheet.addRow(['市容', '占道', new Date('2026-03-01T00:00:00Z')])
      sheet.addRow(['', '', true])
      sheet.mergeCells('A3:A4')
      sheet.getCell('B4').value = { formula: 'B3&"经营"', result: '占道经营' }
      sheet.addRow([{ richText: [{ text: '噪' }, { text: '声' }] }, { formula: 'C9' }, { error: '#REF!' }])
    })
    expect((await text(bytes)).sheets).toEqual([
      {
        name: '清单',
        merged: 2,
        formulas: { count: 2, first: 'B4' },
        rows: [
          { number: 1, cells: ['责任清单'] },
          { number: 2, cells: ['领域', '事项', '日期'] },
          { number: 3, cells: ['市容', '占道', '2026-03-01'] },
          { number: 4, cells: ['市容', '占道经营', '是'] },
          { number: 5, cells: ['噪声', '', '#REF!'] },
        ],
      },
    ])
  })

  it('names hidden sheets and does not read them', async () => {
    const bytes = await workbook((book) => {
      book.addWorksheet('清单').addRow(['事项'])
      book.addWorksheet('底稿', { state: 'hidden' }).addRow(['不要读'])
      book.addWorksheet('旧稿', { state: 'veryHidden' }).addRow(['不要读'])
    })
    const read = await text(bytes)
    expect(read.hidden).toEqual(['底稿', '旧稿'])
    expect(read.sheets.map(({ name }) => name)).toEqual(['清单'])
  })
})

describe('a file that is refused', () => {
  const plain = () => workbook((book) => void book.addWorksheet('清单').addRow(['事项']))

  it.each<[string, () => Promise<Uint8Array> | Uint8Array, unknown]>([
    ['nothing at all', () => new Uint8Array(), { code: 'empty' }],
    ['50 MB', () => new Uint8Array(50_000_000), { code: 'too-large', found: 50_000_000, most: WORKBOOK_LIMITS.file }],
    ['a picture', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), { code: 'not-a-workbook' }],
    ['.xls', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...Array.from({ length: 600 }, () => 0)]), { code: 'old-format' }],
    [
      'a workbook with a password',
      () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...Array.from('EncryptedPackage', (one) => [one.charCodeAt(0), 0]).flat()]),
      { code: 'encrypted' },
    ],
    ['.docx named .xlsx', () => zip().add('word/document.xml', '<w:document/>').bytes(), { code: 'word' }],
    ['another zip', () => zip().add('readme.txt', 'hello').bytes(), { code: 'not-a-workbook' }],
    ['half a file', async () => (await plain()).slice(0, 900), { code: 'damaged' }],
    ['XML that ends too soon', async () => withPart(await plain(), 'xl/workbook.xml', '<workbook><sheets>'), { code: 'damaged' }],
    [
      'a part that unpacks to 100 MB',
      async () => withPart(await plain(), 'xl/media/a.bin', new Uint8Array(100_000_000)),
      { code: 'bomb', part: 'xl/media/a.bin', most: WORKBOOK_LIMITS.unpacked },
    ],
    [
      'a part that unpacks a thousandfold',
      async () => withPart(await plain(), 'xl/media/a.bin', new Uint8Array(5_000_000)),
      { code: 'bomb', part: 'xl/media/a.bin', most: WORKBOOK_LIMITS.unpacked },
    ],
    [
      'a merged range of everything',
      async () =>
        withPart(
          await plain(),
          'xl/worksheets/sheet1.xml',
          '<worksheet><sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>',
        ),
      { code: 'too-many-merged', range: 'A1:XFD1048576', most: WORKBOOK_LIMITS.merged },
    ],
    [
      '30,000 rows',
      async () =>
        withPart(await plain(), 'xl/worksheets/sheet1.xml', `<worksheet><sheetData>${'<row/>'.repeat(30_000)}</sheetData></worksheet>`),
      { code: 'too-many-rows', found: 30_000, most: WORKBOOK_LIMITS.rows },
    ],
  ])('%s', async (_, make, expected) => {
    expect(await refusal(await make())).toEqual(expected)
  })

  it('a part that says it is small and is not', async () => {
    const content = new TextEncoder().encode(Array.from({ length: 100_000 }, (_, at) => `${at % 997} 哨`).join(''))
    const lying = (await withPart(await plain(), 'xl/media/a.bin', content)).slice()
    const view = new DataView(lying.buffer)
    // The size in the central directory, which is what everybody trusts.
    for (let at = 0; at < lying.length - 4; at++) if (view.getUint32(at, true) === content.length) view.setUint32(at, 200_000, true)
    expect(await refusal(lying)).toMatchObject({ code: 'bomb', part: 'xl/media/a.bin' })
  })
})

describe('5,000 rows', () => {
  it('come back in a few seconds', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => [`A-${index}`, `事项${index}`, '综合行政执法局'])
    const read = await text(await writeWorkbook({ name: '清单', columns: COLUMNS, rows }))
    expect(read.sheets[0]?.rows).toHaveLength(5001)
  }, 30_000)
})

describe('a column', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('%d is %s', (column, letters) => {
    expect(columnLetter(column)).toBe(letters)
  })
})
