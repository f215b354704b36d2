import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { requireNode } from './node-version.mjs'

requireNode()
const { buildConsole, buildServer, root } = await import('./build-steps.mjs')
buildServer()
buildConsole()
const { openBrowser, signIn } = await import('../test/support/browser.ts')
const { playDay } = await import('../test/support/play-day.ts')
const { startProduct } = await import('../test/support/product.ts')

/** Every demonstration account that has pages of its own; each is captured at both widths. */
const ACCOUNTS = ['town', 'dispatcher', 'dept', 'responder', 'leader', 'admin', 'reviewer', 'audit']
/** Pictures that the READMEs show: account, path and screen of a capture, and the name it gets in docs/images. */
const SHOWN = [{ account: 'nobody', screen: 'office', path: '/login', name: 'sign-in.png' }]

const shots = join(root, 'test/.out/screenshots')
const images = join(root, 'docs/images')
mkdirSync(shots, { recursive: true })
mkdirSync(images, { recursive: true })

const product = await startProduct()
const browser = await openBrowser()
const troubles = []
try {
  const ids = await playDay(product.url)
  const example = ids.values().next().value
  for (const screen of ['office', 'phone']) {
    await capture({ account: 'nobody', screen, paths: ['/login'] })
    for (const account of ACCOUNTS) await capture({ account, screen, more: [`/cases/${example}`] })
  }
} finally {
  await browser.close()
  await product.stop()
}
for (const line of new Set(troubles.map((text) => text.replaceAll(/'(nonce|sha256)-[^']+'/g, '$1')))) console.error(line)
console.log(`图片在 / pictures are in ${shots}`)
process.exit(troubles.length === 0 ? 0 : 1)

/** Opens each page that the account's menu offers, and those named, and takes a picture of it. */
async function capture({ account, screen, paths, more = [] }) {
  const window = await browser.open(screen)
  const { page } = window
  if (account !== 'nobody') await signIn(page, product.url, account)
  for (const path of paths ?? [...(await menuPaths(page)), ...more]) {
    await page.goto(product.url + path, { waitUntil: 'domcontentloaded' })
    await settled(page)
    const file = join(shots, `${account}-${screen}${path.replace(/[0-9a-f-]{36}/, 'one').replaceAll('/', '-')}.png`)
    await page.screenshot({ path: file })
    const shown = SHOWN.find((one) => one.account === account && one.screen === screen && one.path === path)
    if (shown) copyFileSync(file, join(images, shown.name))
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (overflow > 0) troubles.push(`${account} ${screen} ${path}: ${overflow} px wider than the screen`)
  }
  troubles.push(...window.problems().map((problem) => `${account} ${screen}: ${problem}`))
  await window.close()
}

/** Where the menu of the signed-in person leads. */
async function menuPaths(page) {
  await settled(page)
  const links = await page
    .locator('nav a[href^="/"], aside a[href^="/"]')
    .evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href')))
  return [...new Set([new URL(page.url()).pathname, ...links])]
}

/** Waits for data and pictures; the live connection never ends, so the network is never quite idle. */
async function settled(page) {
  await page.waitForLoadState('load')
  await page
    .locator('.ant-spin-spinning, .ant-skeleton-active')
    .first()
    .waitFor({ state: 'detached', timeout: 10_000 })
    .catch(() => undefined)
  await page.waitForTimeout(400)
}
