import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AdoptedPolicy, PolicyDraftDocument, PolicyTemplateDocument } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBarriers } from '../support/accessibility.ts'
import { api, type Client } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { aNeighbour } from '../support/neighbour.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { DEMO_PASSWORD, startProduct, type Product } from '../support/product.ts'
import { root } from '../support/root.ts'
import { settled } from '../support/settled.ts'
import { expectNoProblems } from '../support/windows.ts'

const PICTURES = join(root, 'test/.out/edition-merge')

/** 三方合并: a neighbour's newer edition of a regulation we took over and changed ourselves since. */
describe('a newer edition of a regulation we took over', () => {
  let product: Product
  let browser: StoryBrowser
  let admin: Client
  let reviewer: Client
  const windows = {} as Record<'admin', Window>
  const neighbour = aNeighbour()
  let first: Policy
  let second: Policy
  let names: Map<string, string>
  let clocks: [string, string, string]

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    product = await startProduct()
    browser = await openBrowser()
    admin = await api(product.url).signIn('admin')
    reviewer = await api(product.url).signIn('reviewer')
    const city = (await admin.get<PolicyTemplateDocument>('/api/v1/policy-templates/city')).body
    names = new Map(city.units.map(({ id, name }) => [id, name]))
    // Without examples, so that a limit can be changed by itself.
    first = { ...(city.document as unknown as Policy), examples: [] }
    clocks = first.sla.clocks.slice(0, 3).map(({ id }) => id) as typeof clocks
    second = structuredClone(first)
    limit(second, clocks[0], 91)
    limit(second, clocks[1], 92)
    second.categories[0]!.name = '便捷哨'
    windows.admin = await browser.open()
    await signIn(windows.admin.page, product.url, 'admin')
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  test('a county never met: no common edition, and the page says so', async () => {
    const { page } = windows.admin
    await open(page, aNeighbour().pack(first, names), undefined)
    await page
      .getByText(/^核对签名要用对方的公钥|签名/)
      .first()
      .waitFor()
    await give(page, neighbour.pack(first, names))
    await page.getByText(/^没有共同的底本/).waitFor()
    await look(page, 'two-way')
  })

  test('the first edition is taken over and published; the county changes two limits of its own', async () => {
    const from = { bundle: neighbour.pack(first, names), key: neighbour.pem, confirm: neighbour.key.slice(-8) }
    const taken = await admin.post<AdoptedPolicy>('/api/v1/policy-drafts/adopt', { from, units: {} })
    await publish(taken.body.draft?.id ?? '')
    const own = await admin.post<{ id: string; revisions: Record<string, number> }>('/api/v1/policy-drafts', { note: '本县改时限' })
    const { document } = (await admin.get<PolicyDraftDocument>(`/api/v1/policy-drafts/${own.body.id}`)).body
    const policy = document as unknown as Policy
    limit(policy, clocks[0], 71)
    limit(policy, clocks[2], 73)
    await admin.request('PUT', `/api/v1/policy-drafts/${own.body.id}/documents/sla`, { body: { revision: 0, value: policy.sla } })
    await publish(own.body.id)
  })

  test('the second edition: theirs taken, ours kept, one place chosen; the draft says exactly that', async () => {
    const { page } = windows.admin
    await give(page, neighbour.pack(second, names))
    await page.getByText(/采用过对方的“.*”，以那一版为底本/).waitFor()
    await page.getByRole('heading', { name: '两边都改了 1 处' }).waitFor()
    await page.getByText('对方改了 3 处').waitFor()
    await page.getByText('本县改了 2 处，保留').waitFor()
    await page.getByLabel('对方念出的末 8 位').fill(neighbour.key.slice(-8))
    await page.getByText('还有 1 处两边都改过，请逐处选定。').waitFor()
    expect(await page.getByRole('button', { name: '起草', exact: true }).isDisabled()).toBe(true)
    await page.getByText('本县改了 2 处，保留').click()
    await page.getByRole('heading', { name: '两边都改了 1 处' }).scrollIntoViewIfNeeded()
    await look(page, 'three-way')
    const conflict = page.getByRole('radiogroup').last()
    expect((await conflict.innerText()).replaceAll(/\s/g, '')).toMatch(/用本县的.*71.*用对方的.*91/)
    await conflict.getByText('用本县的').click()
    await page.getByRole('button', { name: '起草', exact: true }).click()
    await page.waitForURL(/\/policy$/)
    const drafts = (await admin.get<{ id: string; status: string }[]>('/api/v1/policy-drafts')).body
    const draft = await admin.get<PolicyDraftDocument>(`/api/v1/policy-drafts/${drafts.find(({ status }) => status === 'draft')?.id}`)
    const merged = draft.body.document as unknown as Policy
    expect(clocks.map((id) => merged.sla.clocks.find((clock) => clock.id === id)?.goals[0]?.amount)).toEqual([71, 92, 73])
    expect(merged.categories[0]?.name).toBe('便捷哨')
    expect(draft.body.changes.map(({ at }) => at)).toHaveLength(2)
    expect(draft.body.findings.filter(({ severity }) => severity === 'red')).toEqual([])
    expect(merged.profile.title).not.toBe(first.profile.title)
    await look(page, 'draft')
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))

  async function publish(id: string): Promise<void> {
    const { revision, hash } = (await admin.get<PolicyDraftDocument>(`/api/v1/policy-drafts/${id}`)).body
    const handed = await admin.post(`/api/v1/policy-drafts/${id}/submit`, { revision, note: '采用' })
    expect(handed.status, JSON.stringify(handed.body)).toBe(200)
    const done = await reviewer.post(`/api/v1/policy-drafts/${id}/publish`, { hash, password: DEMO_PASSWORD })
    expect(done.status, JSON.stringify(done.body)).toBe(200)
  }
  async function open(page: Page, bundle: string, pem: string | undefined): Promise<void> {
    await page.goto(`${product.url}/policy/import`)
    await page.locator('input[type="file"]').setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: Buffer.from(bundle) })
    await page.getByLabel('对方的公钥').waitFor()
    if (pem === undefined) return
    await page.getByLabel('对方的公钥').fill(pem)
    await page.getByRole('button', { name: '核对签名' }).click()
  }
  const give = (page: Page, bundle: string) => open(page, bundle, neighbour.pem)
  async function look(seen: Page, name: string): Promise<void> {
    await seen.mouse.move(0, 0)
    await settled(seen)
    await seen.screenshot({ path: join(PICTURES, `${name}.png`) })
    expect(await findBarriers(seen)).toEqual([])
  }
})

function limit(policy: Policy, id: string, amount: number): void {
  const goal = policy.sla.clocks.find((clock) => clock.id === id)?.goals[0]
  if (goal) goal.amount = amount
}
