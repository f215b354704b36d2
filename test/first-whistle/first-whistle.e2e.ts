import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { api, type Client } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { attach, openAction, shows } from '../support/case-page.ts'
import { chooseOption } from '../support/controls.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { plainPng } from '../support/png.ts'
import { startProduct, type Product } from '../support/product.ts'

/**
 * 第一声哨: a township clerk blows, the county platform hears and dispatches, the department signs, arrives and replies, the town agrees and
 * rates, the score opens down to the case. Every person has a window of their own; nobody reloads to see what another did.
 */
describe('the first whistle', () => {
  let product: Product
  let browser: StoryBrowser
  const windows = {} as Record<'town' | 'dispatcher' | 'dept' | 'leader', Window>
  const page = (who: keyof typeof windows): Page => windows[who].page
  let address = ''

  beforeAll(async () => {
    product = await startProduct()
    browser = await openBrowser()
    for (const who of ['town', 'dispatcher', 'dept', 'leader'] as const) {
      windows[who] = await browser.open()
      await windows[who].page.addInitScript(countTones)
      await signIn(windows[who].page, product.url, who)
    }
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  test('the dispatcher begins the shift: from now on a whistle rings', async () => {
    await page('dispatcher').getByRole('button', { name: '开始值守' }).first().click()
    await page('dispatcher').getByText('值守中').first().waitFor()
  })

  test('the town blows with a form made from the policy, and sees at once who should get it, by which rule, and by when', async () => {
    const town = page('town')
    await town.goto(`${product.url}/cases/new`)
    await chooseOption(town, town.getByRole('combobox', { name: '事项' }), '占道经营、流动摊点整治', 'zdjy')
    const preview = town.getByRole('complementary', { name: '将派给谁' })
    await preview.getByText('综合行政执法局').first().waitFor()
    expect(await preview.innerText()).toMatch(/市场监管局[\s\S]*城市市容和环境卫生管理条例[\s\S]*转交/)

    await town.getByRole('radio', { name: /店外经营/ }).check()
    // Nothing is chosen for the clerk: an unanswered question stays unanswered.
    expect(await town.getByRole('radiogroup', { name: '紧急程度' }).getByRole('radio', { checked: true }).count()).toBe(0)
    await town.getByRole('button', { name: '吹哨', exact: true }).click()
    expect(await town.getByRole('alert').getByRole('listitem').count()).toBe(5)

    await town.getByRole('textbox', { name: '简述' }).fill(TITLE)
    await town.getByRole('radio', { name: '一般' }).check()
    await town.getByRole('textbox', { name: '详细情况' }).fill('八家门店把货架摆到人行道上，劝离后当天又摆出来。')
    await town.getByRole('textbox', { name: /地址/ }).fill('南河镇农贸市场北门')
    await chooseOption(town, town.getByRole('combobox', { name: '镇街已采取的措施' }), '现场劝阻、说服教育')
    await town.keyboard.press('Escape')
    await town.getByRole('button', { name: '吹哨', exact: true }).click()
    await town.waitForURL(/\/cases\/[0-9a-f-]{36}/)
    address = town.url()
    await town.getByRole('heading', { level: 1, name: TITLE }).waitFor()
    await shows(town, '待派件')
  })

  test('the dispatcher sees it arrive without reload and dispatches it along the list', async () => {
    const dispatcher = page('dispatcher')
    await dispatcher.getByText(TITLE).first().click()
    expect(await tones(dispatcher)).toBeGreaterThan(0)
    expect(await tones(page('leader'))).toBe(0)
    expect(await dispatcher.getByRole('region', { name: TITLE }).innerText()).toContain('占道经营、流动摊点整治')
    await dispatcher.getByRole('button', { name: /^派件/ }).first().click()
    await shows(page('town'), '待签收')
  })

  test('the department signs, sends people, arrives and replies with pictures; the town follows it without reload', async () => {
    const dept = page('dept')
    await dept.goto(address)
    await dept.getByText('为什么派给我们').first().waitFor()
    await dept.getByRole('button', { name: '签收', exact: true }).click()
    await shows(page('town'), '待到场')

    await openAction(dept, '派员')
    await chooseOption(dept, dept.getByRole('combobox', { name: '派谁去' }), '滕占军')
    await dept.keyboard.press('Escape')
    await dept.getByRole('button', { name: '派员', exact: true }).last().click()
    await dept.getByRole('definition').filter({ hasText: '滕占军' }).first().waitFor()

    await openAction(dept, '到场签到')
    await dept.getByRole('textbox', { name: /地址/ }).fill('南河镇农贸市场北门')
    await attach(dept, '到场.png', 60)
    await dept.getByRole('button', { name: '到场签到', exact: true }).last().click()
    await shows(page('town'), '办理中')

    await openAction(dept, '答复')
    await chooseOption(dept, dept.getByRole('combobox', { name: '办理结果' }), '已解决')
    await dept.getByRole('textbox', { name: '办理情况' }).fill('八家门店货架全部收回店内，划定门前线，逐户签承诺书。')
    for (const shade of [90, 140]) await attach(dept, `处理后${shade}.png`, shade)
    await dept.getByRole('button', { name: '答复', exact: true }).last().click()
    await dept.getByText('已答复').first().waitFor()

    // The two that cooperate answer too: the case waits for all.
    for (const account of ['dept.sc', 'dept.jj']) await answerBriefly(account)
    await shows(page('town'), '待镇街同意')
  })

  test('the town refuses once, a new round begins; then it agrees and rates, and only then the case closes', async () => {
    const town = page('town')
    await town.getByRole('button', { name: '不同意结案' }).click()
    await town.getByRole('radio', { name: '只解决了一部分' }).check()
    await town
      .getByRole('button', { name: /添加|增加|加一/ })
      .first()
      .click()
    await town.getByRole('textbox', { name: /问题/ }).first().fill('西侧三家又摆出来了。')
    await town.getByRole('button', { name: '不同意结案', exact: true }).last().click()
    await shows(town, '办理中')
    for (const account of ['dept', 'dept.sc', 'dept.jj']) await replyAgain(account)
    await shows(town, '待镇街同意')

    await town.getByRole('button', { name: '同意结案', exact: true }).click()
    await shows(town, '待评价')
    for (const unit of ['综合行政执法局', '市场监督管理局', '交通警察大队']) {
      const card = town.getByRole('region', { name: unit }).filter({ has: town.getByRole('group', { name: '响应速度' }) })
      await card.getByRole('group', { name: '响应速度' }).getByRole('radio', { name: /^5 星/ }).check({ force: true })
      await card.getByRole('group', { name: '响应质量' }).getByRole('radio', { name: /^4 星/ }).check({ force: true })
    }
    await town.getByRole('button', { name: '评价', exact: true }).last().click()
    await shows(town, '已销号')
  })

  test('the score and rank of the department follow, and the figure opens down to this case', async () => {
    const leader = page('leader')
    await leader.goto(`${product.url}/scores`)
    const row = leader.getByRole('row').filter({ hasText: '综合行政执法局' })
    await row.first().waitFor()
    expect(await row.first().innerText()).toMatch(/90\.00/)
    await row.getByRole('button').first().click()
    const drawer = leader.getByRole('dialog')
    await drawer.getByText('响应速度 50 + 响应质量 40 = 90.00').waitFor()
    await drawer.getByRole('button', { name: /看这/ }).first().click()
    await drawer.getByRole('row').filter({ hasText: TITLE }).getByRole('link').click()
    await leader.waitForURL(address)
    await leader.getByRole('heading', { level: 1, name: TITLE }).waitFor()
  })

  test('no page broke a rule on the way', () => {
    for (const who of Object.keys(windows) as (keyof typeof windows)[]) expect([who, ...windows[who].problems()]).toEqual([who])
  })

  async function answerBriefly(account: string): Promise<void> {
    const person = await api(product.url).signIn(account)
    const id = address.split('/').at(-1) ?? ''
    await person.act(id, 'sign')
    await person.act(id, 'nameResponders', { responders: [{ name: '值班员' }] })
    await person.act(id, 'arrive', { form: { place: { address: '农贸市场北门', longitude: 116.1, latitude: 36.9 } } })
    await reply(person, id)
  }

  async function replyAgain(account: string): Promise<void> {
    await reply(await api(product.url).signIn(account), address.split('/').at(-1) ?? '')
  }

  async function reply(person: Client, id: string): Promise<void> {
    const photos = [await person.upload(plainPng(96, 72, 30), '处理后.png'), await person.upload(plainPng(96, 72, 31), '处理后2.png')]
    await person.act(id, 'reply', { form: { outcome: 'solved', result: '已到场配合处置，门前秩序恢复。', photos } })
  }
})

/** Counts the tones a page starts: what a person would hear. */
function countTones(): void {
  const heard = window as unknown as { tones?: number }
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function count(this: OscillatorNode, when?: number) {
    heard.tones = (heard.tones ?? 0) + 1
    start.call(this, when)
  }
}

function tones(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { tones?: number }).tones ?? 0)
}

const TITLE = '农贸市场北门店外经营'
