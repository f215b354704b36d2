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

type Flow = { states: { id: string; name: string; phase: string }[]; steps: { name: string; from: string[]; to: string }[] }
type Draft = {
  document: { flows: Flow[]; profile: { vocabulary: Record<string, string>; caseNumber: { prefix: string; digits: number } } }
}

/** 办理流程与本县用语: a state and a step made in forms beside the drawing, and the county's own word taken over in every sentence. */
describe('the process drawn, and the words of the county', () => {
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
    await signIn(page, product.url, 'admin')
    admin = await api(product.url).signIn('admin')
    draft = (await admin.post<{ id: string }>('/api/v1/policy-drafts', { note: '流程' })).body.id
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  const stored = async () => (await admin.get<Draft>(`/api/v1/policy-drafts/${draft}`)).body.document
  const nameOfState = () => page.getByRole('textbox', { name: /^\W*状态(?!代号)/ })
  const saved = async () => {
    await page.waitForTimeout(900)
    await page.getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
  }
  const picture = async (name: string) => {
    const directory = join(root, 'test/.out')
    mkdirSync(directory, { recursive: true })
    await page.screenshot({ path: join(directory, `flow-${name}.png`) })
  }

  test('every state stands in the drawing and opens its form by keyboard', async () => {
    await page.goto(`${product.url}/policy/drafts/${draft}/flows`)
    const [flow] = (await stored()).flows as [Flow]
    const drawing = page.getByRole('group', { name: /的流程图$/ })
    await drawing.waitFor()
    for (const { name } of flow.states) await drawing.getByRole('button', { name }).first().waitFor()
    await page.getByText(/使用本流程的哨种：/).waitFor()
    const [, second] = flow.states
    await drawing
      .getByRole('button', { name: second?.name ?? '' })
      .first()
      .focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => nameOfState().inputValue()).toBe(second?.name)
    await picture('drawing')
    expect(await findBarriers(page)).toEqual([])
  })

  test('a new state that no step reaches is marked on the drawing; removed, the flow is what it was', async () => {
    const before = (await stored()).flows
    await page.getByRole('button', { name: '加一个状态' }).click()
    await nameOfState().fill('现场复核')
    await saved()
    expect((await stored()).flows[0]?.states.at(-1)).toMatchObject({ name: '现场复核', phase: 'HANDLING' })
    const drawing = page.getByRole('group', { name: /的流程图$/ })
    await drawing.getByRole('button', { name: '现场复核 走不到' }).waitFor()
    await picture('unreachable')
    await page.getByRole('button', { name: '删去', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: '删去', exact: true }).click()
    await saved()
    expect((await stored()).flows).toEqual(before)
  })

  test('the county’s own word is shown in a sentence before it is used, stored, and put back', async () => {
    await page.goto(`${product.url}/policy/drafts/${draft}/profile`)
    const before = (await stored()).profile
    await page.getByLabel('“签收”在本县叫').fill('领哨')
    await page.getByRole('status', { name: '用在句子里' }).getByText('领哨').first().waitFor()
    await page.getByLabel('编号前缀').fill('LX')
    await page
      .getByText(/LX\d{4}-0+1/)
      .first()
      .waitFor()
    await saved()
    expect((await stored()).profile).toMatchObject({ vocabulary: { ...before.vocabulary, sign: '领哨' }, caseNumber: { prefix: 'LX' } })
    await picture('words')
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('button', { name: '“签收”恢复原词' }).click()
    await saved()
    expect((await stored()).profile.vocabulary['sign'] ?? '签收').toBe('签收')
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))
})
