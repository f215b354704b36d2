import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBarriers } from '../support/accessibility.ts'
import { api, type Client } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { chooseOption } from '../support/controls.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { startProduct, type Product } from '../support/product.ts'
import { showStep } from '../support/publishing-desk.ts'
import { root } from '../support/root.ts'
import { settled } from '../support/settled.ts'
import { aWhistle } from '../support/whistle.ts'
import { expectNoProblems } from '../support/windows.ts'

const PICTURES = join(root, 'test/.out/practice')
const TITLE = '演练：集市路口占道'

/** 演练: the tour from the check of the rules to a signed practice whistle, time travel to an overdue clock; the county itself has not changed. */
describe('practice', () => {
  let product: Product
  let browser: StoryBrowser
  const windows = {} as Record<'admin' | 'town' | 'phone', Window>
  const page = (who: keyof typeof windows): Page => windows[who].page
  const people = {} as Record<'admin' | 'town' | 'leader' | 'audit', Client>
  let before = ''

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    product = await startProduct()
    browser = await openBrowser()
    windows.admin = await browser.open()
    await signIn(windows.admin.page, product.url, 'admin')
    windows.town = await browser.open()
    await signIn(windows.town.page, product.url, 'town')
    windows.phone = await browser.open('phone')
    await signIn(windows.phone.page, product.url, 'reviewer')
    for (const who of ['admin', 'town', 'leader', 'audit'] as const) people[who] = await api(product.url).signIn(who)
    // A county at work: one real case, which practice must neither show nor change.
    const real = await people.town.post('/api/v1/cases', aWhistle())
    expect(real.status).toBe(201)
    before = await county()
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  test('begins from the menu of a person: the tour opens in practice, under a striped bar', async () => {
    const admin = page('admin')
    await admin.getByRole('button', { name: /^账号：/ }).click()
    await admin.getByRole('menuitem', { name: '五分钟导览' }).click()
    await admin.waitForURL(/\/practice\/policy$/)
    await admin.getByRole('region', { name: '演练环境' }).getByText('演练 · 不计入考核').waitFor()
    await stop('体检：制度哪里不对，先看这里', 1)
    const { total } = await admin.evaluate(() => fetch('/practice/api/v1/cases?limit=1&page=1').then((answer) => answer.json()))
    expect(total).toBe(0)
    await look(admin, '1-check')
  })

  test('a limit is changed and tried out', async () => {
    const admin = page('admin')
    await next()
    await admin.waitForURL(/\/practice\/policy\/drafts\/[^/]+\/sla$/)
    await stop('改一个时限，看试算', 2)
    await admin.getByRole('spinbutton', { name: '到场的限时', exact: true }).nth(1).fill('2')
    await admin.getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
    await admin.locator('[data-figure]').first().waitFor()
    await look(admin, '2-limit')
  })

  test('the figure stands in its clause', async () => {
    const admin = page('admin')
    await next()
    await stop('看条文', 3)
    await admin.getByText('条文', { exact: true }).click()
    await admin
      .getByText(/2\s*小时/)
      .first()
      .waitFor()
    await look(admin, '3-clauses')
  })

  test('two persons publish, and one person is both', async () => {
    const admin = page('admin')
    await next()
    await admin.waitForURL(/\/practice\/policy\/review\//)
    await stop('发布：要两个人', 4)
    await showStep(admin, '体检与范例')
    const adopt = admin.getByRole('button', { name: /^全部采用新结果/ })
    await adopt
      .or(admin.getByText(/个范例全部符合/))
      .first()
      .waitFor()
    if (await adopt.isVisible()) await adopt.click()
    await admin.getByText(/个范例全部符合/).waitFor()
    await showStep(admin, '审核')
    await admin.getByLabel('改动说明').fill('演练：到场改为 2 小时')
    await admin.getByRole('button', { name: '提交审核' }).click()
    await admin.getByText('这是您起草的制度，须由另一人审核。').waitFor()
    await admin.getByRole('button', { name: '换成制度审核人' }).click()
    await admin.getByRole('region', { name: '演练环境' }).getByText('县政府办 制度审核人').waitFor()
    await showStep(admin, '审核')
    await admin.getByRole('button', { name: /^同意/ }).click()
    await admin.getByText('演练环境里口令一律相同，已经填好。').waitFor()
    await look(admin, '4-publish')
    await admin.getByRole('button', { name: '施行', exact: true }).click()
    await admin
      .getByText(/第 2 版/)
      .first()
      .waitFor()
  })

  test('a practice whistle is blown', async () => {
    const admin = page('admin')
    await next()
    await admin.waitForURL(/\/practice\/cases\/new$/)
    await stop('吹一声演练哨', 5)
    await chooseOption(admin, admin.getByRole('combobox', { name: '事项' }), '占道经营、流动摊点整治', 'zdjy')
    await admin.getByRole('radio', { name: /店外经营/ }).check()
    await admin.getByRole('textbox', { name: '简述' }).fill(TITLE)
    await admin.getByRole('radio', { name: '一般' }).check()
    await admin.getByRole('textbox', { name: '详细情况' }).fill('演练用，不是真事，请按规定办理。')
    await admin.getByRole('textbox', { name: /地址/ }).fill('集市路北口')
    await chooseOption(admin, admin.getByRole('combobox', { name: '镇街已采取的措施' }), '现场劝阻、说服教育')
    await admin.keyboard.press('Escape')
    await look(admin, '5-whistle')
    await admin.getByRole('button', { name: '吹哨', exact: true }).click()
    await admin.waitForURL(/\/practice\/cases\/[0-9a-f-]{36}/)
  })

  test('dispatched and signed for in two other roles; there the tour ends', async () => {
    const admin = page('admin')
    await next()
    await admin.waitForURL(/\/practice\/dispatch/)
    await stop('在另一角色签收', 6)
    await admin.getByText(TITLE).first().click()
    await admin.getByRole('button', { name: /^派件/ }).first().click()
    await admin
      .getByText(/已派|待签收/)
      .first()
      .waitFor()
    await admin.getByRole('button', { name: '换成主办部门签收员' }).click()
    await admin.waitForURL(/\/practice\/assignments/)
    await admin.getByText(TITLE).first().click()
    await admin.getByRole('button', { name: '签收', exact: true }).first().click()
    await admin.locator('main header').getByText('待到场').first().waitFor()
    await look(admin, '6-sign')
    await admin.getByRole('button', { name: '完成' }).click()
    await admin.locator('.ant-tour').waitFor({ state: 'detached' })
  })

  test('time moves on until the clock is overdue', async () => {
    const admin = page('admin')
    await admin.getByRole('button', { name: /^演练时间/ }).click()
    await admin.getByRole('menuitem', { name: '到下一个工作日上班' }).click()
    await admin.getByText(/个定时到点/).waitFor()
    await admin
      .getByText(/超期|已超/)
      .first()
      .waitFor()
    await look(admin, '7-overdue')
  })

  test('begins anew, and nothing of before is left', async () => {
    const admin = page('admin')
    await admin.getByRole('button', { name: '重新开始' }).click()
    await admin.getByRole('dialog').getByRole('button', { name: '清掉并重新开始' }).click()
    await admin.waitForURL(/\/practice\/cases$/)
    await admin.goto(`${product.url}/practice/policy/versions`)
    await settled(admin)
    expect(await admin.getByText('第 2 版').count()).toBe(0)
    await admin.getByRole('region', { name: '演练环境' }).getByRole('button', { name: '离开演练' }).click()
    await admin.waitForURL((url) => !url.pathname.startsWith('/practice'))
    expect(await admin.getByText('演练 · 不计入考核').count()).toBe(0)
  })

  test('a draft is tried in practice from the publishing desk', async () => {
    const admin = page('admin')
    const draft = (await people.admin.post<{ id: string }>('/api/v1/policy-drafts', { note: '试一试这一稿' })).body.id
    await admin.goto(`${product.url}/policy/review/${draft}`)
    await admin.getByRole('button', { name: '在演练环境里试用此稿' }).click()
    await admin.getByRole('dialog').getByRole('button', { name: '清掉并重新开始' }).click()
    await admin.waitForURL(/\/practice\//)
    await admin.getByText('从草稿“试一试这一稿”开始').waitFor()
    await people.admin.post(`/api/v1/policy-drafts/${draft}/withdraw`, { discard: true })
  })

  test('on a phone the bar fits, and the way in is under 我的', async () => {
    const phone = page('phone')
    await phone.goto(`${product.url}/me`)
    await phone.getByRole('button', { name: '进入演练环境' }).click()
    await phone.waitForURL(/\/practice\//)
    await phone.getByText('演练 · 不计入考核').waitFor()
    await look(phone, 'phone')
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })

  test('a clerk without the right stands before the door', async () => {
    const town = page('town')
    await town.goto(`${product.url}/practice/cases`)
    await town.getByText('您的角色不能进入演练环境；县管理员和制度审核人可以。').waitFor()
    await look(town, 'door')
    expect(await town.getByRole('button', { name: '进入演练环境' }).count()).toBe(0)
    await town.getByRole('button', { name: '离开演练' }).click()
    await town.waitForURL(/\/cases$/)
    expect((await people.town.post('/api/v1/practice', {})).status).toBe(403)
  })

  test('the two cookies open only their own doors', async () => {
    const cookies = await windows.admin.context.cookies()
    const [real, inside] = ['shaotai_session', 'shaotai_practice'].map((name) => cookies.find((one) => one.name === name))
    expect([inside?.path, inside?.httpOnly, inside?.sameSite]).toEqual(['/practice', true, 'Strict'])
    const ask = (path: string, cookie: string) => fetch(`${product.url}${path}`, { headers: { cookie } }).then(({ status }) => status)
    expect(await ask('/practice/api/v1/session', `shaotai_session=${real?.value}; shaotai_practice=${inside?.value}`)).toBe(200)
    expect(await ask('/api/v1/session', `shaotai_session=${inside?.value}`)).toBe(401)
    expect(await ask('/api/v1/session', `shaotai_practice=${inside?.value}`)).toBe(401)
    expect(await ask('/practice/api/v1/session', `shaotai_practice=${inside?.value}`)).toBe(401)
    expect(await ask('/practice/api/v1/session', `shaotai_session=${real?.value}; shaotai_practice=${real?.value}`)).toBe(401)
  })

  test('scores, lists and rules of the county are as before; its audit says only that practice began', async () => {
    expect(await county()).toBe(before)
    const { data } = (await people.audit.get<{ data: { action: string }[] }>('/api/v1/audit?limit=200&page=1')).body
    const actions = new Set(data.map(({ action }) => action).filter((action) => !action.startsWith('session.')))
    expect(actions).toEqual(new Set(['case.submit', 'practice.start', 'practice.reset', 'policy.draft', 'policy.withdrawn']))
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))

  const tour = () => page('admin').locator('.ant-tour')
  async function stop(title: string, at: number): Promise<void> {
    await tour().getByText(title).waitFor()
    await tour().getByText(`第 ${at} 步，共 6 步`).waitFor()
  }
  async function next(): Promise<void> {
    await tour().getByRole('button', { name: '下一步' }).click()
  }
  /** What the county looks like from outside: its cases, its versions and its scores. */
  async function county(): Promise<string> {
    const cases = await people.leader.get('/api/v1/cases?limit=100&page=1')
    const versions = await people.leader.get('/api/v1/policies')
    const scores = await people.leader.get('/api/v1/scores')
    return JSON.stringify([cases.body, versions.body, scores.status, scores.body])
  }
  async function look(seen: Page, name: string): Promise<void> {
    await seen.mouse.move(0, 0)
    await settled(seen)
    await seen.screenshot({ path: join(PICTURES, `${name}.png`) })
    expect(await findBarriers(seen)).toEqual([])
  }
})
