import type { PolicyDocument, SimulationCases } from '@shaotai/api'
import { openYear, replayYear, type Policy } from '@shaotai/core'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBarriers } from '../support/accessibility.ts'
import { api, type Client } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { DEMO_PASSWORD, startProduct, type Product } from '../support/product.ts'
import { root } from '../support/root.ts'
import { settled } from '../support/settled.ts'
import { aWhistle } from '../support/whistle.ts'
import { wordText } from '../support/word-text.ts'
import { expectNoProblems } from '../support/windows.ts'

type Version = { version: number; state: string; kind: string; transition: string; note: string; review: { verdict: string | null } | null }
type Draft = {
  id: string
  hash: string
  revision: number
  examples: { id: string }[]
  document: Record<string, unknown>
  trial: { needed: string[]; seen: { kind: string; person: string }[] }
}

const data = mkdtempSync(join(tmpdir(), 'shaotai-publishing-'))
const PICTURES = join(root, 'test/.out/publishing')

/**
 * 一次发布: 到场 from 3 hours to 2, from the draft to the roll-back: units are asked, another person agrees and names the day, it is withdrawn,
 * put into force for new cases only, rolled back by one leader and reviewed afterwards.
 */
describe('a change on its way into force', () => {
  let product: Product
  let browser: StoryBrowser
  const windows = {} as Record<'admin' | 'reviewer' | 'town' | 'dept' | 'leader', Window>
  const page = (who: keyof typeof windows): Page => windows[who].page
  const people = {} as Record<'town' | 'dispatcher' | 'dept' | 'admin' | 'reviewer' | 'leader', Client>
  let running = ''
  let draft = ''

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    const empty = await startProduct({ data })
    await empty.stop()
    const { status, err } = empty.command('demo', '--cases', '60', '--seed', '2')
    expect({ status, err }).toMatchObject({ status: 0 })
    product = await startProduct({ data })
    browser = await openBrowser()
    for (const who of ['admin', 'reviewer', 'town', 'leader'] as const) {
      windows[who] = await browser.open()
      await signIn(windows[who].page, product.url, who)
    }
    windows.dept = await browser.open('phone')
    await signIn(windows.dept.page, product.url, 'dept')
    for (const who of ['town', 'dispatcher', 'dept', 'admin', 'reviewer', 'leader'] as const)
      people[who] = await api(product.url).signIn(who)
    running = await signedCase('建材门店占道堆放沙石')
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
    rmSync(data, { recursive: true, force: true })
  })

  test('a failing example cannot be published past, on the page or at the wire', async () => {
    const admin = page('admin')
    await admin.goto(`${product.url}/policy`)
    await admin.getByRole('button', { name: '起草修改' }).click()
    await admin.waitForURL(/\/policy\/drafts\/[^/]+\/sla$/)
    draft = /\/policy\/drafts\/([^/]+)/.exec(admin.url())?.[1] ?? ''
    await admin.getByRole('spinbutton', { name: '到场的限时', exact: true }).nth(1).fill('2')
    await admin.getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
    await admin.getByRole('button', { name: '去发布' }).click()
    await admin.waitForURL(/\/policy\/review\//)
    await admin.getByText(/个范例中 \d+ 个不符合/).waitFor()
    await look(admin, 'check')
    await step(admin, '审核')
    await admin.getByText('体检或范例没有通过，不能提交。').waitFor()
    expect(await admin.getByRole('button', { name: '提交审核' }).isDisabled()).toBe(true)
    const { revision } = await show()
    const refused = await people.admin.post<{ code: string }>(`/api/v1/policy-drafts/${draft}/submit`, { revision, note: '绕过' })
    expect([refused.status, refused.body.code]).toEqual([422, 'policy.draft.failing-examples'])

    await step(admin, '体检与范例')
    await admin.getByRole('button', { name: /^全部采用新结果/ }).click()
    await admin.getByText(/个范例全部符合/).waitFor()
  })

  test('what changes stands under its clause, the old struck out, the new in bold; last year’s cases are held against it', async () => {
    const admin = page('admin')
    await step(admin, '改了什么')
    const clause = admin.getByRole('listitem').filter({ hasText: '到场时限' }).first()
    expect(await clause.locator('del').first().innerText()).toContain('3')
    expect(await clause.locator('ins').first().innerText()).toContain('2')
    await look(admin, 'changes')
  })

  test('what three hours made two would have done to last year is shown, counted by the core, and on record as looked at', async () => {
    const admin = page('admin')
    expect((await show()).trial).toEqual({ needed: ['sla'], required: false, seen: [] })
    await step(admin, '审核')
    await admin.getByText('时限有改动，这一稿的试算结果还没有人看过。').waitFor()
    await step(admin, '试算结果')
    const { total, cases } = await replayed()
    expect(total.newlyLate).toBeGreaterThan(0)
    await admin.getByRole('heading', { name: `试算：用近十二个月 ${cases} 件重放` }).waitFor()
    const figure = (name: string) => admin.locator(`[data-figure="${name}"] strong`).first().innerText()
    expect([await figure('late'), await figure('newlyLate'), await figure('noLongerLate')]).toEqual(
      [total.late, total.newlyLate, total.noLongerLate].map(String),
    )
    await admin
      .getByText(/对照了|没有可以对照的|没有发现/)
      .first()
      .waitFor()
    await admin.getByText(/^时限改动的试算结果已看过：/).waitFor()
    expect((await show()).trial.seen.map(({ kind, person }) => [kind, person])).toEqual([['sla', 'admin']])
    await look(admin, 'trial')
  })

  test('a draft on paper says on every page that it is one', async () => {
    const admin = page('admin')
    await admin.getByRole('link', { name: '打印版' }).click()
    const paper = admin.getByRole('article')
    await paper.getByText('草稿，拟为第 2 版').waitFor()
    expect(await paper.getAttribute('data-mark')).toBe('草稿')
    const [word] = await Promise.all([admin.waitForEvent('download'), admin.getByRole('button', { name: '下载办法' }).click()])
    expect(word.suggestedFilename()).toMatch(/管理办法-草稿\.docx$/)
    expect(wordText(readFileSync(await word.path()), 'word/header1.xml')).toEqual(['草稿'])
    await look(admin, 'draft-on-paper')
    const pdf = await admin.pdf({ preferCSSPageSize: true, path: join(PICTURES, 'draft.pdf') })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(5)
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/)
    await admin.goBack()
  })

  test('a department is asked, and objects on its phone, with its reason', async () => {
    const admin = page('admin')
    await step(admin, '征求意见')
    await admin.getByLabel('征求哪些单位').fill('综合行政执法局')
    await admin.keyboard.press('Enter')
    await admin.keyboard.press('Escape')
    await admin.getByLabel('征求意见的说明').fill('到场提速到两小时，请看能否做到')
    await admin.getByRole('button', { name: '发出' }).click()
    await admin.getByText('共 1 个单位：未答复 1，同意 0，有异议 0').waitFor()
    await look(admin, 'consult')

    const dept = page('dept')
    await dept.goto(`${product.url}/cases`)
    await dept.getByRole('complementary', { name: '征求意见' }).getByRole('link', { name: '去答复' }).click()
    await dept.getByRole('link', { name: '到场提速到两小时，请看能否做到' }).click()
    await dept.getByText('逾期未答复，视为您单位无异议。').waitFor()
    const question = dept.getByRole('radiogroup', { name: /到场时限/ })
    await question.getByText('有异议').click()
    await dept.getByRole('button', { name: '其余都同意' }).click()
    await dept.getByRole('button', { name: '提交答复' }).click()
    await dept.getByText('请逐条答复；有异议的写明理由。').waitFor()
    await dept.getByLabel(/有异议的理由/).fill('山区两小时到不了')
    await look(dept, 'answer-phone')
    await dept.getByRole('button', { name: '提交答复' }).click()
    await dept.getByRole('button', { name: '重新提交' }).waitFor()

    await dept.goto(`${product.url}/cases`)
    await settled(dept)
    expect(await dept.getByRole('complementary', { name: '征求意见' }).count()).toBe(0)
    await admin.getByText(/山区两小时到不了/).waitFor()
    const [asked] = (
      await people.reviewer.get<{ units: { unit: string; status: string }[] }[]>(`/api/v1/policy-drafts/${draft}/consultations`)
    ).body
    expect(asked?.units.map(({ unit, status }) => [unit, status])).toEqual([['ZF', 'object']])
  })

  test('the author says why; a session that ends in the middle loses nothing of it', async () => {
    const admin = page('admin')
    await step(admin, '审核')
    await admin.getByLabel('改动说明').fill('三小时到场太慢，按领导小组意见改为两小时')
    await windows.admin.context.clearCookies()
    await admin.getByRole('button', { name: '提交审核' }).click()
    const again = admin.getByRole('dialog', { name: '请重新登录' })
    await again.getByLabel('密码').fill(DEMO_PASSWORD)
    await again.getByRole('button', { name: '登录并继续' }).click()
    await admin.getByText('这是您起草的制度，须由另一人审核。').waitFor({ timeout: 60_000 })
  })

  test('a second person agrees, names a day to come, and signs in again', async () => {
    const reviewer = page('reviewer')
    await reviewer.goto(`${product.url}/policy`)
    await reviewer.getByRole('link', { name: '去审核' }).click()
    await step(reviewer, '征求意见')
    await reviewer.getByText(/山区两小时到不了/).waitFor()
    await step(reviewer, '审核')
    await reviewer.getByText(/^时限改动的试算结果已看过：/).waitFor()
    await reviewer.getByRole('button', { name: '同意，去定施行时间' }).click()
    await reviewer.getByText('定于某日施行').click()
    await reviewer.getByText(/^第 2 版于.*施行前可以撤回。$/).waitFor()
    await reviewer.getByText('只管新件').waitFor()
    await look(reviewer, 'in-force')
    await reviewer.getByLabel('您的密码').fill(DEMO_PASSWORD)
    await reviewer.getByRole('button', { name: '发布', exact: true }).click()
    await reviewer.getByText(/^第 2 版已发布，.*起施行$/).waitFor()
    expect(await states()).toEqual([
      [2, 'scheduled'],
      [1, 'in-force'],
    ])
    expect(await hoursToArrive(await signedCase('集市路口流动摊点'))).toBe(3)
  })

  test('those who work by it are told from when, until it is withdrawn', async () => {
    const town = page('town')
    await town.goto(`${product.url}/cases`)
    const news = town.getByRole('complementary', { name: '制度变动' })
    await news.getByText(/改为 2 小时/).waitFor()
    expect(await news.innerText()).toMatch(/^自\d{4}年\d+月\d+日起/)
    await look(town, 'news')

    const reviewer = page('reviewer')
    await reviewer.goto(`${product.url}/policy/versions`)
    await reviewer.getByRole('row').filter({ hasText: '第 2 版' }).getByRole('button', { name: '撤回' }).click()
    const dialog = reviewer.getByRole('dialog', { name: '撤回第 2 版' })
    await dialog.getByLabel('撤回理由').fill('综合执法局有异议，先协商')
    await dialog.getByLabel('您的密码').fill(DEMO_PASSWORD)
    await dialog.getByRole('button', { name: '撤回' }).click()
    await reviewer.getByText('撤回：综合执法局有异议，先协商').waitFor()
    await look(reviewer, 'versions')
    expect(await states()).toEqual([
      [2, 'withdrawn'],
      [1, 'in-force'],
    ])
    await town.reload()
    await settled(town)
    expect(await news.count()).toBe(0)
  })

  test('put into force for new cases only, the running case keeps its three hours', async () => {
    const { hash } = await show()
    const made = (await people.admin.post<Draft>('/api/v1/policy-drafts', { from: hash, note: '协商后施行' })).body
    await people.admin.post(`/api/v1/policy-drafts/${made.id}/submit`, { revision: made.revision, note: '协商后施行' })
    const reviewer = page('reviewer')
    await reviewer.goto(`${product.url}/policy/review/${made.id}?step=in-force`)
    await reviewer.getByText(/^第 3 版即刻施行，0 件在办件改按新版。$/).waitFor()
    await reviewer.getByLabel('您的密码').fill(DEMO_PASSWORD)
    await reviewer.getByRole('button', { name: '施行', exact: true }).click()
    await reviewer.getByText('第 3 版已施行').waitFor()
    expect(await hoursToArrive(running)).toBe(3)
    expect(await hoursToArrive(await signedCase('夜市摊点占用消防通道'))).toBe(2)
    const { body } = await people.dept.get<{ type: string }[]>(`/api/v1/cases/${running}/events`)
    expect(body.map((one) => one.type)).not.toContain('case.policyChanged')
  })

  test('one leader rolls back at once, and somebody else reviews it afterwards', async () => {
    const leader = page('leader')
    await leader.goto(`${product.url}/policy/versions`)
    await leader
      .getByRole('row')
      .filter({ has: leader.getByRole('link', { name: '第 1 版', exact: true }) })
      .getByRole('button', { name: '紧急回退到此版' })
      .click()
    const dialog = leader.getByRole('dialog', { name: '紧急回退到第 1 版' })
    await dialog.getByLabel('为什么必须立即回退').fill('汛期道路中断，两小时普遍到不了')
    await dialog.getByLabel('您的密码').fill('not-my-password')
    await dialog.getByRole('button', { name: '立即回退' }).click()
    await dialog.getByRole('alert').waitFor()
    expect(await dialog.getByLabel('为什么必须立即回退').inputValue()).toBe('汛期道路中断，两小时普遍到不了')
    await dialog.getByLabel('您的密码').fill(DEMO_PASSWORD)
    await dialog.getByRole('button', { name: '立即回退' }).click()
    await leader.getByText(/第 4 版是紧急回退，等待事后审核/).waitFor()
    expect(await hoursToArrive(await signedCase('临时集市占道'))).toBe(3)

    const reviewer = page('reviewer')
    await reviewer.goto(`${product.url}/policy/versions`)
    await reviewer.getByText(/第 4 版是紧急回退，等待事后审核/).waitFor()
    await look(reviewer, 'later-review')
    await reviewer.getByRole('button', { name: '事后审核' }).click()
    const later = reviewer.getByRole('dialog', { name: /^事后审核/ })
    await later.getByLabel('说明').fill('情况属实')
    await later.getByLabel('您的密码').fill(DEMO_PASSWORD)
    await later.getByRole('button', { name: '完成审核' }).click()
    await reviewer.getByText('事后审核：认可。情况属实').waitFor()
    expect(await reviewer.getByText(/等待事后审核/).count()).toBe(0)
    expect((await versions()).map(({ version, state, kind, review }) => [version, state, kind, review?.verdict ?? null])).toEqual([
      [4, 'in-force', 'emergency', 'confirmed'],
      [3, 'past', 'normal', null],
      [2, 'withdrawn', 'normal', null],
      [1, 'past', 'normal', null],
    ])
  })

  test('a version is taken along as a regulation in Word and as a signed bundle', async () => {
    const reviewer = page('reviewer')
    const row = reviewer.getByRole('row').filter({ hasText: '第 4 版' })
    const [word] = await Promise.all([reviewer.waitForEvent('download'), row.getByRole('button', { name: '下载办法' }).click()])
    expect(word.suggestedFilename()).toMatch(/管理办法-第 4 版\.docx$/)
    await reviewer.getByRole('row').filter({ hasText: '第 2 版' }).getByRole('link', { name: '征求意见记录' }).click()
    await reviewer.getByText(/山区两小时到不了/).waitFor()
    const bundle = await people.reviewer.get<{ format: string; hash: string }>('/api/v1/policy-versions/4/bundle')
    const [first] = (await people.reviewer.get<{ hash: string }[]>('/api/v1/policies')).body
    expect([bundle.body.format, bundle.body.hash]).toEqual(['shaotai-bundle', first?.hash])
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))

  /** Nothing on the page keeps anybody out; its picture is kept with the output. */
  async function look(seen: Page, name: string): Promise<void> {
    await settled(seen)
    await seen.screenshot({ path: join(PICTURES, `${name}.png`) })
    expect(await findBarriers(seen)).toEqual([])
  }
  async function show(): Promise<Draft> {
    return (await people.admin.get<Draft>(`/api/v1/policy-drafts/${draft}`)).body
  }
  /** Last year under the draft, from the same addresses, replayed here. */
  async function replayed() {
    const { body: current } = await people.admin.get<PolicyDocument>('/api/v1/policies/current')
    const { body } = await people.admin.get<SimulationCases>('/api/v1/policy-simulation/cases?limit=500')
    expect(body.next).toBeNull()
    const inForce = current.document as unknown as Policy
    const judge = replayYear({ inForce, pinned: () => inForce, until: Date.now() }, openYear([body.page]))
    return judge((await show()).document as unknown as Policy)
  }
  async function versions(): Promise<Version[]> {
    return (await people.admin.get<Version[]>('/api/v1/policies')).body
  }
  async function states(): Promise<[number, string][]> {
    return (await versions()).map(({ version, state }) => [version, state])
  }
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
})

async function step(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '发布步骤' }).getByText(name, { exact: true }).click()
}
