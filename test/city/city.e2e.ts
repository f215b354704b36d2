import { describe, expect, test } from 'vitest'
import { attach, shows } from '../support/case-page.ts'
import { chooseOption } from '../support/controls.ts'
import { startTemplateCounty } from '../support/template-county.ts'
import { expectNoProblems } from '../support/windows.ts'

/**
 * 快捷哨、攻坚哨、应急哨: the same county on another regulation, without a line of code. 两吹两不吹 asks before a whistle is one, a town's
 * meeting decides on the hard ones, three voices verify, three evaluate.
 */
describe('a county on the regulation of three whistles', () => {
  const county = startTemplateCounty('city', ['town', 'secretary.zh03'])
  const { windows } = county

  /** The form of a whistle, filled in but for what the town can do by itself. */
  async function fillWhistle(withinPower: '是' | '否'): Promise<void> {
    const { page } = windows.town
    await page.goto(`${county.url}/cases/new`)
    await chooseOption(page, page.getByRole('combobox', { name: '吹哨事项' }), '新增违法建设制止与拆除', 'xzwfjs')
    await page.getByRole('textbox', { name: '简述' }).fill(TITLE)
    await page.getByRole('textbox', { name: '详细情况' }).fill('东头正在砌墙，已有一米多高，劝阻两次不听，今晚可能封顶。')
    await page.getByRole('textbox', { name: /地址/ }).fill('南河镇前河村东头')
    await page.getByRole('radiogroup', { name: '镇街权限内能否自行解决' }).getByRole('radio', { name: withinPower }).check()
    await page.getByRole('radiogroup', { name: '协调派驻机构能否解决' }).getByRole('radio', { name: '否' }).check()
    await page.getByRole('textbox', { name: '派驻机构协调情况' }).fill('已请综合执法中队到场，认为须由县局立案。')
    await attach(page, '现场.png', 60)
    await chooseOption(page, page.getByRole('combobox', { name: '镇街已采取的措施' }), '现场劝阻、说服教育')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '吹哨', exact: true }).click()
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}/)
  }

  test('what the town can solve itself is no whistle, and the page says why', async () => {
    await fillWhistle('是')
    await shows(windows.town.page, '不应吹哨')
    await windows.town.page.getByText('镇街权限内可以自行解决，不应吹哨。').first().waitFor()
  })

  test('a hard whistle waits for the meeting; figures that contradict each other are refused beside the field, the resolution sends it on', async () => {
    await fillWhistle('否')
    await shows(windows.town.page, '待镇街会议审议')
    const { page } = windows['secretary.zh03']
    await page.goto(windows.town.page.url())
    await page.getByRole('heading', { level: 3, name: '登记决议：镇街会议审议' }).waitFor()
    const figures = { 应到人数: '9', 实到人数: '8', 同意: '7', 不同意: '1', 弃权: '1' }
    await page.getByRole('textbox', { name: '文号' }).fill('南会〔2026〕18')
    await page.getByRole('textbox', { name: '会议日期' }).fill('2026-11-20')
    await page.keyboard.press('Enter')
    for (const [name, value] of Object.entries(figures))
      await page.getByRole('spinbutton', { name: new RegExp(`^[* ]*${name}$`) }).fill(value)
    await attach(page, '纪要.png', 90)
    await page.getByRole('button', { name: '登记决议：镇街会议审议', exact: true }).last().click()
    await page.getByText('同意、不同意、弃权共 9 票，与实到 8 人不符').first().waitFor()
    await page.getByRole('spinbutton', { name: /不同意$/ }).fill('0')
    await page.getByRole('button', { name: '登记决议：镇街会议审议', exact: true }).last().click()
    // The town follows it without reload.
    await shows(windows.town.page, '待派件')
    await windows.town.page
      .getByText(/应到 9 人、实到 8 人，同意 7、不同意 0、弃权 1/)
      .first()
      .waitFor()
  })

  test.each([
    ['a plan first, three voices before it is verified, three who evaluate', 'quick-three-voices', '已结案'],
    [
      'an emergency goes to every department at once, is registered afterwards, and does not close without that',
      'emergency-holiday-night',
      '已结案',
    ],
    ['the third return is decided by the leading group, for good', 'third-return', '待接哨'],
    ['an order of the platform holds the close', 'platform-order', '已结案'],
  ])('what the regulation promises holds on the running product: %s', (_, example, state) => county.playAndShow(example, state))

  test('departments and persons are scored by three parties', async () => {
    const { page } = windows.leader
    await page.goto(`${county.url}/scores`)
    await page.getByRole('row').filter({ hasText: '住建局' }).first().waitFor()
    expect(await page.locator('main').innerText()).toMatch(/部门[\s\S]*人员/)
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))
})

const TITLE = '前河村东头新砌围墙'
