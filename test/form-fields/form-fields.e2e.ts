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
import { expectNoProblems } from '../support/windows.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
type Draft = { document: Policy; findings: { severity: string }[] }

/** A county's own paper form, kept in Excel so far, becomes a form with files and people in it. */
describe('fields from a sheet, files and people', () => {
  let product: Product
  let browser: StoryBrowser
  const windows = {} as Record<'admin' | 'reviewer' | 'town', Window>
  const people = {} as Record<'admin' | 'town', Client>
  let page: Page
  let draft = ''

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
    draft = (await people.admin.post<{ id: string }>('/api/v1/policy-drafts', { note: '登记表' })).body.id
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  const stored = async () => (await people.admin.get<Draft>(`/api/v1/policy-drafts/${draft}`)).body
  const fields = async () => (await stored()).document.forms[0]?.schema['properties'] as Record<string, Record<string, unknown>> | undefined
  const saved = async () => {
    await page.waitForTimeout(900)
    await page.getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
  }
  const picture = async (name: string, of = page) => {
    mkdirSync(join(root, 'test/.out'), { recursive: true })
    await of.screenshot({ path: join(root, `test/.out/form-fields-${name}.png`) })
  }
  const addField = async (kind: string, title: string, id: string) => {
    await page.getByRole('tab', { name: '面板' }).click()
    await page.getByRole('button', { name: new RegExp(`^添加 ?${kind}(\\s|$)`) }).click()
    const name = page.getByRole('textbox', { name: '标题', exact: true })
    await expect.poll(() => name.evaluate((element) => element === document.activeElement)).toBe(true)
    await name.fill(title)
    await page.getByRole('tab', { name: '高级' }).click()
    await page.getByRole('textbox', { name: '字段代号' }).fill(id)
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: '内容' }).click()
  }

  test('the headings of a sheet become fields, looked over before they are added', async () => {
    const book = new Workbook()
    const sheet = book.addWorksheet('渣土台账')
    for (const row of [
      ['渣土整治台账'],
      ['序号', '* 车辆去向', '发现日期', '联系电话', '方量', '处置方式'],
      ['1', '南河大堤', '2026-10-02', '13812348000', '12.5', '清运'],
      ['2', '北岗砖厂', '2026-10-03', '13912348001', '3', '覆盖'],
      ['3', '南河大堤', '2026-10-09', '13912348002', '8', '清运'],
      ['4', '不明', '2026-10-11', '13912348003', '1', '清运'],
    ])
      sheet.addRow(row)
    const bytes = Buffer.from(await book.xlsx.writeBuffer())
    await page.goto(`${product.url}/policy/drafts/${draft}/forms`)
    await page.getByRole('button', { name: '从 Excel 表头生成' }).click()
    const dialog = page.getByRole('dialog', { name: '从 Excel 表头生成字段' })
    const choose = (buffer: Buffer) => dialog.locator('input[type=file]').setInputFiles({ name: '台账.xlsx', mimeType: XLSX, buffer })
    await choose(Buffer.from('PK not a workbook'))
    await dialog.getByRole('alert').first().waitFor()
    await choose(bytes)
    await dialog.getByText('第 2 行是列名，看了 4 行内容，得出 5 个字段。').waitFor()
    await dialog.getByRole('checkbox', { name: '采用“方量”' }).uncheck()
    expect(await findBarriers(page, '[role=dialog]')).toEqual([])
    await picture('excel')
    await dialog.getByRole('button', { name: '加上 4 个字段' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await saved()
    expect(await fields()).toMatchObject({
      text1: { title: '车辆去向', type: 'string' },
      date1: { title: '发现日期', format: 'date' },
      text2: { title: '联系电话', pattern: '^1[3-9][0-9]{9}$', 'x-personal': true },
      choice1: { title: '处置方式', oneOf: [{ title: '清运' }, { title: '覆盖' }] },
    })
    expect((await stored()).document.forms[0]?.schema['required']).toContain('text1')
  })

  test('files of the kinds it names, and somebody of one’s own unit, are asked for', async () => {
    await addField('文件', '处置方案', 'papers')
    await page.getByRole('checkbox', { name: 'xlsx' }).uncheck()
    await page.getByRole('spinbutton', { name: '每个不超过' }).fill('2')
    await addField('人员', '包保干部', 'cadre')
    await chooseOption(page, page.getByRole('combobox', { name: '从哪些人里选' }), '填表人本单位的人')
    await saved()
    const { papers, cadre } = (await fields()) ?? {}
    expect(cadre).toMatchObject({ 'x-widget': 'person', 'x-of': 'own' })
    expect(papers).toMatchObject({ 'x-widget': 'files', items: { properties: { size: { maximum: 2 * 1_048_576 } } } })
    expect((await stored()).findings.filter(({ severity }) => severity === 'red')).toEqual([])
    expect(await findBarriers(page, 'main')).toEqual([])
    await picture('designer')
    await submitDraft(page, '登记表加附件和包保干部')
    const reviewer = windows.reviewer.page
    await reviewer.goto(`${product.url}/policy`)
    await reviewer.getByRole('link', { name: '去审核' }).click()
    await showStep(reviewer, '审核')
    await reviewer.getByRole('button', { name: '同意，去定施行时间' }).click()
    await reviewer.getByLabel('您的密码').fill(DEMO_PASSWORD)
    await reviewer.getByRole('button', { name: '施行', exact: true }).click()
    await reviewer.getByText('第 2 版已施行').waitFor()
  })

  test('a clerk attaches a document and finds somebody by pinyin; both read as they should', async () => {
    const town = windows.town.page
    await town.goto(`${product.url}/cases/new`)
    await town.getByRole('radio', { name: /快捷/ }).check()
    await town.getByRole('textbox', { name: '车辆去向' }).fill('南河大堤')
    const file = town.locator('input[type=file][accept*=".pdf"]')
    await file.setInputFiles({ name: '方案.exe', mimeType: 'application/pdf', buffer: Buffer.from('MZ') })
    await town.getByText('这里只收 pdf、docx、ofd').waitFor()
    await town.getByRole('button', { name: '去掉“方案.exe”' }).click()
    await file.setInputFiles({ name: '方案.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<script>') })
    await town.getByRole('alert').filter({ hasText: '方案.pdf' }).waitFor()
    await town.getByRole('button', { name: '去掉“方案.pdf”' }).click()
    await file.setInputFiles({ name: '处置方案.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 处置方案') })
    await town.getByRole('link', { name: /处置方案\.pdf/ }).waitFor()
    await chooseOption(town, town.getByRole('combobox', { name: '包保干部' }), '杨月娥', 'yye')
    expect(await findBarriers(town, 'main')).toEqual([])
    await picture('clerk', town)
  })

  test('the case shows the document to save and the person by name, on a desk and on a telephone', async () => {
    const town = windows.town.page
    const upload = await town.evaluate(async () => {
      const form = new FormData()
      form.append('file', new Blob(['%PDF-1.7 plan'], { type: 'application/pdf' }), '处置方案.pdf')
      const answer = await fetch('/api/v1/attachments', { method: 'POST', body: form, headers: { 'x-requested-with': 'shaotai' } })
      return (await answer.json()) as { id: string; name: string; type: string; size: number }
    })
    const { id, name, type, size } = upload
    const form = {
      title: '南河大堤倾倒渣土',
      description: '夜间倾倒，堆在大堤外侧，影响行洪。',
      place: { address: '南河大堤外侧' },
      urgency: 'normal',
      attempted: ['dissuaded'],
      text1: '南河大堤',
      papers: [{ id, name, type, size }],
      cadre: 'town.zh03',
    }
    const blown = await people.town.post<{ case: Case }>('/api/v1/cases', {
      category: 'quick',
      item: 'HC-ZF-01',
      situation: 'ZF01-roadside',
      form,
    })
    expect(blown.status).toBe(201)
    await town.goto(`${product.url}/cases/${blown.body.case.id}`)
    await town.getByText(/^杨月娥（/).waitFor()
    const link = town.getByRole('link', { name: /处置方案\.pdf/ }).first()
    const [download] = await Promise.all([town.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toBe('处置方案.pdf')
    await picture('case', town)
    await town.setViewportSize(SCREENS.phone)
    await town.getByText(/^杨月娥（/).waitFor()
    expect(await findBarriers(town, 'main')).toEqual([])
    await picture('phone', town)
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))
})
