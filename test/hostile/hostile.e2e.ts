import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { api } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { chooseOption } from '../support/controls.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { plainPng } from '../support/png.ts'
import { DEMO_PASSWORD, startProduct, type Product } from '../support/product.ts'
import { settled } from '../support/settled.ts'
import { aWhistle } from '../support/whistle.ts'
import { expectNoProblems } from '../support/windows.ts'

const SCRIPT = '<img src=x onerror=alert(1)>'
const RARE = '𠮷㐂村\u200b口\u202e卖瓜'
const ADDRESS = '"><svg onload=alert(2)>𠮷祥街'
const RESPONDER = '㐂𠮷<b>组</b>'

/** 来者不善: text that looks like code, letters of no common font, another town's case, a session that ended. */
describe('what somebody may send', () => {
  let product: Product
  let browser: StoryBrowser
  const windows = {} as Record<'town' | 'dispatcher' | 'dept' | 'other', Window>
  const page = (who: keyof typeof windows): Page => windows[who].page
  const dialogs: string[] = []
  const ids: string[] = []

  beforeAll(async () => {
    product = await startProduct()
    browser = await openBrowser()
    const accounts = { town: 'town', dispatcher: 'dispatcher', dept: 'dept', other: 'town.zh04' } as const
    for (const who of ['town', 'dispatcher', 'dept', 'other'] as const) {
      windows[who] = await browser.open()
      windows[who].page.on('dialog', (dialog) => {
        dialogs.push(`${who}: ${dialog.message()}`)
        void dialog.dismiss()
      })
      await signIn(windows[who].page, product.url, accounts[who])
    }
    const [town, dispatcher, dept] = await Promise.all(['town', 'dispatcher', 'dept'].map((account) => api(product.url).signIn(account)))
    for (const title of [SCRIPT, RARE]) {
      const photos = [await town!.upload(plainPng(), `${SCRIPT}.png`)]
      const form = { title, description: `${SCRIPT}${RARE}，请派人处理。`, place: { address: ADDRESS }, photos }
      const { status, body } = await town!.post<{ id: string }>('/api/v1/cases', aWhistle({ form }))
      expect(status).toBe(201)
      ids.push(body.id)
      await dispatcher!.act(body.id, 'dispatch', { lead: 'ZF', cooperating: [], reason: { text: SCRIPT } })
      await dept!.act(body.id, 'sign')
      await dept!.act(body.id, 'nameResponders', { responders: [{ name: RESPONDER }] })
    }
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  test('text that looks like code is shown as text, and nothing of it runs', async () => {
    const pages = [
      ['town', '/cases?tab=all', SCRIPT],
      ['town', `/cases/${ids[0]}`, SCRIPT],
      ['dept', '/assignments?tab=signed', SCRIPT],
      ['dept', `/cases/${ids[0]}`, RESPONDER],
      ['dispatcher', '/dispatch', undefined],
      ['dispatcher', `/cases/${ids[0]}`, ADDRESS],
    ] as const
    for (const [who, path, seen] of pages) {
      await page(who).goto(`${product.url}${path}`)
      await settled(page(who))
      if (seen !== undefined) await page(who).getByText(seen).first().waitFor()
      expect(await page(who).locator('img[src="x"], svg[onload]').count()).toBe(0)
    }
    const heading = page('town').getByRole('heading', { level: 1 })
    expect(await heading.innerText()).toBe(SCRIPT)
    expect(dialogs).toEqual([])
  })

  test('rare and invisible letters come back as they were sent, and do not turn the words beside them around', async () => {
    const { body } = await (
      await api(product.url).signIn('town')
    ).get<{ case: { title: string; form: { title: string } } }>(`/api/v1/cases/${ids[1]}`)
    expect(body.case.form.title).toBe(RARE)
    await page('town').goto(`${product.url}/cases/${ids[1]}`)
    const heading = page('town').getByRole('heading', { level: 1 })
    await heading.waitFor()
    expect(await heading.innerText()).toContain('𠮷㐂村')
    expect(await turnedAround(page('town'))).toEqual([])
    for (const [who, path] of [
      ['town', '/cases?tab=all'],
      ['dept', '/assignments?tab=signed'],
      ['dept', `/cases/${ids[1]}`],
    ] as const) {
      await page(who).goto(`${product.url}${path}`)
      await page(who).getByText('𠮷㐂村').first().waitFor()
      expect(await turnedAround(page(who))).toEqual([])
    }
  })

  test("another town's case looks as if it did not exist", async () => {
    const other = page('other')
    const words: string[] = []
    for (const id of [ids[0], randomUUID(), 'nonsense', '%3Cscript%3E']) {
      await other.goto(`${product.url}/cases/${id}`)
      await other.getByText('没有这件，或者您无权查看').waitFor()
      words.push(await other.locator('main').innerText())
      expect(await other.title()).not.toContain(SCRIPT)
    }
    expect(new Set(words).size).toBe(1)
    const client = await api(product.url).signIn('town.zh04')
    const [theirs, none] = await Promise.all([client.get(`/api/v1/cases/${ids[0]}`), client.get(`/api/v1/cases/${randomUUID()}`)])
    expect(theirs.status).toBe(404)
    expect({ ...(theirs.body as object), request: '' }).toEqual({ ...(none.body as object), request: '' })
  })

  test('a session that ended keeps what was written and offers to sign in', async () => {
    const town = page('town')
    await town.goto(`${product.url}/cases/new`)
    await chooseOption(town, town.getByRole('combobox', { name: '事项' }), '占道经营、流动摊点整治', 'zdjy')
    await town.getByRole('radio', { name: /店外经营/ }).check()
    await town.getByRole('textbox', { name: '简述' }).fill(RARE)
    await town.getByRole('radio', { name: '一般' }).check()
    await town.getByRole('textbox', { name: '详细情况' }).fill(`${SCRIPT} 占道经营，劝离后又回来。`)
    await town.getByRole('textbox', { name: /地址/ }).fill(ADDRESS)
    await chooseOption(town, town.getByRole('combobox', { name: '镇街已采取的措施' }), '现场劝阻、说服教育')
    await town.keyboard.press('Escape')
    await windows.town.context.clearCookies()
    await town.getByRole('button', { name: '吹哨', exact: true }).click()

    const again = town.getByRole('dialog', { name: '请重新登录' })
    await again.waitFor()
    await again.getByRole('button', { name: '不登录了' }).click()
    await town.waitForURL(/\/login\?to=%2Fcases%2Fnew$/)
    await town.getByRole('textbox', { name: '账号' }).fill('town')
    await town.locator('input[autocomplete="current-password"]').fill(DEMO_PASSWORD)
    await town.getByRole('button', { name: '登录' }).click()
    await town.waitForURL(/\/cases\/new$/)
    await town.getByText(/已恢复 .+ 没有提交的内容/).waitFor()
    expect(await town.getByRole('textbox', { name: '简述' }).inputValue()).toBe(RARE)
    expect(await town.getByRole('textbox', { name: /地址/ }).inputValue()).toBe(ADDRESS)
    await town.getByRole('button', { name: '吹哨', exact: true }).click()
    await town.waitForURL(/\/cases\/[0-9a-f-]{36}/)
    await town.getByRole('heading', { level: 1 }).filter({ hasText: '𠮷㐂村' }).waitFor()
  })

  test('no dialog opened and no page broke a rule on the way', () => {
    expect(dialogs).toEqual([])
    expectNoProblems(windows)
  })
})

/** Words that share a line with a text that turns the direction of writing and does not turn it back: they would be shown backwards. */
function turnedAround(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const text = texts.currentNode.textContent ?? ''
      let around = texts.currentNode.parentElement
      if (!text.includes('\u202e') || around === null || around.closest('script, style, textarea')) continue
      // A block, an inline block or an isolated piece ends what was turned.
      while (
        around.parentElement &&
        getComputedStyle(around).display === 'inline' &&
        !getComputedStyle(around).unicodeBidi.includes('isolate')
      )
        around = around.parentElement
      const line = around.innerText
      const own = text.slice(text.indexOf('\u202e')).trim()
      const beside = line
        .slice(line.indexOf(own) + own.length)
        .split('\n')[0]
        ?.trim()
      if (beside) found.push(`${around.tagName}: ${line}`)
    }
    return found
  })
}
