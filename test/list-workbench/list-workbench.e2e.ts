import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBarriers } from '../support/accessibility.ts'
import { api, type Client } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { startProduct, type Product } from '../support/product.ts'
import { root } from '../support/root.ts'
import { expectNoProblems } from '../support/windows.ts'

type Item = { id: string; name: string; lead: string; cooperating: string[]; domain: string; legalBasis: string[]; retired?: boolean }
type Draft = { id: string; document: { responsibilities: { items: Item[]; domains: { id: string; name: string }[] } } }

/** 责任清单工作台: the list edited as in Excel with the keyboard alone. */
describe('the list workbench', () => {
  let product: Product
  let browser: StoryBrowser
  const windows = {} as Record<'admin', Window>
  let page: Page
  let admin: Client
  let draft = ''

  beforeAll(async () => {
    product = await startProduct()
    browser = await openBrowser()
    windows.admin = await browser.open()
    page = windows.admin.page
    await windows.admin.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await signIn(page, product.url, 'admin')
    admin = await api(product.url).signIn('admin')
    await page.goto(`${product.url}/policy`)
    await page.getByRole('button', { name: '起草修改' }).click()
    await page.waitForURL(/\/policy\/drafts\/[^/]+\//)
    draft = /drafts\/([^/]+)/.exec(page.url())?.[1] ?? ''
    await page.goto(`${product.url}/policy/drafts/${draft}/responsibilities`)
    await page.getByRole('grid').waitFor()
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  const stored = async (): Promise<Item[]> => (await admin.get<Draft>(`/api/v1/policy-drafts/${draft}`)).body.document.responsibilities.items
  const saved = async () => {
    await page.getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
    // The note of the save before may still stand.
    await page.waitForTimeout(900)
    await page.getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
  }
  const cell = (row: number, column: string) =>
    page.getByRole('grid').getByRole('row').nth(row).getByRole('gridcell').nth(COLUMNS.indexOf(column))
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }

  test('a cell is typed over, refused with what may be meant, taken, undone', async () => {
    const before = await stored()
    await cell(1, '主责部门').click()
    await page.keyboard.type('综执局')
    await press('Enter')
    await page.getByText('没有叫“综执局”的单位').waitFor()
    await page.getByRole('button', { name: '县综合行政执法局（城市管理局）' }).waitFor()
    await press('Escape')
    await cell(1, '主责部门').click()
    await page.keyboard.type('市监局')
    await press('Enter')
    await page.getByRole('button', { name: '县市场监督管理局' }).click()
    await saved()
    expect((await stored())[0]).toEqual({ ...before[0], lead: 'SC' })
    await page.getByRole('button', { name: '撤销' }).click()
    await saved()
    expect(await stored()).toEqual(before)
  })

  test('a block from Excel is pasted, filled down and copied back', async () => {
    const before = await stored()
    await cell(2, '事项').click()
    await page.evaluate(() => navigator.clipboard.writeText('夜间施工噪声\t"白天\n夜间"\r\n餐饮油烟扰民\t店内\r\n'))
    await press('Control+v')
    await page.getByText('已粘贴 4 格').waitFor()
    await saved()
    const after = await stored()
    expect(after.slice(1, 3).map(({ name }) => name)).toEqual(['夜间施工噪声', '餐饮油烟扰民'])
    expect((after[1] as unknown as { situations: { name: string }[] }).situations.map(({ name }) => name)).toEqual(['白天', '夜间'])

    await press('Home', 'ArrowRight')
    await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d')
    await saved()
    expect((await stored()).slice(1, 4).map(({ name }) => name)).toEqual(['夜间施工噪声', '夜间施工噪声', '夜间施工噪声'])
    await press('Control+c')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('夜间施工噪声\n夜间施工噪声\n夜间施工噪声')
    await press('Control+z')
    await press('Control+z')
    await saved()
    expect(await stored()).toEqual(before)
  })

  test('narrowed, opened as a page of the handbook, without barriers', async () => {
    await page
      .getByRole('complementary', { name: '筛选清单' })
      .getByRole('checkbox', { name: /^县公安局 / })
      .check()
    const { length } = (await stored()).filter(({ lead, cooperating }) => [lead, ...cooperating].includes('GA'))
    await page.getByText(new RegExp(`^显示 ${length} / \\d+ 项$`)).waitFor()
    await picture('grid')
    expect(await findBarriers(page)).toEqual([])
    await cell(1, '事项').click()
    await press('Alt+Enter')
    const page1 = page.getByRole('dialog')
    await page1.getByText('依单监管').waitFor()
    await picture('handbook')
    await page1
      .getByRole('button', { name: /关闭|Close/ })
      .first()
      .click()
    await page
      .getByRole('complementary', { name: '筛选清单' })
      .getByRole('checkbox', { name: /^县公安局 / })
      .uncheck()
  })

  test('nothing went wrong on the way', () => {
    expectNoProblems(windows)
  })

  async function picture(name: string): Promise<void> {
    const directory = join(root, 'test/.out/list-workbench')
    mkdirSync(directory, { recursive: true })
    await page.screenshot({ path: join(directory, `${name}.png`) })
  }
})

const COLUMNS = ['领域', '事项', '情形', '立案标准', '主责部门', '配合部门', '镇街职责', '依据', '可否吹哨', '状态']
