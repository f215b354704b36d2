import type { CaseView } from '@shaotai/api'
import { parseLocal } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'

const ACCOUNTS = { town: 'town', other: 'town.zh04', dispatcher: 'dispatcher', dept: 'dept.xf' } as const
type Who = keyof typeof ACCOUNTS

const WHISTLE = {
  category: 'enforcement',
  item: 'BJ-YJ-05',
  situation: 'YJ05-flying-wire',
  form: {
    title: '老楼飞线充电成片',
    description: '3 栋老楼外墙拉线充电 40 余处，街乡劝阻无效。',
    place: { address: '供销社家属院' },
    crossDuties: true,
    centreCanSolve: false,
  },
}

describeEachDatabase('the force stationed in a town goes first (S4-14, S4-15)', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const people = {} as Record<Who, TestClient>
  let keys = 0

  beforeAll(async () => {
    const clock = new FakeClock(parseLocal('2026-11-02T09:00', 480))
    running = await database.app({ clock, settings: { template: 'hechuan-beijing' } })
    for (const [name, account] of Object.entries(ACCOUNTS)) people[name as Who] = await TestClient.signedIn(running.url, account)
  })

  const send = (who: Who, path: string, payload: object) =>
    people[who].send('POST', `/api/v1/cases${path}`, payload, { 'idempotency-key': `resident-${keys++}` })

  /** A case of the town that XF has signed, and an attempt to send these people. */
  async function sent(town: 'town' | 'other', ...ids: string[]) {
    const { id } = (await send(town, '', WHISTLE)).body as { id: string }
    const data = { lead: 'XF', cooperating: [], reason: { text: '消防牵头' } }
    const dispatched = await send('dispatcher', `/${id}/commands/dispatch`, { data })
    expect(dispatched.status, dispatched.text).toBe(200)
    const assignment = (dispatched.body as CaseView).case.assignments[0]?.id
    expect((await send('dept', `/${id}/commands/sign`, { data: { assignment } })).status).toBe(200)
    const responders = ids.map((person) => ({ person, name: person }))
    return send('dept', `/${id}/commands/nameResponders`, { data: { assignment, responders } })
  }

  test.each<[string, 'town' | 'other', string[], string | undefined]>([
    ['one of those stationed in the town', 'town', ['resident.zh03.xf'], undefined],
    ['one of them with others', 'town', ['responder.xf.1', 'resident.zh03.xf'], undefined],
    ['nobody of them', 'town', ['responder.xf.1', 'responder.xf.2'], 'case.responders.resident-first'],
    ['somebody stationed in another town', 'town', ['resident.jd01.xf'], 'case.responders.resident-first'],
    ['anybody, where the unit keeps nobody', 'other', ['responder.xf.1'], undefined],
  ])('%s', async (_name, town, ids, code) => {
    const answer = await sent(town, ...ids)
    expect([answer.status === 200, (answer.body as { code?: string }).code]).toEqual([code === undefined, code])
  })
})
