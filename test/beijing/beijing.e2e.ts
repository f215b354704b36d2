import { describe, expect, test } from 'vitest'
import { startTemplateCounty } from '../support/template-county.ts'
import { expectNoProblems } from '../support/windows.ts'

/** 综合执法、重点工作、应急处置 with a third of the weight for the towns, back to back, and their right to order. */
describe('a county that asks its towns', () => {
  const county = startTemplateCounty('beijing', ['dept', 'supervisor'])
  const { windows } = county

  test('one department alone is no whistle: it stays with the town that asked', async () => {
    expect((await county.play('one-department')).state).toBe('recalled')
  })

  test.each([
    ['the resident force reports in and the town agrees', 'centre-force', '已销哨'],
    ['the party committee resolves before anybody is called', 'party-committee', '协同办理'],
    ['an order of the town holds the close', 'town-order', '已销哨'],
    ['the third return is decided for good', 'third-return', '待响应'],
    ['a long extension needs the town and the platform', 'long-extension', '协同办理'],
  ])('what the regulation promises holds on the running product: %s', (_, example, state) => county.playAndShow(example, state))

  test('the department that is rated sees no score before enough towns have rated and the period is locked; the supervisor sees them all', async () => {
    await county.play('each-town-counts-once')
    const { page } = windows.dept
    await page.goto(`${county.url}/scores`)
    await page.getByText('背靠背考核：评价单位不足或尚未锁定，得分不公开').first().waitFor()
    expect(await page.getByRole('row').count()).toBe(0)
    const seen = windows.supervisor.page
    await seen.goto(`${county.url}/scores`)
    await seen.getByText('您可以看到全部评价').first().waitFor()
  })

  test('the fourteen measures are a ledger of their own', async () => {
    const { page } = windows.leader
    await page.goto(`${county.url}/ledgers?ledger=measures`)
    await page.getByRole('heading', { level: 1, name: '十四项举措台账' }).waitFor()
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))
})
