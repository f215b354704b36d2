import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBarriers } from '../support/accessibility.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { DEMO_PASSWORD, startProduct, type Product } from '../support/product.ts'
import { root } from '../support/root.ts'
import { settled } from '../support/settled.ts'
import { expectNoProblems } from '../support/windows.ts'

const PICTURES = join(root, 'test/.out/posters')

/** 哨码海报: an A4 page for each township, and where its code leads. */
describe('posters with a code for each township', () => {
  let product: Product
  let browser: StoryBrowser
  const windows = {} as Record<'admin' | 'clerk', Window>
  let links: string[] = []

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    product = await startProduct()
    browser = await openBrowser()
    windows.admin = await browser.open()
    windows.clerk = await browser.open('phone')
    await signIn(windows.admin.page, product.url, 'admin')
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  test('one page for each township, and as many sheets of paper', async () => {
    const { page } = windows.admin
    await page.goto(`${product.url}/policy/posters`)
    await page.getByText('扫码吹哨').first().waitFor()
    await look(page, 'posters')
    links = await page.getByText(/\/cases\/new\?town=/).allInnerTexts()
    expect(links.length).toBeGreaterThan(5)
    expect(new Set(links).size).toBe(links.length)
    expect(links.every((link) => link.startsWith(`${product.url}/cases/new?town=`))).toBe(true)
    expect(await page.getByText(`打印 ${links.length} 张`).count()).toBe(1)
    const pdf = await page.pdf({ preferCSSPageSize: true, path: join(PICTURES, 'posters.pdf') })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(links.length)
    await page.emulateMedia({ media: 'print' })
    await page.screenshot({ path: join(PICTURES, 'printed.png') })
    await page.emulateMedia({ media: null })
    await page.getByLabel('对外地址').fill('不是网址 x')
    await page.getByRole('alert').waitFor()
    await page.getByLabel('对外地址').fill('shaotai.example')
    await page.getByText('https://shaotai.example/cases/new?town=').first().waitFor()
  })

  test('who is not signed in signs in and lands on the form; the code of another township is said to be one', async () => {
    const { page } = windows.clerk
    const own = links.find((link) => link.endsWith('town=ZH03')) ?? links[0] ?? ''
    await page.goto(own)
    await page.waitForURL(/\/login\?to=/)
    await page.locator('input[autocomplete="username"]').fill('town')
    await page.locator('input[autocomplete="current-password"]').fill(DEMO_PASSWORD)
    await page.locator('button[type="submit"]').click()
    await page.waitForURL(/\/cases\/new\?town=/)
    await page.getByRole('list', { name: '吹哨的步骤' }).or(page.getByRole('list').first()).first().waitFor()
    await look(page, 'form')
    const session = (await page.evaluate(async () => (await fetch('/api/v1/session')).json())) as { unit: { id: string } }
    const other = links.find((link) => !link.endsWith(`town=${session.unit.id}`)) ?? ''
    await page.goto(other)
    await page.getByText(/的哨码，您将以.*的名义吹哨。/).waitFor()
    await look(page, 'other-town')
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))

  async function look(seen: Page, name: string): Promise<void> {
    await seen.mouse.move(0, 0)
    await settled(seen)
    await seen.screenshot({ path: join(PICTURES, `${name}.png`) })
    expect(await findBarriers(seen)).toEqual([])
  }
})
