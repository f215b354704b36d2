import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBarriers } from '../support/accessibility.ts'
import { api, type Client } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { submitDraft } from '../support/publishing-desk.ts'
import { DEMO_PASSWORD, startProduct, type Product } from '../support/product.ts'
import { root } from '../support/root.ts'
import { aWhistle } from '../support/whistle.ts'
import { expectNoProblems } from '../support/windows.ts'

type Exception = { kind: string; from: string; to: string; name: string; hours?: [string, string][] }
type Calendar = { id: string; exceptions: Exception[]; coverage: { from: string; to: string }; sources: { title: string }[] }
type Draft = { id: string; revision: number; hash: string; document: { calendars: Calendar[] } }
type Shown = { clocks: { clock: string; unit?: string; dueAt: number; provisional: boolean; status: string }[] }

const DAY = 86_400_000
/** The county's day of an instant, and the instant of its midnight, UTC+8. */
const dateOf = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10)
const isWeekend = (instant: number) => [0, 6].includes(new Date(instant + 8 * 3_600_000).getUTCDay())
const words = (date: string) => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`

/**
 * 导入下一年的放假通知: a case runs beyond what is loaded, so its due time is provisional; the admin pastes the notice, a second person
 * publishes it, and the due time is firm, moved by exactly the days the notice closes and opens.
 */
describe('next year comes into the calendar', () => {
  let product: Product
  let browser: StoryBrowser
  const windows = {} as Record<'admin' | 'reviewer' | 'phone', Window>
  const people = {} as Record<'town' | 'dispatcher' | 'dept' | 'responder' | 'admin' | 'reviewer', Client>
  let page: Page
  let running = ''
  let draft = ''
  let due = 0
  let closed = ''
  let opened = ''

  beforeAll(async () => {
    product = await startProduct()
    for (const who of ['town', 'dispatcher', 'dept', 'responder', 'admin', 'reviewer'] as const)
      people[who] = await api(product.url).signIn(who)
    browser = await openBrowser()
    for (const who of ['admin', 'reviewer'] as const) {
      windows[who] = await browser.open()
      await signIn(windows[who].page, product.url, who)
    }
    page = windows.admin.page
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  test('a case runs beyond what is loaded: its due time is provisional', async () => {
    running = await arrivedCase()
    due = (await reply()).dueAt
    // The calendar ends with the year before the reply is due.
    await publishCalendar((calendar) => ({
      ...calendar,
      coverage: { ...calendar.coverage, to: `${Number(dateOf(due).slice(0, 4)) - 1}-12-31` },
    }))
    await expect.poll(async () => (await reply()).provisional).toBe(true)
    expect((await reply()).dueAt).toBe(due)
    closed = dateOf(due)
    opened = dateOf(firstWeekendAfter(due))
  })

  test('the overview and the page of the calendar say that next year is missing', async () => {
    await page.goto(`${product.url}/policy`)
    await page.getByText('下一年节假日尚未导入').waitFor()
    await page.getByRole('button', { name: '起草修改' }).click()
    await page.waitForURL(/\/policy\/drafts\/[^/]+\//)
    draft = /drafts\/([^/]+)/.exec(page.url())?.[1] ?? ''
    await page.goto(`${product.url}/policy/drafts/${draft}/calendars`)
    await page.getByText(`${closed.slice(0, 4)} 年节假日尚未导入`).waitFor()
    await page.getByRole('status', { name: '对在办哨件的影响' }).filter({ hasText: '是暂定的' }).waitFor()
    await day(closed).waitFor()
    expect(await day(closed).getAttribute('aria-label')).toContain('未导入')
    await picture('year')
    expect(await findBarriers(page)).toEqual([])
  })

  test('the notice is pasted, weighed line by line, and taken over in one step that undo takes back', async () => {
    await page.getByRole('button', { name: '导入放假通知' }).click()
    const dialog = page.getByRole('dialog', { name: '导入放假通知' })
    await dialog
      .getByLabel('通知或表格')
      .fill(
        [
          '国务院办公厅关于部分节假日安排的通知',
          `一、停电检修：${words(closed)}（周几）放假，共1天。${words(opened)}上班。`,
          '二、请各单位提前安排值班。',
          '三、运动会：2月30日放假。',
        ].join('\n'),
      )
    await dialog.getByText('读到 2 项').waitFor()
    expect(await dialog.getByRole('row').allInnerTexts()).toEqual([
      expect.stringContaining('与现有日历'),
      expect.stringMatching(new RegExp(`${closed}.*放假.*停电检修.*新增`, 's')),
      expect.stringMatching(new RegExp(`${opened}.*调休上班.*停电检修调休上班.*新增`, 's')),
    ])
    await dialog.getByText('没有用上的内容（2 行）').click()
    await dialog.getByText(/第 4 行 日期不存在/).waitFor()
    await dialog.getByLabel('依据（通知名称、文号）').fill('国办发明电〔演示〕1号')
    await picture('import')
    expect(await findBarriers(page, '[role=dialog]')).toEqual([])
    await dialog.getByRole('button', { name: '导入 2 项' }).click()
    await saved()
    const until = `${closed.slice(0, 4)}-12-31`
    expect((await stored()).coverage.to).toBe(until)
    expect((await stored()).sources.map((one) => one.title)).toContain('国办发明电〔演示〕1号')

    await page.getByRole('button', { name: '撤销' }).click()
    await saved()
    expect((await stored()).coverage.to).not.toBe(until)
    expect((await stored()).exceptions.filter(({ name }) => name.startsWith('停电检修'))).toEqual([])
    await page.getByRole('button', { name: '重做' }).click()
    await saved()
    expect((await stored()).exceptions.filter(({ name }) => name.startsWith('停电检修'))).toEqual(
      expect.arrayContaining([
        { kind: 'holiday', from: closed, to: closed, name: '停电检修' },
        { kind: 'makeup', from: opened, to: opened, name: '停电检修调休上班' },
      ]),
    )
    const effect = (
      await people.admin.get<{ provisional: number; firm: number; moved: number }>(`/api/v1/policy-drafts/${draft}/calendar-preview`)
    ).body
    expect(effect.firm).toBe(effect.provisional)
    expect(effect.moved).toBeGreaterThan(0)
    await page
      .getByRole('status', { name: '对在办哨件的影响' })
      .filter({ hasText: `其中 ${effect.firm} 个确定下来。${effect.moved} 个到期时间会改变` })
      .waitFor()
  })

  test('a half day is made with the keyboard alone', async () => {
    const half = dateOf(Date.parse(`${opened}T00:00:00+08:00`) + 9 * DAY)
    await day(closed).focus()
    await page.keyboard.press('End')
    const sunday = await page.evaluate(() => document.activeElement?.getAttribute('data-date') ?? '')
    for (let at = sunday; at < half; at = dateOf(Date.parse(`${at}T00:00:00+08:00`) + DAY)) await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-date'))).toBe(half)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowUp')
    const panel = page.getByRole('region', { name: new RegExp(`^${words(half)} `) })
    expect(await panel.getByRole('radio', { name: '半天或特别时段' }).isChecked()).toBe(true)
    await panel.getByLabel('这一天的办公时间').fill('8:30-12')
    await panel.getByLabel('事由').fill('')
    await page.keyboard.press('Enter')
    await panel.getByText('请写明事由。').waitFor()
    await panel.getByLabel('事由').fill('全县运动会')
    await page.keyboard.press('Enter')
    await saved()
    expect((await stored()).exceptions.filter(({ name }) => name === '全县运动会')).toEqual([
      { kind: 'custom', from: half, to: half, name: '全县运动会', hours: [['08:30', '12:00']] },
    ])
    expect(await day(half).getAttribute('aria-label')).toContain('半天 全县运动会')
    await page.getByRole('button', { name: '撤销' }).click()
    await saved()
  })

  test('published by a second person, the due time is firm, on the day the notice leaves for it', async () => {
    await submitDraft(page, '导入放假通知')
    const { hash } = (await people.admin.get<Draft>(`/api/v1/policy-drafts/${draft}`)).body
    await publish(draft, hash)
    await expect.poll(async () => (await reply()).provisional, { timeout: 20_000 }).toBe(false)
    expect((await reply()).dueAt).toBe(expectedDue())
  })

  test('on a phone it can be read', async () => {
    windows.phone = await browser.open('phone')
    await signIn(windows.phone.page, product.url, 'admin')
    const { hash } = (await people.admin.get<{ hash: string }>('/api/v1/policies/current')).body
    await windows.phone.page.goto(`${product.url}/policy/versions/${hash}/calendars`)
    await windows.phone.page.getByText('停电检修').first().waitFor()
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))

  const day = (date: string) => page.locator(`[data-date="${date}"]`)
  const stored = async () => (await people.admin.get<Draft>(`/api/v1/policy-drafts/${draft}`)).body.document.calendars[0] as Calendar
  const saved = async () => {
    await page.waitForTimeout(900)
    await page.getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
  }
  const reply = async () => {
    const { body } = await people.dept.get<Shown>(`/api/v1/cases/${running}`)
    const clock = body.clocks.find((one) => one.clock === 'reply' && one.status === 'running')
    if (!clock) throw new Error('The reply is not being timed')
    return clock
  }

  /** The closed day passes; the next working day is the first weekday, or the opened weekend day when it comes first. */
  function expectedDue(): number {
    let at = due + DAY
    while (isWeekend(at) && dateOf(at) !== opened) at += DAY
    return at
  }

  function firstWeekendAfter(instant: number): number {
    let at = instant + DAY
    while (!isWeekend(at)) at += DAY
    return at
  }

  async function arrivedCase(): Promise<string> {
    const { body } = await people.town.post<{ id: string }>('/api/v1/cases', aWhistle())
    await people.dispatcher.act(body.id, 'dispatch', { lead: 'ZF', cooperating: [], reason: { text: '现场只需综合执法一家办理' } })
    await people.dept.act(body.id, 'sign')
    await people.dept.act(body.id, 'nameResponders', { responders: [{ name: '张三' }] })
    await people.responder.act(body.id, 'arrive', { form: { place: { address: '集市路北口', longitude: 116.1, latitude: 36.9 } } })
    return body.id
  }

  async function publishCalendar(change: (calendar: Calendar) => Calendar): Promise<void> {
    const begun = (await people.admin.post<Draft>('/api/v1/policy-drafts', { note: '日历' })).body
    const at = `/api/v1/policy-drafts/${begun.id}`
    const value = begun.document.calendars.map(change)
    const put = await people.admin.request<Draft>('PUT', `${at}/documents/calendars`, { body: { revision: begun.revision, value } })
    expect(put.status).toBe(200)
    const submitted = await people.admin.post<Draft>(`${at}/submit`, { revision: put.body.revision, note: '日历' })
    expect(submitted.status).toBe(200)
    await publish(begun.id, submitted.body.hash)
  }

  async function publish(id: string, hash: string): Promise<void> {
    const answer = await people.reviewer.post(`/api/v1/policy-drafts/${id}/publish`, { hash, password: DEMO_PASSWORD })
    expect(answer.status).toBe(200)
  }

  async function picture(name: string): Promise<void> {
    const directory = join(root, 'test/.out')
    mkdirSync(directory, { recursive: true })
    await page.screenshot({ path: join(directory, `calendar-${name}.png`), fullPage: true })
  }
})
