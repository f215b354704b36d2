import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requireNode } from './node-version.mjs'

requireNode()
const { buildConsole, buildServer, root, run } = await import('./build-steps.mjs')
await buildServer()
// Pictures of a console that was built elsewhere leave ours as it is.
const consoleDir = process.env.SHAOTAI_CONSOLE
if (!consoleDir) buildConsole()
const { openBrowser, signIn } = await import('../test/support/browser.ts')
const { playDay } = await import('../test/support/play-day.ts')
const { DEMO_PASSWORD, startProduct } = await import('../test/support/product.ts')
const { api } = await import('../test/support/api.ts')
const { SCENES, ENGLISH, OTHER_COUNTIES } = await import('./scenes.mjs')
const { playExample } = await import('../test/support/play-example.ts')
const { smallPng } = await import('./small-png.mjs')

const shots = join(root, 'test/.out/screenshots')
const images = join(root, 'docs/images')
for (const directory of [shots, images]) mkdirSync(directory, { recursive: true })

// `pnpm screenshots yanqing city` takes only those of the county on these templates.
const only = process.argv.slice(2)
const data = mkdtempSync(join(tmpdir(), 'shaotai-pictures-'))
const consoleEnv = consoleDir ? { SHAOTAI_CONSOLE: consoleDir } : {}
const browser = await openBrowser()
const windows = new Map()
const troubles = []
let product
try {
  if (only.length === 0) await ownCounty()
  for (const county of OTHER_COUNTIES) if (only.length === 0 || only.includes(county.template)) await otherCounty(county)
} finally {
  await browser.close()
  rmSync(data, { recursive: true, force: true })
}
for (const line of new Set(troubles)) console.error(line)
console.log(`图片在 / pictures are in ${shots}`)
process.exit(troubles.length === 0 ? 0 : 1)

/** The county on its own regulation, with a year of cases behind it. */
async function ownCounty() {
  const env = { SHAOTAI_DATA: data, SHAOTAI_DEMO_PASSWORD: DEMO_PASSWORD, SHAOTAI_LOG_LEVEL: 'warn' }
  run(process.execPath, ['server/dist/command/main.js', 'demo', '--cases', '400', '--seed', '1'], { env: { ...process.env, ...env } })
  await onProduct({ data, env: consoleEnv }, async () => {
    const cases = await playDay(product.url)
    await (await api(product.url).signIn('town')).act(cases.get('集市路口占道经营，早晚高峰堵车'), 'consent')
    const story = { cases, draft: '' }
    for (const scene of SCENES) for (const screen of scene.screens ?? ['office', 'phone']) await capture(scene, screen, story)
    for (const [account, path] of ENGLISH) await captureEnglish(account, typeof path === 'function' ? path(story) : path)
  })
}

/** The same county on another regulation. */
async function otherCounty({ template, play, enter, scenes }) {
  await onProduct({ env: { ...consoleEnv, SHAOTAI_TEMPLATE: `hechuan-${template}` } }, async () => {
    const cases = new Map()
    for (const [name, [example, steps]] of Object.entries(play))
      cases.set(name, (await playExample(product.url, template, example, steps)).id)
    if (enter) await enter(await api(product.url).signIn('supervisor'))
    for (const scene of scenes) for (const screen of scene.screens ?? ['office', 'phone']) await capture(scene, screen, { cases })
  })
}

/** One product at a time: its windows are closed and their problems kept when it ends. */
async function onProduct(options, act) {
  product = await startProduct(options)
  try {
    await act()
  } finally {
    for (const [key, window] of windows) {
      troubles.push(...window.problems().map((problem) => `${key}: ${problem}`))
      await window.close()
    }
    windows.clear()
    await product.stop()
  }
}

/** Brings a page to what the scene shows and takes a picture of it; a scene that the READMEs show goes to docs/images too. */
async function capture(scene, screen, story) {
  const page = await windowOf(scene.account, screen)
  const name = `${scene.name}-${screen}`
  try {
    if (scene.path) await page.goto(product.url + (typeof scene.path === 'function' ? scene.path(story) : scene.path))
    await settled(page)
    await scene.act?.(page, screen, story)
  } catch (error) {
    troubles.push(`${name}: ${String(error).split('\n').slice(0, 4).join(' ')}`)
  }
  await shoot(page, name, scene.shown === screen ? `${scene.name}.png` : undefined)
}

/** The page in the other language: what is left in Chinese should be the county's own words. */
async function captureEnglish(account, path) {
  const page = await windowOf(account, 'office')
  await page.goto(product.url + path)
  await settled(page)
  const english = page.getByRole('button', { name: /EN$/ }).first()
  if (await english.isVisible()) await english.click()
  await shoot(page, `en-${account}${path.replace(/[0-9a-f-]{36}/, 'one').replaceAll(/[/?=]/g, '-')}`)
}

async function shoot(page, name, shown) {
  await settled(page)
  const picture = smallPng(await page.screenshot())
  writeFileSync(join(shots, `${name}.png`), picture)
  if (shown) writeFileSync(join(images, shown), picture)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (overflow > 0) troubles.push(`${name}: ${overflow} px wider than the screen`)
}

/** Each person has a window of their own, opened once. */
async function windowOf(account, screen) {
  const key = `${account} ${screen}`
  if (!windows.has(key)) {
    const window = await browser.open(screen)
    windows.set(key, window)
    if (account !== 'nobody') await signIn(window.page, product.url, account)
  }
  return windows.get(key).page
}

/** Waits for data and pictures; the live connection never ends, so the network is never quite idle. */
async function settled(page) {
  await page.waitForLoadState('load')
  await page
    .locator('h1, h2, form')
    .first()
    .waitFor()
    .catch(() => undefined)
  await page
    .locator('.ant-spin-spinning, .ant-skeleton-active')
    .first()
    .waitFor({ state: 'detached', timeout: 10_000 })
    .catch(() => undefined)
  await page.waitForTimeout(400)
}
