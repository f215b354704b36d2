import type { Locator, Page } from 'playwright-core'

/** Chooses an option of a list as a person would: opens it, types if there is something to type, and takes the option of that name. */
export async function chooseOption(page: Page, list: Locator, option: string | RegExp, typed?: string): Promise<void> {
  await list.click()
  if (typed !== undefined) await list.fill(typed)
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: option })
    .first()
    .click()
}
