import type { PolicyDocument, PolicyDraftDocument, SimulationCases } from '@shaotai/api'
import { openYear, policyHash, replayYear, type Policy, type PolicyKind, type YearReplay } from '@shaotai/core'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBarriers } from '../support/accessibility.ts'
import { api, type Client } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { keepPicturesOnFailure, keepPicture } from '../support/pictures.ts'
import { startProduct, type Product } from '../support/product.ts'
import { expectNoProblems } from '../support/windows.ts'
import { wordText } from '../support/word-text.ts'

const CASES = 240
const data = mkdtempSync(join(tmpdir(), 'shaotai-simulation-'))

/** 时限试算: a county admin moves 到场 from 3 hours to 2 and sees on a year of cases who would be late, why, and what it does to ranks. */
describe('a time limit tried on a year of cases', () => {
  let product: Product
  let browser: StoryBrowser
  let admin: Client
  const windows = {} as Record<'admin', Window>
  const page = (): Page => windows.admin.page
  const panel = () => page().locator('.ant-card').filter({ hasText: /^试算/ }).first()
  let draftId = ''

  beforeAll(async () => {
    const empty = await startProduct({ data })
    await empty.stop()
    const { status, err } = empty.command('demo', '--cases', String(CASES), '--seed', '1')
    expect({ status, err }).toMatchObject({ status: 0 })
    product = await startProduct({ data })
    browser = await openBrowser()
    windows.admin = await browser.open()
    await signIn(page(), product.url, 'admin')
    admin = await api(product.url).signIn('admin')
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
    rmSync(data, { recursive: true, force: true })
  })

  test('before anything changed, the panel reads the year and shows how the rule in focus stands', async () => {
    await page().goto(`${product.url}/policy`)
    await page().getByRole('button', { name: '起草修改' }).click()
    await page().waitForURL(/\/policy\/drafts\/[^/]+\/sla$/)
    draftId = /drafts\/([^/]+)/.exec(page().url())?.[1] ?? ''
    await panel()
      .getByText(/用近十二个月 \d+ 件重放/)
      .waitFor()
    const expected = await replayed({ also: ['arrive'] })
    await panel()
      .getByRole('heading', { name: `试算：用近十二个月 ${expected.cases} 件重放` })
      .waitFor()
    await expectFigures(expected)
  })

  test('3 hours become 2: every figure is what the core computes from the same cases', async () => {
    const before = await replayed({ also: ['arrive'] })
    await page().getByRole('spinbutton', { name: '到场的限时', exact: true }).nth(1).fill('2')
    await page().getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
    const expected = await replayed()
    expect(expected.rules.map((one) => one.clock)).toEqual(['arrive'])
    expect(expected.total.newlyLate).toBeGreaterThan(0)
    expect(expected.total.lateBefore).toBe(before.total.late)
    await expectFigures(expected)
    const rows = panel()
      .getByRole('table', { name: /按责任单位/ })
      .getByRole('row')
    const best = expected.byUnit.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || b.clocks - a.clocks)[0]
    const first = await rows.nth(1).innerText()
    expect(first).toContain(String(best?.clocks))
    expect(first).toContain(percent((best?.late ?? 0) / (best?.clocks ?? 1)))
    await keepPicture(page(), 'simulation-3h-to-2h')
    expect(await findBarriers(page(), 'main')).toEqual([])
  })

  test('towns, items and the time that was left have tabs of their own', async () => {
    for (const [tab, table] of [
      ['镇街', /按镇街/],
      ['事项', /按事项/],
      ['剩余时间', /办理时还剩多少时间/],
    ] as const) {
      await panel().getByRole('tab', { name: tab }).click()
      await panel().getByRole('table', { name: table }).first().waitFor({ state: 'attached' })
    }
    await panel().locator('svg text').first().waitFor()
    await keepPicture(page(), 'simulation-time-left')
    await panel().getByRole('tab', { name: '责任单位' }).click()
  })

  test('a case that would be late opens the ruler under both versions', async () => {
    const { newlyLate } = await replayed()
    const [first] = newlyLate
    await panel()
      .getByRole('region', { name: /结果不同/ })
      .getByRole('button', { name: new RegExp(first?.number ?? 'none') })
      .first()
      .click()
    const drawer = page().getByRole('dialog', { name: new RegExp(first?.number ?? 'none') })
    await drawer
      .getByRole('region', { name: '现行' })
      .getByText(/按时，余/)
      .waitFor()
    await drawer.getByRole('region', { name: '试算' }).getByText(/超时 /).waitFor()
    const rulers = await drawer.getByRole('button', { name: /^到场：.*计时/ }).all()
    expect(await Promise.all(rulers.map((ruler) => ruler.getAttribute('aria-label')))).toEqual([
      expect.stringContaining('计时 3 小时'),
      expect.stringContaining('计时 2 小时'),
    ])
    await keepPicture(page(), 'simulation-two-rulers')
    expect(await findBarriers(page(), '.ant-drawer')).toEqual([])
    await page().keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
  })

  test('the slider and the line move the same limit from the keyboard, and the figures follow', async () => {
    const slider = page().getByRole('slider', { name: '到场的限时滑块' })
    await slider.focus()
    await page().keyboard.press('ArrowRight')
    await page().keyboard.press('ArrowRight')
    expect(await slider.getAttribute('aria-valuetext')).toBe('4 小时')
    const line = page().getByRole('radiogroup', { name: '查看方式' })
    await line.getByText('图', { exact: true }).click()
    const marker = page()
      .getByRole('list', { name: /流程线/ })
      .getByRole('slider', { name: '到场的限时滑块' })
    expect(await marker.getAttribute('aria-valuetext')).toBe('4 小时')
    await keepPicture(page(), 'simulation-line')
    expect(await findBarriers(page(), 'main')).toEqual([])
    await marker.focus()
    await page().keyboard.press('ArrowLeft')
    await page().keyboard.press('ArrowLeft')
    await line.getByText('表单', { exact: true }).click()
    expect(await page().getByRole('spinbutton', { name: '到场的限时', exact: true }).nth(1).inputValue()).toBe('2')
    await page().getByRole('region', { name: '“到场”的限时、提醒与停表' }).scrollIntoViewIfNeeded()
    await keepPicture(page(), 'simulation-detail')
    await page().getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
    await expectFigures(await replayed())
  })

  test('ninety days, one town and the examples are other sets of cases', async () => {
    await choose('用哪些哨件试算', '近 90 天')
    await panel()
      .getByText(/用近 90 天 \d+ 件重放/)
      .waitFor()
    await choose('用哪些哨件试算', '制度范例')
    await panel()
      .getByText(/用范例 \d+ 件重放/)
      .waitFor()
    await choose('用哪些哨件试算', '某镇街')
    await panel()
      .getByText(/用一个镇街 \d+ 件重放/)
      .waitFor()
    await choose('用哪些哨件试算', '近十二个月')
    await expectFigures(await replayed())
  })

  test('the report is one Word file with the figures, both hashes, the data and who made it', async () => {
    const download = page().waitForEvent('download')
    await panel().getByRole('button', { name: '存为 Word 报告' }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^时限试算报告 .*\.docx$/)
    const text = wordText(readFileSync(await file.path()))
    const { draft, inForce } = await policies()
    const { total, cases } = await replayed()
    expect(text).toContain('时限试算报告')
    expect(text).toContain(`试算数据：近十二个月，${cases} 件。`)
    expect(text).toContain(
      `所改时限超时由 ${total.lateBefore} 个变为 ${total.late} 个：新超时 ${total.newlyLate} 个，不再超时 ${total.noLongerLate} 个。`,
    )
    expect(text).toContain(`草稿指纹 ${policyHash(draft)}；现行版本指纹 ${policyHash(inForce)}。`)
    expect(text.some((line) => /^20\d\d-\d\d-\d\d \d\d:\d\d 由 .+ 生成。$/.test(line))).toBe(true)
  })

  test('a fact nobody collected leaves its cases out, in sight', async () => {
    const { draft } = await policies()
    const forms = draft.forms.map((form) => ({
      ...form,
      schema: {
        ...form.schema,
        properties: { ...(form.schema['properties'] as object), 'site-open': { type: 'string', title: '场地开放' } },
      },
    }))
    const clocks = draft.sla.clocks.map((rule) => (rule.id === 'arrive' ? { ...rule, when: { eq: ['form.site-open', 'x'] } } : rule))
    const address = page().url()
    await page().goto(`${product.url}/policy`)
    await page().getByRole('link', { name: '继续起草' }).waitFor()
    await save('forms', forms)
    await save('sla', { ...draft.sla, clocks })
    await page().goto(address)
    const expected = await replayed()
    expect(expected.missing).toMatchObject([{ clock: 'arrive', path: 'form.site-open', cases: expected.compared }])
    await panel().getByText(`“到场”缺少“场地开放”，无法试算 ${expected.compared} 件，未计入。`).waitFor()
    await keepPicture(page(), 'simulation-missing-fact')
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))

  async function policies(): Promise<{ draft: Policy; inForce: Policy }> {
    const { body: draft } = await admin.get<PolicyDraftDocument>(`/api/v1/policy-drafts/${draftId}`)
    const { body: current } = await admin.get<PolicyDocument>('/api/v1/policies/current')
    return { draft: draft.document as unknown as Policy, inForce: current.document as unknown as Policy }
  }

  /** The same year from the same address, replayed here. */
  async function replayed(choice: { also?: string[] } = {}): Promise<YearReplay> {
    const { draft, inForce } = await policies()
    const { body } = await admin.get<SimulationCases>('/api/v1/policy-simulation/cases?limit=500')
    expect(body.next).toBeNull()
    return replayYear({ inForce, pinned: () => inForce, until: Date.now() }, openYear([body.page]))(draft, choice)
  }

  async function expectFigures({ total }: YearReplay): Promise<void> {
    const figures = panel().getByRole('region', { name: '试算结果' })
    const text = (figure: string) => figures.locator(`[data-figure="${figure}"] dd`)
    await expect
      .poll(() => text('late').innerText(), { timeout: 10_000 })
      .toMatch(new RegExp(`^${total.late}\\s+现行 ${total.lateBefore}$`))
    expect(await text('newlyLate').innerText()).toBe(String(total.newlyLate))
    expect(await text('noLongerLate').innerText()).toBe(String(total.noLongerLate))
    const rate = await text('rate').innerText()
    expect(rate).toContain(percent(total.late / total.clocks))
    expect(rate).toContain(`现行 ${percent(total.lateBefore / total.clocksBefore)}`)
    expect(rate).toContain(total.late / total.clocks > total.lateBefore / total.clocksBefore ? '上升' : '不变')
  }

  async function save(kind: PolicyKind, value: unknown): Promise<void> {
    const { body } = await admin.get<PolicyDraftDocument>(`/api/v1/policy-drafts/${draftId}`)
    const answer = await admin.request('PUT', `/api/v1/policy-drafts/${draftId}/documents/${kind}`, {
      body: { revision: body.revisions[kind] ?? 0, value },
      key: crypto.randomUUID(),
    })
    expect(answer).toMatchObject({ status: 200 })
  }

  async function choose(select: string, option: string): Promise<void> {
    await panel().getByRole('combobox', { name: select }).click()
    await page().locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click()
  }
})

function percent(share: number): string {
  const tenths = Math.round(share * 1000)
  return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)}%`
}
