import { Workbook } from '@cj-tech-master/excelts'
import { zip } from '@cj-tech-master/excelts/archive'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Item = { id: string; name: string; legalBasis: string[] }

/** Seven things wrong in the table of 83 items; the seventh is 综执局, the name of a unit in another wording. `row` is that of the file. */
export const FAULTS = [
  { row: 57, column: '主责部门', says: '没有叫“气象台”的单位', right: '县市场监督管理局' },
  { row: 60, column: '主责部门', says: '主责部门：这一格不能为空', right: '县综合行政执法局（城市管理局）' },
  { row: 63, column: '配合部门', says: '又写在配合部门里', right: '县公安局' },
  { row: 66, column: '事项编号', says: '不能作编号', right: 'HC-NEW-66' },
  { row: 69, column: '事项', says: '事项：这一格不能为空', right: '新增事项16' },
  { row: 72, column: '可否吹哨', says: '“看情况”看不懂', right: '可以' },
] as const

/** The county's own table: a title, its own headings, the 51 items it has with two changed, and 32 new ones with seven faults. */
export async function countyTable(items: readonly Item[]): Promise<Uint8Array> {
  const book = new Workbook()
  const sheet = book.addWorksheet('责任清单')
  sheet.addRow(['禾川县“吹哨报到”责任清单（送审稿）'])
  sheet.addRow(['序号', '事项编码', '事项名称', '牵头单位', '协同部门', '法律依据', '是否可吹哨'])
  for (const [index, { id, name, legalBasis }] of items.entries()) {
    const basis = index === 1 ? ['《城市市容和环境卫生管理条例》', '《城乡规划法》'] : legalBasis
    // What a county's table does not say stays as it is: lead and cooperating of known items are left to the list by their own words.
    sheet.addRow([index + 1, id, index === 0 ? '占道经营和流动摊点' : name, LEAVE, LEAVE, basis.join('\n'), LEAVE])
  }
  for (let index = 0; index < 32; index++) {
    const row = items.length + index + 3
    const fault = FAULTS.find((one) => one.row === row)
    const lead = fault?.says.includes('气象台') ? '气象台' : fault?.row === 60 ? '' : index === 5 ? '综执局' : '县综合行政执法局'
    sheet.addRow([
      row - 2,
      fault?.row === 66 ? '66号' : '',
      fault?.row === 69 ? '' : `新增事项${index + 1}`,
      lead,
      fault?.row === 63 ? '县公安局、县综合行政执法局' : '',
      '《条例》',
      fault?.row === 72 ? '看情况' : '是',
    ])
  }
  return book.xlsx.writeBuffer()
}
const LEAVE = ''

/** Every cell of a file of ours as it is typed over by somebody in Excel. The hidden parts stay as they are. */
export async function edit(bytes: Uint8Array, change: (rows: string[][]) => string[][]): Promise<Uint8Array> {
  const book = new Workbook()
  await book.xlsx.load(bytes)
  const sheet = book.worksheets[0]
  if (!sheet) throw new Error('The export has no sheet')
  const width = sheet.columnCount
  const rows: string[][] = []
  sheet.eachRow((row) => rows.push(Array.from({ length: width }, (_, place) => row.getCell(place + 1).text)))
  const changed = change(rows.map((row) => [...row]))
  for (const [down, row] of rows.entries())
    for (const place of row.keys()) sheet.getCell(down + 1, place + 1).value = changed[down]?.[place] ?? null
  return book.xlsx.writeBuffer()
}

/** A merged domain, a formula, and a sheet nobody sees. */
export async function mergedTable(): Promise<Uint8Array> {
  const book = new Workbook()
  const sheet = book.addWorksheet('清单')
  sheet.addRow(['领域', '事项', '主责部门'])
  sheet.addRow(['市容', '甲', '县公安局'])
  sheet.addRow(['', '乙', '县公安局'])
  sheet.addRow(['', '', '县公安局'])
  sheet.mergeCells('A2:A4')
  sheet.getCell('B4').value = { formula: 'B3&"丙"', result: '乙丙' }
  book.addWorksheet('底稿', { state: 'hidden' }).addRow(['事项', '主责部门'])
  return book.xlsx.writeBuffer()
}

/** Files that cannot be taken, and the sentence each is refused with. */
export async function hostileFiles(): Promise<{ name: string; bytes: Uint8Array; says: string | RegExp }[]> {
  const plain = new Workbook()
  plain.addWorksheet('清单').addRow(['随便写写'])
  const bomb = zip().add('xl/workbook.xml', '<workbook/>').add('xl/worksheets/sheet1.xml', new Uint8Array(90_000_000))
  const merged = zip()
    .add('xl/workbook.xml', '<workbook/>')
    .add('xl/worksheets/sheet1.xml', '<worksheet><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>')
  return [
    { name: '五十兆.xlsx', bytes: new Uint8Array(50_000_000).fill(80), says: '文件有 50 MB，最多 10 MB' },
    { name: '炸弹.xlsx', bytes: await bomb.bytes(), says: /文件解开后太大（xl\/worksheets\/sheet1.xml/ },
    { name: '合并全部.xlsx', bytes: await merged.bytes(), says: '合并单元格的范围太大（A1:XFD1048576）' },
    { name: '办法.xlsx', bytes: await zip().add('word/document.xml', '<w:document/>').bytes(), says: '这是 Word 文件' },
    { name: '旧.xlsx', bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), says: '这是旧的 .xls 文件' },
    { name: '空.xlsx', bytes: new Uint8Array(), says: '文件是空的' },
    { name: '图.xlsx', bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]), says: '这不是 Excel 文件' },
    { name: '没有列名.xlsx', bytes: await plain.xlsx.writeBuffer(), says: '没有找到列名' },
  ]
}
