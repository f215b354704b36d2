import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { api, type Client } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { showStep, submitDraft } from '../support/publishing-desk.ts'
import { DEMO_PASSWORD, startProduct, type Product } from '../support/product.ts'
import { aWhistle } from '../support/whistle.ts'
import { expectNoProblems } from '../support/windows.ts'

/**
 * 改一条时限: the county admin changes 到场 from 3 hours to 2, once in the form and once as code; a second person publishes; the next whistle
 * carries 2 hours while the running one keeps 3; going back is a new version.
 */
describe('a time limit changed by the county itself', () => {
  let product: Product
  let browser: StoryBrowser
  const windows = {} as Record<'admin' | 'reviewer' | 'dept', Window>
  const page = (who: keyof typeof windows): Page => windows[who].page
  const people = {} as Record<'town' | 'dispatcher' | 'dept' | 'admin', Client>
  let running = ''
  let draft = ''

  beforeAll(async () => {
    product = await startProduct()
    browser = await openBrowser()
    for (const who of ['admin', 'reviewer', 'dept'] as const) {
      windows[who] = await browser.open()
      await signIn(windows[who].page, product.url, who)
    }
    for (const who of ['town', 'dispatcher', 'dept', 'admin'] as const) people[who] = await api(product.url).signIn(who)
    running = await signedCase('建材门店占道堆放沙石')
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  test('in the form: one number, the findings, the examples that no longer hold, and the new outcomes adopted', async () => {
    const admin = page('admin')
    await admin.goto(`${product.url}/policy`)
    expect(await hoursToArrive(running)).toBe(3)
    await admin.getByRole('button', { name: '起草修改' }).click()
    await admin.waitForURL(/\/policy\/drafts\/[^/]+\/sla$/)
    draft = draftOf(admin)

    const limit = arrivalLimit(admin)
    expect(await limit.inputValue()).toBe('3')
    await limit.fill('2')
    await admin.getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
    const check = admin.getByRole('region', { name: '体检' })
    await check.getByText(/个范例中 \d+ 个不符合/).waitFor()
    await check.getByRole('button', { name: '查看并处理' }).click()
    const examples = admin.getByRole('dialog', { name: '范例' })
    await examples
      .getByText(/到场的到期时间：应为 .+，实为 .+/)
      .first()
      .waitFor()
    await examples.getByRole('button', { name: /^全部采用新结果/ }).click()
    await examples.getByText(/个范例全部符合/).waitFor()
    await examples
      .getByRole('button', { name: 'Close' })
      .or(examples.getByRole('button', { name: '关闭' }))
      .first()
      .click()
    await examples.waitFor({ state: 'hidden' })

    // What the check of the whole regulation says stands on its overview.
    await admin.getByRole('link', { name: '制度', exact: true }).first().click()
    await admin.getByText('建议改（1）').waitFor()
    await admin.getByRole('link', { name: '继续起草' }).click()
    await admin.waitForURL(/\/sla$/)
    await submitDraft(admin, '三小时到场太慢，按领导小组意见改为两小时')
  })

  test('the second person sends it back, the first gives that draft up', async () => {
    const reviewer = page('reviewer')
    await reviewer.goto(`${product.url}/policy`)
    await reviewer.getByRole('link', { name: '去审核' }).click()
    await showStep(reviewer, '审核')
    await reviewer.getByRole('button', { name: '退回修改' }).click()
    const dialog = reviewer.getByRole('dialog')
    await dialog.getByRole('button', { name: '退回修改' }).click()
    await dialog.getByText('请写明要改什么').waitFor()
    await dialog.getByLabel('退回理由').fill('依据没有写全，请重新起草')
    await dialog.getByRole('button', { name: '退回修改' }).click()
    await reviewer.getByText('已退回修改。').waitFor()

    const admin = page('admin')
    await admin.goto(`${product.url}/policy/drafts/${draft}/sla`)
    await admin.getByText('依据没有写全，请重新起草').waitFor()
    await admin.goto(`${product.url}/policy`)
    await admin.getByRole('button', { name: '放弃这份草稿' }).click()
    await admin.getByRole('dialog').getByRole('button', { name: '放弃这份草稿' }).click()
    await admin.getByRole('button', { name: '起草修改' }).waitFor()
  })

  test('as code: completion and help from the schema, problems with their line, broken code leaves the form as it was', async () => {
    const admin = page('admin')
    await admin.getByRole('button', { name: '起草修改' }).click()
    await admin.waitForURL(/\/policy\/drafts\/[^/]+\/sla$/)
    expect(draftOf(admin)).not.toBe(draft)
    draft = draftOf(admin)

    await showFace(admin, '代码')
    const amount = await findInCode(admin, '“三三”制：受理后', '"amount": 3')
    await token(amount, '"amount"').hover()
    await admin.locator('.monaco-hover').getByText('限时').first().waitFor()

    await token(await lineOf(admin, '"unit": "hour"'), '"hour"').dblclick()
    await admin.keyboard.press('ArrowLeft')
    await admin.keyboard.press('Control+Space')
    const suggestions = admin.locator('.suggest-widget.visible')
    await suggestions.getByText('"minute"').first().waitFor()
    await suggestions.getByText('"day"').first().waitFor()
    await admin.keyboard.press('Escape')

    await token(amount, '"amount"').click()
    await admin.keyboard.press('Home')
    await admin.keyboard.type('"hours": 2, ')
    const problems = admin.getByRole('list', { name: /处不符合要求/ })
    expect(await problems.getByRole('button').first().innerText()).toMatch(/第 \d+ 行[\s\S]*不认识的内容“hours”/)
    await admin.locator('.monaco-editor .squiggly-warning').first().waitFor()
    await admin.getByRole('status').filter({ hasText: '代码有误，尚未保存' }).waitFor()
    await admin.keyboard.press('Home')
    for (const _letter of '"hours": 2, ') await admin.keyboard.press('Shift+ArrowRight')
    await admin.keyboard.press('Delete')
    await admin.getByText('没有发现问题').waitFor()

    await admin.keyboard.type('{{')
    await admin.getByText(/第 \d+ 行有误：/).waitFor()
    await showFace(admin, '表单')
    await admin.getByText(/代码第 \d+ 行有误，表单视图暂停更新/).waitFor()
    await admin.getByRole('cell', { name: '3 小时' }).waitFor()
    expect(await admin.getByRole('button', { name: '去发布' }).isDisabled()).toBe(true)
    await admin.getByRole('button', { name: '回到代码修改' }).click()
    await admin.getByText(/第 \d+ 行有误：/).waitFor()
    await showFace(admin, '表单')
    await admin.getByRole('button', { name: '放弃代码中的改动' }).click()
    await admin.getByText(/表单视图暂停更新/).waitFor({ state: 'hidden' })

    await showFace(admin, '代码')
    await token(await findInCode(admin, '“三三”制：受理后', '"amount": 3'), '3').dblclick()
    await admin.keyboard.type('2')
    await admin.getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
    await showFace(admin, '表单')
    expect(await arrivalLimit(admin).inputValue()).toBe('2')
    await submitDraft(admin, '按领导小组第 3 次会议纪要，到场改为两小时')
  })

  test('whoever drafted it cannot publish it', async () => {
    const admin = page('admin')
    await admin.getByText('这是您起草的制度，须由另一人审核。').waitFor()
    expect(await admin.getByRole('button', { name: '同意，去定施行时间' }).count()).toBe(0)
    await showStep(admin, '施行')
    await admin.getByText('等待审核人确定施行时间。').waitFor()
    expect(await admin.getByRole('button', { name: '施行', exact: true }).count()).toBe(0)
    const { hash } = (await people.admin.get<{ hash: string }>(`/api/v1/policy-drafts/${draft}`)).body
    const answer = await people.admin.post<{ code: string; message: string[] }>(`/api/v1/policy-drafts/${draft}/publish`, {
      hash,
      password: DEMO_PASSWORD,
    })
    expect(answer).toMatchObject({ status: 403, body: { code: 'access.not-allowed', message: ['您的角色无权进行此操作。'] } })
  })

  test('a second person reads the change in words and publishes it with their password', async () => {
    const reviewer = page('reviewer')
    await reviewer.goto(`${product.url}/policy`)
    await reviewer.getByRole('link', { name: '去审核' }).click()
    const changes = reviewer.locator('main li').filter({ hasText: '到场' }).first()
    await changes.waitFor()
    expect(await changes.locator('del').innerText()).toContain('3')
    expect(await changes.locator('ins').innerText()).toContain('2')
    await reviewer.getByText('按领导小组第 3 次会议纪要').waitFor()

    await showStep(reviewer, '审核')
    await reviewer.getByRole('button', { name: '同意，去定施行时间' }).click()
    await reviewer.getByText('第 2 版即刻施行，0 件在办件改按新版。').waitFor()
    await reviewer.getByLabel('您的密码').fill('not-my-password')
    await reviewer.getByRole('button', { name: '施行', exact: true }).click()
    await reviewer.getByText('密码不对，没有施行。').waitFor()
    await reviewer.getByLabel('您的密码').fill(DEMO_PASSWORD)
    await reviewer.getByRole('button', { name: '施行', exact: true }).click()
    await reviewer.getByText('第 2 版已施行').waitFor()
  })

  test('the next whistle carries 2 hours, the running one keeps 3, on the wire and on the page', async () => {
    const next = await signedCase('集市路口流动摊点')
    expect(await hoursToArrive(running)).toBe(3)
    expect(await hoursToArrive(next)).toBe(2)
    await expectRuler(running, '3 小时')
    await page('dept').getByText('本件按第 1 版制度办理，现行为第 2 版。').waitFor()
    await expectRuler(next, '2 小时')
  })

  test('going back is a new version by the same way, and the next whistle carries 3 hours again', async () => {
    const admin = page('admin')
    await admin.goto(`${product.url}/policy/versions`)
    await admin.getByRole('row').filter({ hasText: '第 1 版' }).getByRole('button', { name: '回退到此版' }).click()
    await admin.getByRole('dialog', { name: '回退到第 1 版' }).getByRole('button', { name: '生成草稿' }).click()
    await admin.waitForURL(/\/policy\/drafts\/[^/]+\/sla$/)
    expect(await arrivalLimit(admin).inputValue()).toBe('3')
    await submitDraft(admin)

    const reviewer = page('reviewer')
    await reviewer.goto(`${product.url}/policy`)
    await reviewer.getByRole('link', { name: '去审核' }).click()
    await showStep(reviewer, '施行')
    await reviewer.getByLabel('您的密码').fill(DEMO_PASSWORD)
    await reviewer.getByRole('button', { name: '施行', exact: true }).click()
    await reviewer.getByText('第 3 版已施行').waitFor()
    expect(await hoursToArrive(await signedCase('夜市摊点占用消防通道'))).toBe(3)
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))

  async function signedCase(title: string): Promise<string> {
    const { status, body } = await people.town.post<{ id: string }>('/api/v1/cases', aWhistle({ form: { title } }))
    expect(status).toBe(201)
    await people.dispatcher.act(body.id, 'dispatch', { lead: 'ZF', cooperating: [], reason: { text: '现场只需综合执法一家办理' } })
    await people.dept.act(body.id, 'sign')
    return body.id
  }

  async function hoursToArrive(id: string): Promise<number> {
    const { body } = await people.dept.get<{ clocks: { clock: string; startedAt: number; dueAt: number }[] }>(`/api/v1/cases/${id}`)
    const clock = body.clocks.find((one) => one.clock === 'arrive')
    return clock ? (clock.dueAt - clock.startedAt) / 3_600_000 : Number.NaN
  }

  /** The ruler of the department's next clock names the counted time. */
  async function expectRuler(id: string, counted: string): Promise<void> {
    const dept = page('dept')
    await dept.goto(`${product.url}/cases/${id}`)
    const ruler = dept.getByRole('button', { name: /^到场：.*计时/ }).first()
    await ruler.waitFor()
    expect(await ruler.getAttribute('aria-label')).toContain(counted)
  }
})

/** The limit of 到场 that holds for ordinary matters: the second of its two goals. */
function arrivalLimit(page: Page): Locator {
  return page.getByRole('spinbutton', { name: '到场的限时', exact: true }).nth(1)
}

function draftOf(page: Page): string {
  return /\/policy\/drafts\/([^/]+)/.exec(page.url())?.[1] ?? ''
}

async function showFace(page: Page, face: string): Promise<void> {
  await page.getByRole('radiogroup', { name: '查看方式' }).getByText(face, { exact: true }).click()
}

/** Scrolls the code to where `text` stands and returns the line near it that holds `near`. */
async function findInCode(page: Page, text: string, near: string): Promise<Locator> {
  await page.getByRole('textbox', { name: /^代码/ }).focus()
  await page.keyboard.press('Control+f')
  await page.locator('.find-widget.visible textarea').first().fill(text)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  return lineOf(page, near)
}

async function lineOf(page: Page, text: string): Promise<Locator> {
  // Monaco writes spaces that do not break.
  const line = page
    .locator('.view-line')
    .filter({ hasText: new RegExp(text.replaceAll(' ', '\\s')) })
    .last()
  await line.waitFor()
  return line
}

function token(line: Locator, text: string): Locator {
  return line.locator('span span').filter({ hasText: text }).first()
}
