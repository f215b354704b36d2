import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { canonicalJson } from '@shaotai/core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBarriers } from '../support/accessibility.ts'
import { api, type Client } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { startProduct, type Product } from '../support/product.ts'
import { root } from '../support/root.ts'
import { settled } from '../support/settled.ts'
import { expectNoProblems } from '../support/windows.ts'

type Draft = {
  id: string
  note: string
  findings: { code: string; severity: string; at: string; params: Record<string, unknown> }[]
  document: {
    profile: { title: string }
    sla: { clocks: { id: string; goals: { amount: number; basis: string }[] }[] }
    responsibilities: { items: { id: string; lead: string }[] }
  }
}

const PICTURES = join(root, 'test/.out/first-run')

/** A county begins: from a template that comes with the product, and from the regulation of a neighbour whose units have other names. */
describe('a county begins', () => {
  let product: Product
  let browser: StoryBrowser
  let admin: Client
  const windows = {} as Record<'admin' | 'reviewer', Window>
  const files = mkdtempSync(join(tmpdir(), 'shaotai-bundle-'))
  const neighbour = { bundle: '', pem: '', fingerprint: '' }

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    Object.assign(neighbour, await bundleOfNeighbour())
    product = await startProduct()
    browser = await openBrowser()
    windows.admin = await browser.open()
    await signIn(windows.admin.page, product.url, 'admin')
    windows.reviewer = await browser.open('phone')
    await signIn(windows.reviewer.page, product.url, 'reviewer')
    admin = await api(product.url).signIn('admin')
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
    rmSync(files, { recursive: true, force: true })
  })

  test('five templates, two of them side by side in figures', async () => {
    const { page } = windows.admin
    await page.goto(`${product.url}/policy`)
    await page.getByRole('button', { name: '从模板开始' }).click()
    await page.getByRole('heading', { level: 1, name: '制度模板' }).waitFor()
    expect(await page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts()).toHaveLength(5)
    await page.getByRole('checkbox', { name: /三类哨/ }).check()
    await page.getByRole('checkbox', { name: /乡呼县应/ }).check()
    const table = page.getByRole('table', { name: '两套模板并排比较' })
    expect(await table.getByRole('row').filter({ hasText: '清单事项' }).getByRole('cell').allInnerTexts()).toEqual(['48', '51'])
    await table.scrollIntoViewIfNeeded()
    await look(page, 'gallery')
  })

  test('a template is read as the regulation it is, also on a phone', async () => {
    for (const [name, { page }] of Object.entries(windows)) {
      await page.goto(`${product.url}/policy/templates/city`)
      await page
        .getByText(/^第一条/)
        .first()
        .waitFor()
      await page.getByRole('heading', { name: /第一章/ }).waitFor()
      await look(page, `regulation-${name}`)
    }
  })

  test('three questions, and a draft that says what the answers changed; what is in force stays', async () => {
    const { page } = windows.admin
    await page.goto(`${product.url}/policy/templates/city/adopt`)
    await page.getByText(/个单位名称相同/).waitFor()
    await page.getByLabel('每天办公时段').fill('全天')
    await page.getByText(/^写成/).first().waitFor()
    expect(await page.getByRole('button', { name: '起草', exact: true }).isDisabled()).toBe(true)
    await page.getByLabel('每天办公时段').fill('9:00-12:00，13:00-18:00')
    await page.getByText('只在办公时间计时').click()
    await page.getByText(/起草人不能审核自己起草的制度/).waitFor()
    await look(page, 'questions')
    await page.getByRole('button', { name: '起草', exact: true }).click()
    await page.waitForURL(/\/policy$/)
    await page
      .getByRole('link', { name: '继续起草' })
      .or(page.getByRole('button', { name: '继续起草' }))
      .first()
      .waitFor()
    const draft = await newest()
    expect(draft.note).toBe('以模板“三类哨（县级市式）”起草')
    expect(draft.document.sla.clocks.find((clock) => clock.id === 'arrive')?.goals[0]).toMatchObject({
      amount: 30,
      basis: 'working-minutes',
    })
    expect(draft.findings.filter((one) => one.severity === 'red')).toEqual([])
    const versions = await admin.get<{ version: number }[]>('/api/v1/policies')
    expect(versions.body.map((one) => one.version)).toEqual([1])
    await look(page, 'overview')
    await admin.post(`/api/v1/policy-drafts/${draft.id}/withdraw`, { discard: true })
  })

  test('what is no bundle is refused in a sentence', async () => {
    const { page } = windows.admin
    await page.goto(`${product.url}/policy/import`)
    await give(page, 'notes.docx', Buffer.from('PK\u0003\u0004 not a bundle'))
    await page.getByText('这不是制度包：内容不是 JSON，可能传输时损坏。').waitFor()
    await give(page, 'big.json', Buffer.alloc(50_000_000, 'x'))
    await page.getByText('这个文件有 50 MB，不会是制度包。').waitFor()
    await give(page, 'changed.json', Buffer.from(neighbour.bundle.replace('快捷哨', '快速哨')))
    await page.getByText(/^制度内容与包上的指纹不符/).waitFor()
    await look(page, 'refused')
  })

  test('a neighbour’s bundle: another key does not open it, and its owner is asked on the telephone', async () => {
    const { page } = windows.admin
    const own = (await admin.get<{ pem: string }>('/api/v1/policy-bundle-key')).body
    await give(page, 'neighbour.shaotai.json', Buffer.from(neighbour.bundle))
    await page.getByLabel('对方的公钥').fill(own.pem)
    await page.getByRole('button', { name: '核对签名' }).click()
    await page.getByText(/^制度包不是用您信任的公钥签名的/).waitFor()
    await page.getByLabel('对方的公钥').fill(neighbour.pem)
    await page.getByRole('button', { name: '核对签名' }).click()
    await page.getByText('签名有效，但还不能确定公钥就是对方的。').waitFor()
    await page.getByText('请先填写对方念出的末 8 位。').waitFor()
    await page.getByLabel('对方念出的末 8 位').fill('00000000')
  })

  test('units that go by another name are suggested or chosen, and the list comes in with ours', async () => {
    const { page } = windows.admin
    const row = (name: string) => page.getByRole('row').filter({ hasText: name })
    await row('丙县综合执法局').getByText('可能是，请核对').waitFor()
    await page.getByText('还有 1 个单位没有对应。').waitFor()
    await look(page, 'units')
    await page.getByLabel('“丙县河湖长制办公室”对应的本县单位').click()
    await page.keyboard.type('本县没有')
    await page.keyboard.press('Enter')
    await row('丙县河湖长制办公室').getByText('已选定').waitFor()
    for (const kind of ['评价', '督办', '考核', '导则']) {
      const box = page.getByRole('checkbox', { name: kind, exact: true })
      if (await box.isEnabled()) await box.uncheck()
    }
    await page.getByRole('button', { name: '起草', exact: true }).click()
    await confirmMore(page)
    await page.getByText(/^末 8 位与签名公钥的指纹不符/).waitFor()
    await page.getByLabel('对方念出的末 8 位').fill(neighbour.fingerprint.slice(-8))
    await page.getByRole('button', { name: '起草', exact: true }).click()
    await confirmMore(page)
    await page.waitForURL(/\/policy$/)

    const draft = await newest()
    const theirs = (JSON.parse(neighbour.bundle) as { policy: Draft['document'] }).policy.responsibilities.items
    const leads = new Map(draft.document.responsibilities.items.map((item) => [item.id, item.lead]))
    const led = (unit: string) => theirs.filter((item) => item.lead === unit).map((item) => leads.get(item.id))
    expect(new Set(led('ZF'))).toEqual(new Set(['ZF']))
    expect(led('SL').length).toBeGreaterThan(0)
    expect(led('SL')).not.toContain('SL')
    const missing = draft.findings.filter(
      (one) => one.code === 'policy.unit.missing' && /^\/responsibilities\/items\/\d+\/lead$/.test(one.at),
    )
    expect(missing).toHaveLength(led('SL').length)
    const versions = await admin.get<{ document: Draft['document'] }>('/api/v1/policies/current')
    expect(draft.document.profile.title).toBe(versions.body.document.profile.title)
    await look(page, 'to-fill')
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))

  async function look(seen: Page, name: string): Promise<void> {
    // What lies under the mouse fades from one colour to another.
    await seen.mouse.move(0, 0)
    await settled(seen)
    await seen.screenshot({ path: join(PICTURES, `${name}.png`) })
    expect(await findBarriers(seen)).toEqual([])
  }
  async function give(page: Page, name: string, bytes: Buffer): Promise<void> {
    // A buffer of this size is handed over as a file.
    const path = join(files, name)
    writeFileSync(path, bytes)
    await page.locator('input[type="file"]').setInputFiles(path)
  }
  /** Says yes to what has to come along, if anything has. */
  async function confirmMore(page: Page): Promise<void> {
    const dialog = page.getByRole('dialog', { name: '还要带上这些' })
    const answered = page.getByText(/^末 8 位与签名公钥的指纹不符/).or(page.getByRole('button', { name: '继续起草' }))
    await dialog.or(answered).first().waitFor()
    if (await dialog.isVisible()) await dialog.getByRole('button', { name: '起草' }).click()
  }
  async function newest(): Promise<Draft> {
    const drafts = (await admin.get<{ id: string; status: string }[]>('/api/v1/policy-drafts')).body
    const id = drafts.find((one) => one.status === 'draft')?.id ?? ''
    return (await admin.get<Draft>(`/api/v1/policy-drafts/${id}`)).body
  }
})

/** The signed regulation of another county: its own key, and units that are called otherwise. */
async function bundleOfNeighbour(): Promise<{ bundle: string; pem: string; fingerprint: string }> {
  const data = mkdtempSync(join(tmpdir(), 'shaotai-neighbour-'))
  const env = { SHAOTAI_TEMPLATE: 'hechuan-city' }
  const first = await startProduct({ data, env })
  await first.stop()
  const database = new DatabaseSync(join(data, 'shaotai.db'))
  const rename = database.prepare('update units set name = ?, short_name = null where id = ?')
  rename.run('丙县综合执法局', 'ZF')
  rename.run('丙县河湖长制办公室', 'SL')
  database.close()
  const second = await startProduct({ data, env })
  const admin = await api(second.url).signIn('admin')
  const { pem, fingerprint } = (await admin.get<{ pem: string; fingerprint: string }>('/api/v1/policy-bundle-key')).body
  const bundle = canonicalJson((await admin.get('/api/v1/policy-versions/1/bundle')).body)
  await second.stop()
  rmSync(data, { recursive: true, force: true })
  return { bundle, pem, fingerprint }
}
