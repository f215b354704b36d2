import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import type { AdoptedPolicy, OpenedBundle, PolicyDraftDocument, PolicyTemplate, PolicyTemplateDocument } from '@shaotai/api'
import { canonicalJson, packBundle, parseLocal, sm3, SYSTEM, type Policy } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase, TEST_PASSWORD } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'

describeEachDatabase('policies from elsewhere', (database) => {
  let admin: TestClient, reviewer: TestClient
  const as = <T>(answer: Answer) => answer.body as T & { code: string }
  const adopt = (body: Record<string, unknown>) => admin.send('POST', '/api/v1/policy-drafts/adopt', body)
  const open = (body: Record<string, unknown>) => admin.send('POST', '/api/v1/policy-bundles/open', body)
  const template = async (id: string) =>
    as<PolicyTemplateDocument>(await admin.get(`/api/v1/policy-templates/${id}`)).document as unknown as Policy
  const draftOf = async (id: string | undefined) => as<PolicyDraftDocument>(await admin.get(`/api/v1/policy-drafts/${id}`))
  const inForce = async () => as<PolicyDraftDocument>(await admin.get('/api/v1/policies/current')).document as unknown as Policy

  beforeAll(async () => {
    const running = await database.app({ clock: new FakeClock(parseLocal('2026-11-02T09:00', 480)) })
    ;[admin, reviewer] = await Promise.all([TestClient.signedIn(running.url, 'admin'), TestClient.signedIn(running.url, 'reviewer')])
  })

  test('five templates are there to read, each with what it says and how much', async () => {
    const list = as<PolicyTemplate[]>(await reviewer.get('/api/v1/policy-templates'))
    expect(list.map((one) => one.id)).toEqual(['beijing', 'city', 'jiangbei', 'xiajin', 'yanqing'])
    const city = list.find((one) => one.id === 'city')
    expect(city).toMatchObject({
      title: '三类哨（县级市式）',
      categories: ['快捷哨', '攻坚哨', '应急哨'],
      counts: { categories: 3, items: 48, clocks: 17 },
    })
    expect(city?.summary).toMatch(/^镇街吹三类哨/)
    expect((await admin.get('/api/v1/policy-templates/hechuan-city')).status).toBe(404)
    expect((await admin.get('/api/v1/policy-templates/..%2Fcity')).status).toBe(404)
  })

  test('a template becomes a draft that keeps the name and numbering of the county', async () => {
    const before = await inForce()
    const made = as<AdoptedPolicy>(await adopt({ from: { template: 'city' }, units: {}, note: '照县级市式' }))
    const draft = await draftOf(made.draft?.id)
    const policy = draft.document as unknown as Policy
    const city = await template('city')
    expect(policy.profile).toMatchObject({ title: before.profile.title, caseNumber: before.profile.caseNumber })
    expect(policy.profile.vocabulary).toEqual(city.profile.vocabulary)
    expect({ ...policy, profile: null }).toEqual({ ...city, profile: null })
    expect(draft).toMatchObject({ status: 'draft', stale: false, note: '照县级市式', examples: [] })
    expect(await inForce()).toEqual(before)
  })

  test('only a part of it, with what that part does not stand without', async () => {
    const dry = as<AdoptedPolicy>(await adopt({ from: { template: 'city' }, units: {}, kinds: ['sla'], dry: true }))
    expect(dry.draft).toBeNull()
    expect(dry.kinds).toContain('sla')
    expect(dry.added.every((one) => one.because !== '')).toBe(true)
    const sources = as<AdoptedPolicy>(await adopt({ from: { template: 'city' }, units: {}, kinds: ['guides'] }))
    expect(sources.kinds).toContain('guides')
    expect((await draftOf(sources.draft?.id)).changes.map((one) => one.at.split('/')[1])).toContain('guides')
    expect(as(await adopt({ from: { template: 'city' }, units: {}, kinds: [] })).code).toBe('policy.adopt.nothing')
  })

  test('units are ours or are said to be none; who they are is never guessed by the server', async () => {
    expect(as(await adopt({ from: { template: 'city' }, units: { ZF: 'NOBODY' } })).code).toBe('policy.adopt.unit-unknown')
    const made = as<AdoptedPolicy>(await adopt({ from: { template: 'city' }, units: { ZF: 'GA', SL: null } }))
    const { findings, document } = await draftOf(made.draft?.id)
    expect((document as unknown as Policy).responsibilities.items.map((item) => item.lead)).not.toContain('ZF')
    expect(findings.filter((one) => one.code === 'policy.unit.missing').length).toBeGreaterThan(0)
  })

  test('a bundle of our own is known; one of another county needs its key and the last characters of the fingerprint', async () => {
    const own = canonicalJson((await admin.get('/api/v1/policy-versions/1/bundle')).body)
    expect(as<OpenedBundle>(await open({ bundle: own }))).toMatchObject({ trust: 'own' })

    const city = await template('city')
    const { text, key, pem } = signed(city, new Map([['ZF', '丙县城市管理局']]))
    expect(as(await open({ bundle: text })).code).toBe('bundle.key.needed')
    const opened = as<OpenedBundle>(await open({ bundle: text, key: pem }))
    expect(opened).toMatchObject({ trust: 'unknown', fingerprint: key.slice(0, -8), units: [{ id: 'ZF', name: '丙县城市管理局' }] })
    const from = { bundle: text, key: pem }
    expect(as(await adopt({ from, units: {} })).code).toBe('bundle.key.unconfirmed')
    expect(as(await adopt({ from: { ...from, confirm: '00000000' }, units: {} })).code).toBe('bundle.key.unconfirmed')
    const made = as<AdoptedPolicy>(await adopt({ from: { ...from, confirm: key.slice(-8).toUpperCase() }, units: { ZF: 'GA' } }))
    expect(made.draft?.status).toBe('draft')
  })

  test.each([
    ['no JSON', (text: string) => text.slice(1), 'bundle.not-json'],
    ['something else', () => '{"format":"docx"}', 'bundle.format.unknown'],
    ['one letter changed', (text: string) => text.replace('快捷哨', '快速哨'), 'bundle.hash.differs'],
    ['written anew', (text: string) => JSON.stringify(JSON.parse(text), null, 2), 'bundle.not-canonical'],
    ['too long', () => 'x'.repeat(9_000_001), 'bundle.too-big'],
  ])('refused in a sentence: %s', async (_, change, code) => {
    const { text, pem } = signed(await template('city'))
    expect(as(await open({ bundle: change(text), key: pem })).code).toBe(code)
  })

  test('refused in a sentence: the key of somebody else, what is no public key, and 50 MB', async () => {
    const { text } = signed(await template('city'))
    expect(as(await open({ bundle: text, key: signed(await template('xiajin')).pem })).code).toBe('bundle.key.other')
    expect(as(await open({ bundle: text, key: '-----BEGIN PRIVATE KEY-----' })).code).toBe('bundle.key.unreadable')
    const huge = await open({ bundle: 'x'.repeat(50_000_000) })
    expect([huge.status, as(huge).code]).toEqual([413, 'http.too-large'])
  })

  test('a county without a version begins from a template, and a second person puts version 1 into force', async () => {
    const empty = await database.app({ clock: new FakeClock(parseLocal('2026-11-02T09:00', 480)) })
    const { id: county } = await empty.database.db.read.selectFrom('counties').select('id').executeTakeFirstOrThrow()
    await empty.database.unitOfWork.run({ county, actor: SYSTEM }, async (tx) => {
      await tx.db.deleteFrom('policy_versions').execute()
    })
    const [author, other] = await Promise.all([TestClient.signedIn(empty.url, 'admin'), TestClient.signedIn(empty.url, 'reviewer')])
    expect(as(await author.get('/api/v1/policies/current')).code).toBe('policy.none')
    const answers = { hours: [['09:00', '17:00']], days: [1, 2, 3, 4, 5, 6], emergency: 'always' }
    const asked = as<AdoptedPolicy>(
      await author.send('POST', '/api/v1/policy-drafts/adopt', { from: { template: 'city' }, units: {}, answers }),
    )
    const week = (as<PolicyDraftDocument>(await author.get(`/api/v1/policy-drafts/${asked.draft?.id}`)).document as unknown as Policy)
      .calendars[0]?.week
    expect(Object.keys(week ?? {})).toEqual(['1', '2', '3', '4', '5', '6'])

    const made = as<AdoptedPolicy>(await author.send('POST', '/api/v1/policy-drafts/adopt', { from: { template: 'city' }, units: {} }))
    expect(made.draft).toMatchObject({ stale: false, nextVersion: 1, examples: [] })
    const { id, revision, hash } = made.draft ?? { id: '', revision: 0, hash: '' }
    expect((await author.send('POST', `/api/v1/policy-drafts/${id}/submit`, { revision, note: '第一版' })).status).toBe(200)
    const done = await other.send('POST', `/api/v1/policy-drafts/${id}/publish`, { hash, password: TEST_PASSWORD })
    expect([done.status, as<{ version: number; current: boolean }>(done)]).toMatchObject([200, { version: 1, current: true }])
  })

  test('a newer edition of a bundle is brought together with ours, once the earlier one is published', async () => {
    const running = await database.app({ clock: new FakeClock(parseLocal('2026-11-02T09:00', 480)) })
    const [author, other] = await Promise.all([TestClient.signedIn(running.url, 'admin'), TestClient.signedIn(running.url, 'reviewer')])
    const send = (path: string, body: unknown) => author.send('POST', path, body)
    const signs = signer()
    // Examples would have to be adopted with every limit; what they promise is tested elsewhere.
    const first: Policy = { ...(await template('city')), examples: [] }
    const limit = (policy: Policy, id: string, amount: number) => {
      const goal = policy.sla.clocks.find((clock) => clock.id === id)?.goals[0]
      if (goal) goal.amount = amount
    }
    const [one, two, three] = first.sla.clocks.map(({ id }) => id) as [string, string, string]
    const second = structuredClone(first)
    limit(second, one, 91)
    limit(second, two, 92)
    const bundles = [first, second].map((policy) => ({ bundle: signs.pack(policy), key: signs.pem, confirm: signs.key.slice(-8) }))
    const earlierOf = async (index: number) =>
      as<OpenedBundle>(await send('/api/v1/policy-bundles/open', { bundle: bundles[index]?.bundle, key: signs.pem })).earlier
    const publish = async (id: string | undefined) => {
      const { revision, hash, examples, findings } = as<PolicyDraftDocument>(await author.get(`/api/v1/policy-drafts/${id}`))
      expect([examples, findings.filter((each) => each.severity === 'red')]).toEqual([[], []])
      expect((await send(`/api/v1/policy-drafts/${id}/submit`, { revision, note: '采用' })).status).toBe(200)
      const done = await other.send('POST', `/api/v1/policy-drafts/${id}/publish`, { hash, password: TEST_PASSWORD })
      expect(done.status, done.text).toBe(200)
    }
    const documents = async (id: string, change: (policy: Policy) => void) => {
      const { document, revisions } = as<PolicyDraftDocument>(await author.get(`/api/v1/policy-drafts/${id}`))
      const policy = document as unknown as Policy
      change(policy)
      const body = { revision: revisions['sla'] ?? 0, value: policy.sla }
      expect((await author.send('PUT', `/api/v1/policy-drafts/${id}/documents/sla`, body)).status).toBe(200)
    }

    const taken = as<AdoptedPolicy>(await send('/api/v1/policy-drafts/adopt', { from: bundles[0], units: { NONE: null } }))
    expect(await earlierOf(1)).toBeNull()
    const none = { earlier: 'x', choices: {} }
    expect(as(await send('/api/v1/policy-drafts/adopt', { from: bundles[1], units: {}, merge: none })).code).toBe('policy.merge.no-base')
    await publish(taken.draft?.id)
    const earlier = await earlierOf(1)
    expect(earlier).toMatchObject({ title: first.profile.title, units: { NONE: null } })
    expect(earlier?.kinds).toContain('sla')

    // Meanwhile the county changes two limits of its own: one that they changed as well, and one that they left.
    const own = as<{ id: string }>(await send('/api/v1/policy-drafts', { note: '本县' }))
    await documents(own.id, (policy) => {
      limit(policy, one, 71)
      limit(policy, three, 73)
    })
    await publish(own.id)
    const merge = (choices: Record<string, string>) =>
      send('/api/v1/policy-drafts/adopt', { from: bundles[1], units: {}, merge: { earlier: earlier?.id, choices } })
    const undecided = await merge({})
    expect([undecided.status, as(undecided).code]).toEqual([422, 'policy.merge.undecided'])
    const [conflict, ...others] = (undecided.body as { why: { at: string; object: string }[] }).why
    expect([conflict?.object, others]).toEqual([expect.stringContaining('时限'), []])
    const limits = async (side: string) => {
      const merged = as<AdoptedPolicy>(await merge({ [conflict?.at ?? '']: side }))
      const draft = await author.get(`/api/v1/policy-drafts/${merged.draft?.id}`)
      const { document, changes } = as<PolicyDraftDocument>(draft)
      const { clocks } = (document as unknown as Policy).sla
      return [[one, two, three].map((id) => clocks.find((clock) => clock.id === id)?.goals[0]?.amount), changes.length]
    }
    expect(await limits('mine')).toEqual([[71, 92, 73], 1])
    expect(await limits('theirs')).toEqual([[91, 92, 73], 2])
    expect(
      as(await send('/api/v1/policy-drafts/adopt', { from: bundles[1], units: {}, merge: { earlier: 'other', choices: {} } })).code,
    ).toBe('policy.merge.no-base')
  }, 120_000)

  test('a reviewer reads templates but makes no draft of them', async () => {
    expect((await reviewer.send('POST', '/api/v1/policy-drafts/adopt', { from: { template: 'city' }, units: {} })).status).toBe(403)
  })
})

function signed(policy: Policy, names?: ReadonlyMap<string, string>): { text: string; key: string; pem: string } {
  const { pack, key, pem } = signer()
  return { text: pack(policy, names), key, pem }
}

/** Another county with a key of its own. */
function signer(): { key: string; pem: string; pack: (policy: Policy, names?: ReadonlyMap<string, string>) => string } {
  const { privateKey } = generateKeyPairSync('ed25519')
  const publicKey = createPublicKey(privateKey)
  const key = sm3(publicKey.export({ type: 'spki', format: 'der' }))
  const own = { key, sign: (text: string) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('hex') }
  return { key, pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(), pack: (policy, names) => packBundle(policy, own, names) }
}
