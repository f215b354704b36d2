import type { CaseView, LedgerEntryView } from '@shaotai/api'
import { parseLocal, type EntryEvent } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'

const ACCOUNTS = {
  town: 'town',
  dispatcher: 'dispatcher',
  sc: 'dept.sc',
  zf: 'dept',
  wgzx: 'panel.wgzx',
  bb: 'panel.bb',
  zfb: 'panel.zfb',
  list: 'list',
  office: 'office.bb',
} as const
type Who = keyof typeof ACCOUNTS

const WHISTLE = {
  category: 'routine',
  item: 'SD-ZF-01',
  situation: 'ZF01-roadside',
  form: {
    title: '早市占盲道',
    description: '早市二十余个摊位占盲道，社区劝离后又摆回。',
    place: { address: '禾城街道和平社区 12 号' },
    townCanSolve: false,
    risk: 'none',
    done: ['talked'],
    cluster: 'city',
    agencyAnswer: '综合执法中队劝离两次，需县局组织疏导。',
  },
}

describeEachDatabase('what a panel proposes to change in the list', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const clock = new FakeClock(parseLocal('2026-11-02T09:00', 480))
  const people = {} as Record<Who, TestClient>
  let keys = 0
  let first: string | undefined

  beforeAll(async () => {
    running = await database.app({ clock, settings: { template: 'hechuan-jiangbei' } })
    for (const [name, account] of Object.entries(ACCOUNTS)) people[name as Who] = await TestClient.signedIn(running.url, account)
  })

  const send = async (who: Who, path: string, payload: object) => {
    const answer = await people[who].send('POST', `/api/v1${path}`, payload, { 'idempotency-key': `proposal-${keys++}` })
    expect([path, answer.status < 300, answer.status < 300 ? '' : answer.text]).toEqual([path, true, ''])
    return answer.body as CaseView & { id: string; number: string }
  }
  const give = (who: Who, id: string, name: string, data: object = {}) => send(who, `/cases/${id}/commands/${name}`, { data })
  const entries = () => running.database.db.read.selectFrom('ledger_entries').selectAll().where('ledger', '=', 'list-change').execute()

  /** A case that went round and is put before the panel, which decides for these units. */
  async function adjudicated(lead: string, cooperating: string[]) {
    const { id, number } = await send('town', '/cases', WHISTLE)
    const because = { reason: { text: '先由其办理' } }
    for (const [who, unit, other] of [
      ['sc', 'SC', 'ZF'],
      ['zf', 'ZF', 'SC'],
    ] as const) {
      const { assignments } = (await give('dispatcher', id, 'dispatch', { lead: unit, cooperating: ['JJ'], ...because })).case
      const assignment = assignments.find((one) => one.unit === unit && one.phase === 'PENDING')?.id
      const form = { basis: '不属本单位职责', proposedUnit: other }
      await give(who, id, 'openRequest', { kind: 'return', assignment, reason: { id: 'not-ours', text: '不属' }, form })
      await give('dispatcher', id, 'decideRequest', { approve: true })
    }
    for (const member of ['wgzx', 'bb'] as const)
      await give(member, id, 'voteOnPanel', { lead, cooperating, reason: { text: '在市场红线内' } })
    expect(await entries()).toHaveLength(0)
    const decided = await give('zfb', id, 'voteOnPanel', { lead, cooperating })
    expect(decided.case).toMatchObject({ phase: 'DISPATCHED', bound: [lead, ...cooperating] })
    return { id, number }
  }

  test('opens an entry of the ledger by itself, filled as the ledger says, in the unit of the last vote', async () => {
    const { number } = await adjudicated('SC', ['ZF'])
    const [row, ...others] = await entries()
    first = row?.id
    expect(others).toEqual([])
    const view = (await people.list.get(`/api/v1/ledger-entries/${row?.id}`)).body as LedgerEntryView
    expect(view.entry).toMatchObject({ ledger: 'list-change', state: 'asked', phase: 'OPEN', createdBy: 'system', title: '早市占盲道' })
    expect(view.entry.form).toEqual({
      title: '早市占盲道',
      change: 'amend',
      itemId: 'SD-ZF-01',
      lead: 'SC',
      cooperating: ['ZF'],
      reason: '在市场红线内；在市场红线内',
      sourceCase: number,
      basis: expect.stringContaining('定责小组'),
    })
    expect(view.clocks.map((one) => [one.clock, one.status])).toEqual([['review', 'running']])
    const events = (await people.list.get(`/api/v1/ledger-entries/${row?.id}/events`)).body as EntryEvent[]
    expect(events.map(({ type, by, as }) => [type, by.person, as])).toEqual([['entry.opened', 'system', undefined]])
    expect(view.allowed.length).toBeGreaterThan(0)
  })

  test('a matter on no list asks for a new item, which people complete and the county decides on', async () => {
    const { item, situation, ...offList } = WHISTLE
    expect([item, situation]).toEqual(['SD-ZF-01', 'ZF01-roadside'])
    const { id, number } = await send('town', '/cases', offList)
    await give('dispatcher', id, 'openAdjudication')
    const to = { lead: 'ZF', cooperating: ['SC'] }
    for (const member of ['wgzx', 'bb', 'zfb'] as const) await give(member, id, 'voteOnPanel', { ...to, reason: { text: '由执法局牵头' } })
    const row = (await entries()).find((one) => one.id !== first)
    const path = `/ledger-entries/${row?.id}`
    const view = async () => (await people.list.get(`/api/v1${path}`)).body as LedgerEntryView
    expect((await view()).entry.form).toEqual({
      title: '早市占盲道',
      change: 'add',
      itemId: `X-${number}`,
      name: '早市占盲道',
      category: 'routine',
      ...to,
      reason: '由执法局牵头；由执法局牵头；由执法局牵头',
      sourceCase: number,
      basis: expect.stringContaining('定责小组'),
    })
    const form = { legal: 'yes', opinion: '属行政执法职责', domain: 'ZF', listKind: 'territorial' }
    await send('list', `${path}/commands/take`, { data: { step: 'review', form } })
    expect((await view()).entry.form).toMatchObject({ change: 'add', domain: 'ZF', listKind: 'territorial' })
  })
})
