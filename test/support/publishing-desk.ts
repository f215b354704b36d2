import type { Page } from 'playwright-core'

/** Opens a step of the way into force. */
export async function showStep(page: Page, step: string): Promise<void> {
  await page.getByRole('navigation', { name: '发布步骤' }).getByText(step, { exact: true }).click()
}

/** Hands the draft on from the page it is edited on; examples that no longer hold take the new outcomes first. Without a note, the one that stands there is kept. */
export async function submitDraft(page: Page, note?: string): Promise<void> {
  await page.getByRole('button', { name: '去发布' }).click()
  await page.waitForURL(/\/policy\/review\//)
  await showStep(page, '体检与范例')
  const adopt = page.getByRole('button', { name: /^全部采用新结果/ })
  const holds = page.getByText(/个范例全部符合/)
  await adopt.or(holds).first().waitFor()
  if (await adopt.isVisible()) await adopt.click()
  await holds.waitFor()
  await showStep(page, '审核')
  const why = page.getByLabel('改动说明')
  await why.waitFor()
  if (note !== undefined) await why.fill(note)
  await page.getByRole('button', { name: '提交审核' }).click()
  await page.getByText('这是您起草的制度，须由另一人审核。').waitFor()
}
