import type { Page } from 'playwright-core'

/** Collects what a page must never do. Expected refusals (4xx) are not problems: the page shows them in words. */
export function watchProblems(page: Page): () => string[] {
  const found: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message.text())) found.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => found.push(`uncaught: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 500) found.push(`${response.status()}: ${response.request().method()} ${new URL(response.url()).pathname}`)
  })
  return () => [...found]
}

/** Chromium reports each 4xx answer as an error of its own, whatever the page makes of it; and each request while a story took the network away. */
function isRefusal(text: string): boolean {
  return /^Failed to load resource: (?:the server responded with a status of 4\d\d|net::ERR_INTERNET_DISCONNECTED)/.test(text)
}
