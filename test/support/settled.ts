import type { Page } from 'playwright-core'

/** Waits until the page has something to say and nothing on it is still opening. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector('main')
    return main !== null && main.innerText.trim() !== '' && document.querySelector('[role="status"][aria-label="正在打开"]') === null
  })
}
