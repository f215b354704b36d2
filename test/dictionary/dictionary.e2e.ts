import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Workbook } from '@cj-tech-master/excelts'
import type { Case, Policy } from '@shaotai/core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBarriers } from '../support/accessibility.ts'
import { api, type Client } from '../support/api.ts'
import { openBrowser, SCREENS, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { chooseOption } from '../support/controls.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { showStep, submitDraft } from '../support/publishing-desk.ts'
import { DEMO_PASSWORD, startProduct, type Product } from '../support/product.ts'
import { root } from '../support/root.ts'
import { aWhistle } from '../support/whistle.ts'
import { expectNoProblems } from '../support/windows.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
type Draft = { document: Policy; findings: { severity: string; code: string }[] }

/** 字典: one list of values for the choices of any form, from Excel, renamed and taken out of use without losing what was chosen. */
describe('a dictionary that forms share', () => {
  let product: Product
  let browser: StoryBrowser
  const windows = {} as Record<'admin' | 'reviewer' | 'town', Window>
  const people = {} as Record<'admin' | 'town', Client>
  let page: Page
  let draft = ''
  let blown = ''

  beforeAll(async () => {
    product = await startProduct()
    browser = await openBrowser()
    for (const who of ['admin', 'reviewer', 'town'] as const) {
      windows[who] = await browser.open()
      await signIn(windows[who].page, product.url, who)
    }
    people.admin = await api(product.url).signIn('admin')
    people.town = await api(product.url).signIn('town')
    page = windows.admin.page
    draft = (await people.admin.post<{ id: string }>('/api/v1/policy-drafts', { note: '村居字典' })).body.id
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  const stored = async () => (await people.admin.get<Draft>(`/api/v1/policy-drafts/${draft}`)).body
  const saved = async () => {
    await page.waitForTimeout(900)
    await page.getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
  }
  const picture = async (name: string, of = page) => {
    mkdirSync(join(root, 'test/.out'), { recursive: true })
    await of.screenshot({ path: join(root, `test/.out/dictionary-${name}.png`) })
  }
  const choose = async (name: string, bytes: Uint8Array) =>
    page.getByLabel('选择 Excel 文件，或拖到这里').setInputFiles({ name, mimeType: XLSX, buffer: Buffer.from(bytes) })
  const table = async (rows: readonly (readonly string[])[]) => {
    const book = new Workbook()
    const sheet = book.addWorksheet('村居')
    for (const row of rows) sheet.addRow([...row])
    return book.xlsx.writeBuffer()
  }

  test('its values come from Excel, seen row by row before they are written', async () => {
    await page.goto(`${product.url}/policy/drafts/${draft}/dictionaries`)
    await page.getByRole('button', { name: '加上这一部分' }).click()
    await page.getByRole('button', { name: '新建字典' }).click()
    await page.getByRole('textbox', { name: '字典名称' }).fill('村居')
    await page.getByRole('textbox', { name: '字典代号' }).fill('villages')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '导入 Excel' }).click()
    // What only looks like a workbook is refused in words.
    await choose('村居.xlsx', new TextEncoder().encode('编码,名称'))
    await page.getByText('这不是 Excel 文件。请在 Excel 或 WPS 里另存为 .xlsx').waitFor()
    await choose(
      '村居.xlsx',
      await table([
        ['编码', '名称', '上级'],
        ['341201', '南河镇', ''],
        ['341201001', '东头村', '341201'],
        ['341201002', '=1+1', '南河镇'],
        ['341201001', '重复村', '341201'],
        ['341201003', '无主村', '999'],
      ]),
    )
    const dialog = page.getByRole('dialog', { name: '导入“村居”' })
    await dialog.getByText('新增 3 项，修改 0 项，不变 0 项，不导入 2 项。').waitFor()
    await dialog.getByText('不导入：编码与前面的行重复').waitFor()
    await dialog.getByText('不导入：找不到上级，或上级是自己').waitFor()
    expect(await findBarriers(page, '[role=dialog]')).toEqual([])
    await picture('import')
    await dialog.getByRole('button', { name: '写入草稿' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('textbox', { name: '第 3 项名称' }).fill('西头村')
    await saved()
    expect((await stored()).document.dictionaries).toEqual([
      {
        id: 'villages',
        name: '村居',
        entries: [
          { id: '341201', name: '南河镇' },
          { id: '341201001', name: '东头村', parent: '341201' },
          { id: '341201002', name: '西头村', parent: '341201' },
        ],
      },
    ])
    expect(await findBarriers(page, 'main')).toEqual([])
    await picture('values')
  })

  test('a choice of a form takes its values from it', async () => {
    await page.goto(`${product.url}/policy/drafts/${draft}/forms`)
    await page.getByRole('button', { name: /^添加 ?级联选择?(\s|$)/ }).click()
    const title = page.getByRole('textbox', { name: '标题', exact: true })
    await expect.poll(() => title.evaluate((element) => element === document.activeElement)).toBe(true)
    await title.fill('所在村居')
    await chooseOption(page, page.getByRole('combobox', { name: '选项来自' }), '字典：村居')
    await page.getByRole('tab', { name: '高级' }).click()
    await page.getByRole('textbox', { name: '字段代号' }).fill('village')
    await page.keyboard.press('Enter')
    await saved()
    const now = await stored()
    expect((now.document.forms[0]?.schema['properties'] as Record<string, unknown> | undefined)?.['village']).toEqual({
      type: 'string',
      title: '所在村居',
      'x-widget': 'cascade',
      'x-dictionary': 'villages',
    })
    expect(now.findings.filter(({ severity }) => severity === 'red')).toEqual([])
    expect(await findBarriers(page, 'main')).toEqual([])
    await picture('field')
  })

  test('published, its codes are what answers keep; one nobody offers is refused', async () => {
    await page.goto(`${product.url}/policy/drafts/${draft}/dictionaries`)
    await submitDraft(page, '村居做成字典')
    const reviewer = windows.reviewer.page
    await reviewer.goto(`${product.url}/policy`)
    await reviewer.getByRole('link', { name: '去审核' }).click()
    await reviewer.getByText('新增字典「村居」').first().waitFor()
    await showStep(reviewer, '审核')
    await reviewer.getByRole('button', { name: '同意，去定施行时间' }).click()
    await reviewer.getByLabel('您的密码').fill(DEMO_PASSWORD)
    await reviewer.getByRole('button', { name: '施行', exact: true }).click()
    await reviewer.getByText('第 2 版已施行').waitFor()
    const wrong = await people.town.post<{ code: string }>('/api/v1/cases', aWhistle({ form: { village: '东头村' } }))
    expect([wrong.status, wrong.body.code]).toEqual([422, 'form.invalid'])
    const right = await people.town.post<{ case: Case }>('/api/v1/cases', aWhistle({ form: { village: '341201001' } }))
    expect(right.status).toBe(201)
    blown = right.body.case.id
    const town = windows.town.page
    await town.goto(`${product.url}/cases/${blown}`)
    await town.getByText('南河镇 / 东头村').first().waitFor()
  })

  test('a value in use goes out of use with its count, and keeps its name for old cases', async () => {
    draft = (await people.admin.post<{ id: string }>('/api/v1/policy-drafts', { note: '改名' })).body.id
    await page.goto(`${product.url}/policy/drafts/${draft}/dictionaries`)
    await page.getByRole('link', { name: /所在村居/ }).waitFor()
    expect(await page.getByRole('textbox', { name: '第 2 项编码' }).getAttribute('readonly')).not.toBeNull()
    await page.getByRole('textbox', { name: '第 2 项名称' }).fill('东头社区')
    await page.getByRole('button', { name: '停用“东头社区”' }).click()
    const dialog = page.getByRole('dialog', { name: '停用“东头社区”？' })
    await dialog.getByText('已有 1 件选了它。').waitFor()
    await picture('retire')
    await dialog.getByRole('button', { name: '停用' }).click()
    await saved()
    expect((await stored()).document.dictionaries?.[0]?.entries[1]).toEqual({
      id: '341201001',
      name: '东头社区',
      parent: '341201',
      retired: true,
    })
    await page.getByRole('button', { name: '与现行版对比' }).click()
    await page.getByText('字典「村居」的字典项「东头社区」的名称').first().waitFor()
    await page.keyboard.press('Escape')
    // On a telephone it is read.
    await page.setViewportSize(SCREENS.phone)
    await page.getByRole('textbox', { name: '第 2 项名称' }).waitFor()
    expect(await findBarriers(page, 'main')).toEqual([])
    await picture('phone')
    await page.setViewportSize(SCREENS.office)
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))
})
