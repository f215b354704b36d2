import { describe, expect, test } from 'vitest'
import { shows } from '../support/case-page.ts'
import { chooseOption } from '../support/controls.ts'
import { startTemplateCounty } from '../support/template-county.ts'
import { expectNoProblems } from '../support/windows.ts'

/** 普通哨、重点哨、疑难哨 and 一哨三评: the same county, other words, forms, steps, clocks and scores. */
describe('a county on three levels and three evaluations', () => {
  const county = startTemplateCounty('yanqing', ['principal.zh03', 'town', 'supervisor'])
  const { windows } = county

  test('the pages speak the words of this regulation', async () => {
    const { page } = windows.town
    await page.goto(`${county.url}/cases/new`)
    await page.getByText('接诉即办哨').first().waitFor()
    expect(await page.locator('main').innerText()).toMatch(/未诉先办哨[\s\S]*应急响应哨/)
  })

  test('a matter of the key level waits for the principal, who signs on the case page; the town follows without reload', async () => {
    const { id, state } = await county.play('key-approved', 1)
    expect(state).toBe('approving')
    await windows.town.page.goto(`${county.url}/cases/${id}`)
    await shows(windows.town.page, '待审定')
    const { page } = windows['principal.zh03']
    await page.goto(`${county.url}/cases/${id}`)
    await page.getByRole('heading', { level: 3, name: '签批：重点哨审定' }).waitFor()
    await page.getByRole('listitem').filter({ hasText: '街乡主要负责人：待表态' }).first().waitFor()
    await page.getByText('同意', { exact: true }).first().click()
    await page.getByRole('textbox', { name: /为什么按重点哨吹/ }).fill('几个部门要一起办，群众反复反映。')
    await page.getByRole('radio', { name: '部门主管领导' }).check()
    await page.getByRole('button', { name: '签批：重点哨审定', exact: true }).click()
    await shows(windows.town.page, '待派单')
    await windows.town.page.getByText('重点哨审定通过').first().waitFor()
  })

  test('what the grid can do is no whistle yet: it stays with the town that asked', async () => {
    expect((await county.play('grid-first')).state).toBe('triage')
  })

  test.each([
    ['an ordinary whistle: three evaluations, then it closes', 'ordinary', '已结案'],
    ['the third return raises the level and goes to the panel of five', 'panel', '待接单'],
    ['a second consultation with minutes changes units and due times', 'second-consultation', '办理中'],
    ['the high-risk loop does not close with a step missing', 'high-risk', '已结案'],
    ['a rating is screened by people who did not give it', 'appeal', '已结案'],
  ])('what the regulation promises holds on the running product: %s', (_, example, state) => county.playAndShow(example, state))

  test('the rectification ledger takes an entry and shows it among those under way', async () => {
    const { page } = windows.supervisor
    await page.goto(`${county.url}/ledgers/new/rectification`)
    await page.getByRole('textbox', { name: /问题$/ }).fill('康宁社区 3 号楼连续停水')
    await page.getByRole('spinbutton', { name: /台账序号/ }).fill('84')
    await page.getByRole('textbox', { name: /问题街乡/ }).fill('南河镇康宁社区')
    await chooseOption(page, page.getByRole('combobox', { name: /整改责任单位/ }), '住建局', '住建')
    await page.getByRole('combobox', { name: /类别/ }).click()
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click()
    await page.getByRole('textbox', { name: /整改措施/ }).fill('更换水泵，公示维修账目。')
    await page.getByRole('textbox', { name: /责任人/ }).fill('郝桂香')
    await page.getByRole('textbox', { name: /完成时限/ }).fill(endOfNextMonth())
    await page.keyboard.press('Enter')
    await page.getByRole('radio', { name: '月度销账' }).check()
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.waitForURL(/\/ledgers\/entries\//)
    await page.getByRole('heading', { level: 1, name: /康宁社区 3 号楼连续停水/ }).waitFor()
    await page.goto(`${county.url}/ledgers?ledger=rectification`)
    await page.getByText('康宁社区 3 号楼连续停水').first().waitFor()
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))
})

/** The last day of the next month. */
function endOfNextMonth(): string {
  const now = new Date()
  return new Date(Date.UTC(now.getFullYear(), now.getMonth() + 2, 0)).toISOString().slice(0, 10)
}
