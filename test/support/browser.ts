import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { requireChromium } from '../../scripts/chromium.mjs'
import { DEMO_PASSWORD } from './product.ts'
import { watchProblems } from './problems.ts'

/** The two screens every page must work on. */
export const SCREENS = { office: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const
export type Screen = keyof typeof SCREENS

/** A person's own window: their cookies, their page, and what went wrong in it. */
export type Window = {
  readonly page: Page
  readonly context: BrowserContext
  /** Console errors, uncaught errors, CSP violations and answers of class 5xx so far. A story ends by expecting none. */
  problems(): string[]
  close(): Promise<void>
}

export type StoryBrowser = { open(screen?: Screen): Promise<Window>; close(): Promise<void> }

/** Starts the Chromium of this machine with a fresh profile, Chinese and on China's time. */
export async function openBrowser(): Promise<StoryBrowser> {
  const browser = await launch()
  return {
    open: (screen = 'office') => openWindow(browser, screen),
    close: () => browser.close(),
  }
}

/** Signs in through the form, as a person would, and waits until it has gone. */
export async function signIn(page: Page, url: string, account: string, password = DEMO_PASSWORD): Promise<void> {
  await page.goto(`${url}/login`)
  await page.locator('input[autocomplete="username"]').fill(account)
  await page.locator('input[autocomplete="current-password"]').fill(password)
  await page.locator('button[type="submit"]').click()
  await page.waitForURL((at) => !at.pathname.startsWith('/login'))
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: requireChromium() ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // The alarm of a new whistle must sound although nobody has clicked yet.
      '--autoplay-policy=no-user-gesture-required',
    ],
  })
}

async function openWindow(browser: Browser, screen: Screen): Promise<Window> {
  const phone = screen === 'phone'
  const context = await browser.newContext({
    viewport: SCREENS[screen],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    isMobile: phone,
    hasTouch: phone,
    deviceScaleFactor: phone ? 2 : 1,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const problems = watchProblems(page)
  return { page, context, problems, close: () => context.close() }
}
