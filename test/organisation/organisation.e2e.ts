import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OrganisationView } from '@shaotai/api'
import { readWorkbook } from '@shaotai/office/excel'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hostileFiles, XLSX } from '../list-workbench/tables.ts'
import { findBarriers } from '../support/accessibility.ts'
import { api, type Client } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { startProduct, type Product } from '../support/product.ts'
import { root } from '../support/root.ts'
import { settled } from '../support/settled.ts'
import { expectNoProblems } from '../support/windows.ts'
import { countyWorkbook, edit, FAULTS } from './tables.ts'

const PICTURES = join(root, 'test/.out/organisation')

/** 机构与人员: units and people taken in from Excel and from a pasted text, and out again. */
describe('units and people of a county', () => {
  let product: Product
  let browser: StoryBrowser
  let admin: Client
  const windows = {} as Record<'admin' | 'clerk' | 'phone', Window>
  const stored = async () => (await admin.get<OrganisationView>('/api/v1/organisation')).body
  const unit = async (name: string) => (await stored()).units.find((one) => one.name === name)

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    product = await startProduct()
    browser = await openBrowser()
    windows.admin = await browser.open()
    windows.phone = await browser.open('phone')
    for (const { page } of Object.values(windows)) await signIn(page, product.url, 'admin')
    windows.clerk = await browser.open('phone')
    admin = await api(product.url).signIn('admin')
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  test('the county’s own workbook: six rows are put right, the rest is said in words, and all of it is saved at once', async () => {
    const { page } = windows.admin
    await page.goto(`${product.url}/people`)
    await page.getByRole('table').waitFor()
    await look(page, 'organisation')
    await page.getByRole('button', { name: '导入机构' }).click()
    await look(page, 'source')
    const before = await stored()
    await page.locator('input[type=file]').setInputFiles({ name: '机构.xlsx', mimeType: XLSX, buffer: Buffer.from(await countyWorkbook()) })
    await page.getByText(/^工作表“机构”第 1 行是列名，下面 5 行作为单位/).waitFor()
    await page.getByText(/^工作表“人员”第 1 行是列名，下面 4 行作为人员/).waitFor()
    await look(page, 'columns')
    await next(page)
    await page.getByText(/^9 行：6 行必须改/).waitFor()
    for (const { row, says } of FAULTS) await rowOf(page, row).getByText(says).first().waitFor()
    expect(await page.getByRole('button', { name: '下一步' }).isDisabled()).toBe(true)
    await look(page, 'rows')
    const marked = await download(page, '下载标注了问题的文件')
    const read = await readWorkbook(marked)
    expect(
      read.ok && read.value.sheets.map(({ name, rows }) => [name, rows[0]?.cells[0], rows.filter(({ cells }) => cells[0]).length]),
    ).toEqual([
      ['机构', '问题', 4],
      ['人员', '问题', 4],
    ])
    for (const { row, column, right } of FAULTS) {
      const field = page.getByLabel(`${row} ${column}`)
      await field.fill(right)
      await field.press('Enter')
    }
    await page.getByText(/^9 行：0 行必须改/).waitFor()
    await next(page)
    await page.getByRole('heading', { name: '单位：新增 5，修改 0，停用 0，删除 0' }).waitFor()
    await page.getByRole('heading', { name: '人员：新增 4，修改 0，停用 0，删除 0' }).waitFor()
    await look(page, 'changes')
    expect(await stored()).toEqual(before)
    await page.getByRole('button', { name: '保存' }).click()
    await page.waitForURL(/\/people\/first-passwords$/)
    const after = await stored()
    expect(after.units.slice(0, before.units.length)).toEqual(before.units)
    const [west, ...rest] = after.units.slice(before.units.length)
    expect(west).toEqual({ id: 'XPQ', name: '西片区', type: 'cluster', active: true })
    expect(rest.map(({ name, type, parent, shortName }) => [name, type, parent, shortName])).toEqual([
      ['青云镇', 'town', 'XPQ', '青云'],
      ['县文物局', 'department', undefined, undefined],
      ['红石镇', 'town', 'XPQ', undefined],
      ['白云镇', 'town', 'XPQ', undefined],
    ])
    const fresh = after.people.filter(({ id }) => before.people.every((one) => one.id !== id))
    expect(
      fresh.map(({ name, roles, phone, waiting }) => ({ name, roles, phone, waiting })).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ).toEqual(
      ['周晓', '张三', '李四', '钱进'].map((name) => ({
        name,
        roles: ['town-clerk'],
        phone: name === '周晓' ? '13800000001' : undefined,
        waiting: true,
      })),
    )
  })

  test('first passwords are told once, and open the account', async () => {
    const { page } = windows.admin
    await page.getByRole('button', { name: '全选 4 人' }).click()
    await page.getByRole('button', { name: '发放（4）' }).click()
    await page
      .getByRole('tooltip')
      .getByRole('button', { name: /确\s*定/ })
      .click()
    const slips = page.getByRole('table', { name: '发放初始口令' })
    await slips.waitFor()
    const cells = await slips.getByRole('row').filter({ hasText: 'zhang.san' }).getByRole('cell').allInnerTexts()
    expect(cells.slice(0, 3)).toEqual(['红石镇', '张三', 'zhang.san'])
    await look(page, 'passwords')
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false)
    await page.screenshot({ path: join(PICTURES, 'passwords-printed.png') })
    await page.emulateMedia({ media: null })
    const { page: clerk } = windows.clerk
    await signIn(clerk, product.url, 'zhang.san', cells[3])
    await clerk.getByRole('heading', { name: '请先修改初始口令' }).waitFor()
    await look(clerk, 'first-sign-in')
    await clerk.getByLabel('原口令').fill(cells[3] ?? '')
    await clerk.getByLabel('新口令', { exact: true }).fill('Red-stone-97531')
    await clerk.getByLabel('再输一次新口令').fill('Red-stone-9753')
    await clerk.getByRole('button', { name: '修改口令' }).click()
    await clerk.getByText('两次输入的不一样').waitFor()
    await clerk.getByLabel('再输一次新口令').fill('Red-stone-97531')
    await clerk.getByRole('button', { name: '修改口令' }).click()
    await clerk.getByRole('heading', { level: 1, name: '请先修改初始口令' }).waitFor({ state: 'detached' })
    await clerk.goto(`${product.url}/cases/new`)
    await clerk.getByRole('heading', { level: 1 }).first().waitFor()
    const session = await api(product.url).signIn('zhang.san', 'Red-stone-97531')
    expect((await session.get<{ mustChangePassword: boolean }>('/api/v1/session')).body.mustChangePassword).toBe(false)
    await page.reload()
    await page.getByRole('heading', { level: 1, name: '发放初始口令' }).waitFor()
    expect(await page.getByText(cells[3] ?? '').count()).toBe(0)
  })

  test('an export comes back unharmed; edited, only what was edited changes', async () => {
    const { page } = windows.admin
    await page.goto(`${product.url}/people`)
    const file = await download(page, '导出 Excel')
    await take(page, '机构与人员.xlsx', file)
    await next(page)
    await page.getByText(/行：0 行必须改，0 行请核对/).waitFor()
    await next(page)
    await page.getByText('没有改动').waitFor()
    const before = await stored()
    // A unit is renamed, one that never had anything to do is taken out, and a phone looks like a formula.
    const edited = await edit(file, '单位', (rows) =>
      rows.filter((row) => !row.includes('县文物局')).map((row) => row.map((text) => (text === '白云镇' ? '白云街道' : text))),
    )
    const risky = await edit(edited, '人员', (rows) =>
      rows.map((row) => (row.includes('周晓') ? row.map((text) => (text === '13800000001' ? '+86 0512' : text)) : row)),
    )
    await take(page, '机构与人员.xlsx', risky)
    await next(page)
    await page.getByText('“白云镇”改名为“白云街道”').waitFor()
    await next(page)
    await page.getByRole('heading', { name: '文件里少了 1 个' }).waitFor()
    await page.getByLabel('“县文物局”').click()
    await page.getByTitle('删除（从未有过业务的单位）').click()
    await page.getByRole('heading', { name: '单位：新增 0，修改 1，停用 0，删除 1' }).waitFor()
    await look(page, 'edited')
    await page.getByRole('button', { name: '保存' }).click()
    await page.waitForURL(/\/people$/)
    const after = await stored()
    expect(after.units).toEqual(
      before.units.filter(({ name }) => name !== '县文物局').map((one) => (one.name === '白云镇' ? { ...one, name: '白云街道' } : one)),
    )
    expect(after.people).toEqual(before.people.map((one) => (one.name === '周晓' ? { ...one, phone: '+86 0512' } : one)))
  })

  test('a unit with cases is not removed: the server says why, and nothing changes', async () => {
    const { page } = windows.admin
    await page.goto(`${product.url}/people`)
    const file = await download(page, '导出 Excel')
    const busy = '县自然资源局'
    const { units } = await stored()
    const id = units.find(({ name }) => name === busy)?.id
    const without = await edit(file, '单位', (rows) => rows.filter((row) => !row.includes(busy)))
    await take(page, '机构与人员.xlsx', without)
    expect(id).toBeDefined()
    const before = await stored()
    await next(page)
    await next(page)
    await page.getByLabel(`“${busy}”`).click()
    await page.getByTitle('删除（从未有过业务的单位）').click()
    await page
      .getByText(/个在用账号，请先调整|个在用的下级单位|请改为停用/)
      .first()
      .waitFor()
    expect(await page.getByRole('button', { name: '保存' }).isDisabled()).toBe(true)
    await look(page, 'not-removed')
    expect(await stored()).toEqual(before)
  })

  test('names pasted out of a text become units of the kind their names say', async () => {
    const { page } = windows.admin
    await page.goto(`${product.url}/people/import`)
    await page.getByLabel(/^单位名称：一行一个/).fill('乡镇：东风镇、南风乡\n1. 县供气公司')
    await page.getByRole('button', { name: '核对 3 个单位' }).click()
    await page.getByText('没有写类别，按名称作为公共服务企业').waitFor()
    await next(page)
    await page.getByRole('button', { name: '保存' }).click()
    await page.waitForURL(/\/people$/)
    expect([await unit('东风镇'), await unit('南风乡'), await unit('县供气公司')]).toMatchObject([
      { type: 'town' },
      { type: 'town' },
      { type: 'enterprise' },
    ])
  })

  test('a file that cannot be taken is refused with a sentence, and nothing changes', async () => {
    const { page } = windows.admin
    const before = await stored()
    await page.goto(`${product.url}/people/import`)
    for (const { name, bytes, says } of await hostileFiles()) {
      const path = join(product.dataDir, name)
      writeFileSync(path, bytes)
      await page.locator('input[type=file]').setInputFiles(path)
      await page.getByText(says).waitFor()
    }
    await look(page, 'refused')
    const template = await download(page, '下载空白表')
    const read = await readWorkbook(template)
    expect(read.ok && read.value.sheets.map(({ name }) => name)).toEqual(['单位', '人员'])
    expect(await stored()).toEqual(before)
  })

  test('on a phone it is read, not changed', async () => {
    const { page } = windows.phone
    for (const path of ['/people', '/people/import']) {
      await page.goto(`${product.url}${path}`)
      await page.getByText('手机上只能查看，请在电脑上修改。').waitFor()
      await look(page, `phone${path.replaceAll('/', '-')}`)
    }
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))

  async function look(seen: Page, name: string): Promise<void> {
    await seen.mouse.move(0, 0)
    await settled(seen)
    await seen.screenshot({ path: join(PICTURES, `${name}.png`) })
    expect(await findBarriers(seen)).toEqual([])
    expect(await seen.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  }
  const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click()
  const rowOf = (page: Page, row: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: row, exact: true }) })
  async function take(page: Page, name: string, bytes: Uint8Array): Promise<void> {
    await page.goto(`${product.url}/people/import`)
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: XLSX, buffer: Buffer.from(bytes) })
    await page.getByText(/^工作表“单位”/).waitFor()
  }
  async function download(page: Page, button: string): Promise<Uint8Array> {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
    return readFileSync(await file.path())
  }
})
