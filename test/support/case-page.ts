import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { plainPng } from './png.ts'

/** The state of the case, seen by somebody who has its page open and does nothing. */
export async function shows(page: Page, state: string): Promise<void> {
  await page.locator('main header').getByText(state).first().waitFor()
}

/** Opens an act of the panel unless it is the one that is open. */
export async function openAction(page: Page, name: string): Promise<void> {
  if ((await page.getByRole('heading', { level: 3, name, exact: true }).count()) === 0)
    await page.getByRole('group', { name: '其他可办' }).getByRole('button', { name }).click()
}

/** Chooses a picture and waits until it has been stored: until then it shows a preview of the browser's own. */
export async function attach(page: Page, name: string, shade: number): Promise<void> {
  const stored = page.locator('main form img[src*="/api/v1/attachments/"]')
  const before = await stored.count()
  await page
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name, mimeType: 'image/png', buffer: plainPng(96, 72, shade) })
  await expect.poll(() => stored.count()).toBeGreaterThan(before)
}
