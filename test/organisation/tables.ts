import { Workbook } from '@cj-tech-master/excelts'

/** Rows of the county's own workbook that must be put right, the sentence each is refused with, and what is typed instead. */
export const FAULTS = [
  { row: '单位第 4 行', column: '类别', says: '没有“县城”这一类', right: '部门' },
  { row: '单位第 5 行', column: '上级单位', says: '没有叫“中片”的单位', right: '西片区' },
  { row: '单位第 6 行', column: '单位名称', says: '与第 3 行是同一个', right: '白云镇' },
  { row: '人员第 3 行', column: '岗位', says: '没有“门卫”这个岗位', right: '吹哨专员' },
  { row: '人员第 4 行', column: '账号', says: '“张三”不能作账号', right: 'zhang.san' },
  { row: '人员第 5 行', column: '岗位', says: '只能由安全管理员改动', right: '吹哨专员' },
] as const

/** New towns in a new cluster and their people, in the county's own words, with six faults. */
export async function countyWorkbook(): Promise<Uint8Array> {
  const book = new Workbook()
  const units = book.addWorksheet('机构')
  for (const row of [
    ['机构名称', '机构类别', '所属片区', '简称'],
    ['西片区', '片区', '', ''],
    ['青云镇', '镇', '西片区', '青云'],
    ['县文物局', '县城', '', ''],
    ['红石镇', '镇', '中片', ''],
    ['青 云镇', '镇', '西片区', ''],
  ])
    units.addRow(row)
  const people = book.addWorksheet('人员')
  for (const row of [
    ['姓名', '所在单位', '岗位', '登录账号', '手机'],
    ['周晓', '青云镇', '吹哨专员', '', '13800000001'],
    ['钱进', '青云镇', '门卫', '', ''],
    ['张三', '红石镇', '吹哨专员', '张三', ''],
    ['李四', '红石镇', '制度审核人', 'li.si', ''],
  ])
    people.addRow(row)
  return book.xlsx.writeBuffer()
}

/** A file of ours with cells typed over: `change` gets the texts of a sheet and gives them back. */
export async function edit(bytes: Uint8Array, name: string, change: (rows: string[][]) => string[][]): Promise<Uint8Array> {
  const book = new Workbook()
  await book.xlsx.load(bytes)
  const sheet = book.getWorksheet(name)
  if (!sheet) throw new Error(`The file has no sheet ${name}`)
  const width = sheet.columnCount
  const rows: string[][] = []
  sheet.eachRow((row) => rows.push(Array.from({ length: width }, (_, place) => row.getCell(place + 1).text)))
  const changed = change(rows.map((row) => [...row]))
  for (const [down, row] of rows.entries())
    for (const place of row.keys()) sheet.getCell(down + 1, place + 1).value = changed[down]?.[place] ?? null
  return book.xlsx.writeBuffer()
}
