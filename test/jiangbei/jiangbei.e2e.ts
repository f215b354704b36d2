import { describe, expect, test } from 'vitest'
import { api } from '../support/api.ts'
import { shows } from '../support/case-page.ts'
import { chooseOption } from '../support/controls.ts'
import { startTemplateCounty } from '../support/template-county.ts'
import { expectNoProblems } from '../support/windows.ts'

/** 属地管理 by list: what is not on it cannot be handed down to a town; five people decide who is responsible; three colours supervise. */
describe('a county on lists and their gate', () => {
  const county = startTemplateCounty('jiangbei', ['dept', 'panel.bb', 'town'])
  const { windows } = county

  test('a responsibility letter off the list is refused beside the form, on the list it is let through and reaches the town', async () => {
    const { page } = windows.dept
    await page.goto(`${county.url}/tasks/new`)
    await chooseOption(page, page.getByRole('combobox', { name: /交办方式/ }), '责任状')
    await chooseOption(page, page.getByRole('combobox', { name: /交给哪些镇街/ }), '南河镇', '南河')
    await page.keyboard.press('Escape')
    await page.getByText('没有对应的清单事项，不能交给乡镇').first().waitFor()
    await page.getByText('去申请准入').waitFor()
    await chooseOption(page, page.getByRole('combobox', { name: '依据的清单事项' }), '占道经营', '占道')
    await page.getByText('可以交办').first().waitFor()
    await page.getByRole('textbox', { name: /名称/ }).fill('集市秩序责任状')
    await page.getByRole('textbox', { name: /内容和要求/ }).fill('逢集日划线经营，网格员每日巡查两次。')
    await page.getByRole('button', { name: '交办', exact: true }).click()
    await page.waitForURL(/\/tasks\/[0-9a-f-]{36}/)
    await windows.town.page.goto(`${county.url}/tasks`)
    await windows.town.page.getByText('集市秩序责任状').first().waitFor()
  })

  test('the second return goes to the panel of five: one recuses, one votes on the page, the majority binds', async () => {
    const { id, state } = await county.play('panel-five', 8)
    expect(state).toBe('adjudication')
    const { page } = windows['panel.bb']
    await page.goto(`${county.url}/cases/${id}`)
    await shows(page, '责任认定中')
    await page.getByRole('heading', { level: 3, name: '定责表决' }).waitFor()
    await page.getByRole('listitem').filter({ hasText: '司法局' }).filter({ hasText: '回避' }).first().waitFor()
    await chooseOption(page, page.getByRole('combobox', { name: /主体单位/ }), '市场监管局', '市场')
    await page.getByRole('button', { name: '定责表决', exact: true }).last().click()
    await page.getByRole('listitem').filter({ hasText: '县委编办：建议' }).first().waitFor()
    const proposal = /协同：(.*?)[，。（]?$/m.exec(
      await page.getByRole('listitem').filter({ hasText: '县委编办：建议' }).first().innerText(),
    )
    expect(proposal?.[1] ?? '').toContain('交警大队')
    for (const account of ['panel.wgzx', 'panel.zfb'])
      await (await api(county.url).signIn(account)).act(id, 'voteOnPanel', { lead: 'SC', cooperating: ['JJ'] })
    await windows.leader.page.goto(`${county.url}/cases/${id}`)
    await shows(windows.leader.page, '待签收')
  })

  test('what the town can do itself stays there; what it cannot goes on', async () => {
    expect((await county.play('town-first')).state).toBe('triage')
  })

  test.each([
    ['received, handled, notified, checked and closed', 'closed-loop', '已办结'],
    ['a matter of several villages is talked over; its clock stands still', 'area-talk', '处置中'],
    ['a disputed matter goes to the panel', 'dispute', '责任认定中'],
  ])('what the regulation promises holds on the running product: %s', (_, example, state) => county.playAndShow(example, state))

  test('the list says what each party owes', async () => {
    const { page } = windows.town
    await page.goto(`${county.url}/responsibility`)
    await page.getByText('占道经营、流动摊点整治').first().click()
    await page.getByText('街道（镇）').first().waitFor()
    expect(await page.locator('main').innerText()).toMatch(/综合行政执法局/)
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))
})
