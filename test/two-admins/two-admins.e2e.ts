import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBarriers } from '../support/accessibility.ts'
import { api, type Client } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { startProduct, type Product } from '../support/product.ts'
import { root } from '../support/root.ts'
import { expectNoProblems } from '../support/windows.ts'

type Draft = {
  revisions: Record<string, number>
  document: { profile: { title: string }; sla: { clocks: { id: string; goals: { amount: number }[] }[] } }
}

/**
 * 两个人同改一份制度: on two parts they do not notice one another; on one part the second sees who is at it, asks, is refused, is let in,
 * and nothing anybody typed is lost on the way.
 */
describe('two administrators at one draft', () => {
  let product: Product
  let browser: StoryBrowser
  let admin: Client
  let draft = ''
  const windows = {} as Record<'meng' | 'shao', Window>
  const page = (who: keyof typeof windows): Page => windows[who].page

  beforeAll(async () => {
    product = await startProduct()
    browser = await openBrowser()
    for (const [who, account] of [
      ['meng', 'admin'],
      ['shao', 'admin.bb'],
    ] as const) {
      windows[who] = await browser.open()
      await signIn(windows[who].page, product.url, account)
    }
    admin = await api(product.url).signIn('admin')
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  test('on two parts of one draft both save, and both changes are in it', async () => {
    const [meng, shao] = [page('meng'), page('shao')]
    await meng.goto(`${product.url}/policy`)
    await meng.getByRole('button', { name: '起草修改' }).click()
    await meng.waitForURL(/\/policy\/drafts\/[^/]+\/sla$/)
    draft = /\/policy\/drafts\/([^/]+)/.exec(meng.url())?.[1] ?? ''
    await shao.goto(`${product.url}/policy/drafts/${draft}/profile`)
    const title = shao.getByLabel('系统名称')
    await arrivalLimit(meng).fill('2')
    await title.fill('禾川县吹哨报到平台')
    await Promise.all([saved(meng), saved(shao)])
    const { revisions, document } = await stored()
    expect(revisions).toEqual({ sla: 1, profile: 1 })
    expect(document.profile.title).toBe('禾川县吹哨报到平台')
    expect(arrivalOf(document)).toBe(2)
    await shao.getByRole('navigation', { name: '制度各部分' }).getByText('孟立新在改').waitFor()
  })

  test('on one part the second sees who is at it, reads only, and sees the changes as they are saved', async () => {
    const [meng, shao] = [page('meng'), page('shao')]
    await shao.goto(`${product.url}/policy/drafts/${draft}/sla`)
    await shao.getByText('孟立新 正在改这一部分（刚刚）').waitFor()
    await shao.getByRole('cell', { name: '2 小时', exact: true }).first().waitFor()
    expect(await arrivalLimit(shao).count()).toBe(0)
    await arrivalLimit(meng).fill('4')
    await saved(meng)
    await shao.getByRole('cell', { name: '4 小时', exact: true }).first().waitFor()
    expect(await findBarriers(shao)).toEqual([])
    await picture(shao, 'held')
  })

  test('asked, the holder keeps it; asked again, hands it over with what was typed last', async () => {
    const [meng, shao] = [page('meng'), page('shao')]
    await shao.getByRole('button', { name: '请求接手' }).click()
    await shao.getByText(/^已请求接手，等 孟立新 答复/).waitFor()
    await meng.getByText('邵文静 请求接手这一部分').waitFor()
    expect(await findBarriers(meng)).toEqual([])
    await picture(meng, 'asked')
    await meng.getByRole('button', { name: '我还要改' }).click()
    await shao.getByText('孟立新 还要继续改，稍后可再请求。').waitFor()

    await shao.getByRole('button', { name: '请求接手' }).click()
    await meng.getByText('邵文静 请求接手这一部分').waitFor()
    // Typed and handed over before it saved itself.
    await arrivalLimit(meng).fill('5')
    await meng.getByRole('button', { name: '交给对方' }).click()
    await meng.getByText(/^邵文静 正在改这一部分/).waitFor()
    expect(arrivalOf((await stored()).document)).toBe(5)
    await arrivalLimit(shao).waitFor()
    expect(await arrivalLimit(shao).inputValue()).toBe('5')
    await arrivalLimit(shao).fill('6')
    await saved(shao)
    await meng.getByRole('cell', { name: '6 小时', exact: true }).first().waitFor()
  })

  test('a save past the claim is refused by name, on the wire too', async () => {
    const { revisions, document } = await stored()
    const answer = await admin.request<{ code: string; message: string[] }>('PUT', `/api/v1/policy-drafts/${draft}/documents/sla`, {
      body: { revision: revisions['sla'], value: document.sla, tab: 'somebody-else-1' },
    })
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'policy.draft.claimed', message: ['邵文静正在改这一部分，您的改动没有保存。'] },
    })
  })

  test('the holder leaves: who waits goes on without asking', async () => {
    await page('shao').goto(`${product.url}/policy`)
    await arrivalLimit(page('meng')).waitFor()
    await arrivalLimit(page('meng')).fill('3')
    await saved(page('meng'))
    expect(arrivalOf((await stored()).document)).toBe(3)
  })

  test('who changed what is listed; an earlier state comes back as an edit one can undo, also after opening the page again', async () => {
    const meng = page('meng')
    await meng.getByRole('button', { name: '历史' }).click()
    const history = meng.getByRole('dialog', { name: '改动历史' })
    const lines = history.getByRole('listitem').filter({ has: meng.locator('time') })
    await history.getByText('时限「到场」', { exact: false }).first().waitFor()
    // Before these, one line each of the two parts, in whichever order they were saved.
    expect((await lines.locator('strong').allInnerTexts()).slice(0, 3)).toEqual(['孟立新', '邵文静', '孟立新'])
    expect(await lines.count()).toBe(5)
    expect(await findBarriers(meng)).toEqual([])
    await picture(meng, 'history')
    await lines.nth(1).getByRole('button', { name: '恢复到此刻' }).click()
    await meng.getByText('已恢复，可以撤销').waitFor()
    await saved(meng)
    expect(arrivalOf((await stored()).document)).toBe(6)
    const undo = meng.getByRole('button', { name: '撤销' })
    await undo.click()
    await saved(meng)
    expect(arrivalOf((await stored()).document)).toBe(3)

    await meng.reload()
    await arrivalLimit(meng).waitFor()
    await undo.click()
    await saved(meng)
    expect(arrivalOf((await stored()).document)).toBe(6)
  })

  test('the network is lost while somebody types: what waits is counted, and saved by itself once the network is back', async () => {
    const meng = page('meng')
    await windows.meng.context.setOffline(true)
    await arrivalLimit(meng).fill('8')
    await meng.getByRole('status').filter({ hasText: '未同步 1 处' }).waitFor()
    expect(arrivalOf((await stored()).document)).toBe(6)
    await picture(meng, 'offline')
    await windows.meng.context.setOffline(false)
    await saved(meng)
    expect(arrivalOf((await stored()).document)).toBe(8)
  })

  test('the second window of one person is told, and may go on there', async () => {
    const second = await windows.meng.context.newPage()
    await second.goto(page('meng').url())
    await second.getByText('您在另一个窗口正在改这一部分').waitFor()
    await second.getByRole('button', { name: '改在此窗口继续' }).click()
    await arrivalLimit(second).waitFor()
    await page('meng').getByText('您在另一个窗口正在改这一部分').waitFor()
    expect(await arrivalLimit(page('meng')).count()).toBe(0)
    await second.close()
    await arrivalLimit(page('meng')).waitFor()
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))

  async function stored(): Promise<Draft> {
    return (await admin.get<Draft>(`/api/v1/policy-drafts/${draft}`)).body
  }
})

/** The limit of 到场 that holds for ordinary matters: the second of its two goals. */
function arrivalLimit(on: Page): Locator {
  return on.getByRole('spinbutton', { name: '到场的限时', exact: true }).nth(1)
}

function arrivalOf({ sla }: Draft['document']): number | undefined {
  return sla.clocks.find((clock) => clock.id === 'arrive')?.goals[1]?.amount
}

async function saved(on: Page): Promise<void> {
  await on.getByRole('status').filter({ hasText: '正在保存' }).waitFor({ state: 'hidden' })
  await on.getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
}

/** What a person saw, kept with the output of the tests. */
async function picture(on: Page, name: string): Promise<void> {
  const directory = join(root, 'test/.out')
  mkdirSync(directory, { recursive: true })
  await on.screenshot({ path: join(directory, `two-admins-${name}.png`) })
}
