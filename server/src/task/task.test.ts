import type { LedgerEntryView, PermissionRow, TaskPreview, TaskRow, TaskView, TownGroup, TownTaskRow } from '@shaotai/api'
import { parseLocal } from '@shaotai/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { aPerson } from '../platform/testing/a-person.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import type { Answer } from '../platform/testing/http-client.ts'

const MONDAY_MORNING = parseLocal('2026-11-02T09:00', 480)
type Body = TaskView & { code: string; params: Record<string, unknown> }
const ACCOUNTS = {
  dept: 'dept',
  other: 'dept.sl',
  town: 'town',
  neighbour: 'town.zh04',
  leader: 'leader',
  editor: 'office.bb',
  office: 'office.zfb',
  audit: 'audit',
  vendor: 'vendor',
  coordinator: 'cluster.pq3',
}

describeEachDatabase('tasks for towns', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const clock = new FakeClock(MONDAY_MORNING)
  const people = {} as Record<keyof typeof ACCOUNTS, ReturnType<typeof aPerson>>

  beforeAll(async () => {
    running = await database.app({ clock })
    for (const [name, account] of Object.entries(ACCOUNTS)) people[name as keyof typeof people] = aPerson(running.url, account, clock)
  })

  let nextKey = 0
  const key = () => ({ 'idempotency-key': `task-key-${nextKey++}` })
  const body = (answer: Answer) => answer.body as Body
  const TASK = { kind: 'task', title: '占道经营集中整治', content: '本周内排查一遍。', item: 'HC-ZF-01', towns: ['ZH03', 'ZH04'] }
  const hand = (who: keyof typeof ACCOUNTS, more: object = {}, headers = key()) =>
    people[who].send('POST', '/api/v1/tasks', { ...TASK, ...more }, headers)
  const acknowledge = (who: keyof typeof ACCOUNTS, id: string, headers = key()) =>
    people[who].send('POST', `/api/v1/tasks/${id}/acknowledgement`, undefined, headers)
  const list = async <T>(who: keyof typeof ACCOUNTS, path: string) =>
    ((await people[who].get(`${path}?limit=100&page=1`)).body as { data: T[] }).data

  test('an item of the list is handed down with its ground, and each town acknowledges it once', async () => {
    const answer = await hand('dept')
    expect(answer.status).toBe(201)
    const task = body(answer)
    expect(task).toMatchObject({
      unit: 'ZF',
      ground: 'item',
      why: { by: 'item', item: 'HC-ZF-01', list: 'territorial' },
      towns: 2,
      acknowledged: 0,
    })
    expect(task.number).toMatch(/^JB2026-\d{4}$/)
    expect(await list<TownTaskRow>('town', '/api/v1/town-tasks')).toMatchObject([{ task: task.id, town: 'ZH03', acknowledgedAt: null }])
    const done = body(await acknowledge('town', task.id))
    expect(done).toMatchObject({ acknowledged: 1 })
    expect(done.parts.find((part) => part.town === 'ZH03')?.acknowledgedBy).toBe('范书林')
    const again = await acknowledge('town', task.id)
    expect([again.status, body(again).code]).toEqual([409, 'task.acknowledged'])
    const notices = (await people.town.get('/api/v1/notifications?limit=50&page=1')).body as { data: { params: { to?: string } }[] }
    expect(notices.data.some((one) => one.params.to === `/tasks/${task.id}`)).toBe(true)
  })

  test.each<[string, keyof typeof ACCOUNTS, object, number, string]>([
    ['a responsibility letter off the list', 'dept', { kind: 'letter', item: undefined }, 422, 'task.item.required'],
    ['an item that is not there', 'dept', { item: 'HC-XX-99' }, 422, 'task.item.unknown'],
    ['somebody else’s item', 'other', {}, 422, 'task.item.other-unit'],
    ['an assessment by a department', 'dept', { kind: 'assessment' }, 422, 'task.assessment.not-authority'],
    ['a town', 'town', {}, 403, 'task.not-your-role'],
    ['a vendor', 'vendor', {}, 403, 'task.not-your-role'],
    ['a town that is none', 'dept', { towns: ['ZF'] }, 422, 'task.town.unknown'],
    ['no town', 'dept', { towns: [] }, 400, 'http.invalid'],
    ['a town named twice', 'dept', { towns: ['ZH03', 'ZH03'] }, 400, 'http.invalid'],
    ['a way that is none', 'dept', { kind: 'war' }, 400, 'http.invalid'],
    ['an unknown field', 'dept', { force: true }, 400, 'http.unknown-field'],
    ['a title that is a number', 'dept', { title: 7 }, 400, 'http.invalid'],
    ['a title without end', 'dept', { title: '长'.repeat(201) }, 400, 'http.invalid'],
  ])('refuses %s', async (_name, who, more, status, code) => {
    const before = await list<TaskRow>('leader', '/api/v1/tasks')
    const answer = await hand(who, more)
    expect([answer.status, body(answer).code]).toEqual([status, code])
    if (code.startsWith('task.item.') || code.startsWith('task.assessment.')) {
      expect(body(answer).params).toMatchObject({ ask: '交办事项准入', ledger: 'admission' })
      expect((answer.body as { message: string[] }).message[0]).toContain('交办事项准入')
    }
    expect(await list<TaskRow>('leader', '/api/v1/tasks')).toHaveLength(before.length)
  })

  test('a refusal by the gate leaves a line in the audit log', async () => {
    await hand('dept', { kind: 'target', item: undefined })
    const { data } = (await people.audit.get('/api/v1/audit?limit=50&page=1&filter=action||$eq||task.create&filter=outcome||$eq||refused'))
      .body as { data: { detail: { code: string; kind: string } }[] }
    expect(data.map((line) => line.detail)).toContainEqual(expect.objectContaining({ code: 'task.item.required', kind: 'target' }))
  })

  test('of others looks as if it did not exist', async () => {
    const { id } = body(await hand('dept', { towns: ['ZH03'] }))
    for (const who of ['other', 'neighbour', 'vendor'] as const) {
      expect((await people[who].get(`/api/v1/tasks/${id}`)).status).toBe(404)
      expect((await list<TaskRow>(who, '/api/v1/tasks')).some((one) => one.id === id)).toBe(false)
      expect((await list<TownTaskRow>(who, '/api/v1/town-tasks')).some((one) => one.task === id)).toBe(false)
    }
    expect((await acknowledge('neighbour', id)).status).toBe(404)
    expect((await people.leader.get(`/api/v1/tasks/${id}`)).status).toBe(200)
  })

  test('the same key twice makes one task', async () => {
    const headers = key()
    const first = body(await hand('dept', {}, headers))
    expect(body(await hand('dept', {}, headers)).id).toBe(first.id)
    expect(body(await hand('dept', { title: '别的' }, headers)).code).toBe('idempotency.key-reused')
  })

  test('acknowledged by many at once, it is acknowledged once', async () => {
    const { id } = body(await hand('dept', { towns: ['ZH03'] }))
    const answers = await Promise.all(Array.from({ length: 4 }, () => acknowledge('town', id)))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(body(await people.town.get(`/api/v1/tasks/${id}`)).acknowledged).toBe(1)
  })

  describe('admission (交办准入)', () => {
    const off = { kind: 'target', item: undefined, title: '迎检整治', towns: ['ZH03'] }
    const preview = async () =>
      (await people.dept.send('POST', '/api/v1/task-previews', { kind: off.kind, towns: off.towns })).body as TaskPreview
    const take = (who: keyof typeof ACCOUNTS, id: string, step: string) =>
      people[who].send('POST', `/api/v1/ledger-entries/${id}/commands/take`, { data: { step } }, key())

    test('what is off the list passes once the ledger has admitted it, and only until its last day', async () => {
      expect(await preview()).toMatchObject({ allowed: false, refusal: { code: 'task.item.required', params: { ledger: 'admission' } } })
      const form = {
        title: '迎检整治',
        tasks: ['target'],
        towns: ['ZH03'],
        from: '2026-11-02',
        to: '2026-11-20',
        support: '经费随事走',
        why: '上级检查',
      }
      const asked = (await people.dept.send('POST', '/api/v1/ledger-entries', { ledger: 'admission', form }, key())).body as LedgerEntryView
      await take('editor', asked.entry.id, 'pass')
      expect(await preview()).toMatchObject({ allowed: false })
      expect((await take('office', asked.entry.id, 'admit')).status).toBe(200)
      expect(await list<PermissionRow>('dept', '/api/v1/task-permissions')).toMatchObject([
        { unit: 'ZF', kinds: ['target'], towns: ['ZH03'], to: '2026-11-20' },
      ])
      expect(await list<PermissionRow>('other', '/api/v1/task-permissions')).toEqual([])
      expect(await preview()).toMatchObject({ allowed: true, ground: { by: 'permission', title: '迎检整治' } })
      expect(body(await hand('dept', off))).toMatchObject({ ground: 'permission', why: { to: '2026-11-20' } })
      expect(body(await hand('dept', { ...off, towns: ['ZH04'] })).code).toBe('task.item.required')
      clock.set(parseLocal('2026-11-20T23:59', 480))
      expect(await preview()).toMatchObject({ allowed: true })
      clock.set(parseLocal('2026-11-21T00:00', 480))
      expect(await preview()).toMatchObject({ allowed: false })
    })

    test('a permission longer than the county allows is refused when it is admitted', async () => {
      const form = { title: '长期整治', tasks: ['task'], from: '2026-11-02', to: '2027-11-20', support: '无', why: '检查' }
      const asked = (await people.dept.send('POST', '/api/v1/ledger-entries', { ledger: 'admission', form }, key())).body as LedgerEntryView
      await take('editor', asked.entry.id, 'pass')
      const refused = await take('office', asked.entry.id, 'admit')
      expect([refused.status, body(refused).code]).toEqual([422, 'ledger.effect.too-long'])
    })
  })

  describe('who was responsible for what under an item (依单监管)', () => {
    test('cases, cards and tasks by unit and town, within what one may see', async () => {
      const record = (await people.leader.get('/api/v1/responsibilities/HC-ZF-01/record')).body as {
        versions: string[]
        units: { unit: string; tasks: number }[]
        towns: { town: string; tasks: number }[]
      }
      expect(record.versions).toEqual(['HC-ZF-01'])
      expect(record.units.find((one) => one.unit === 'ZF')?.tasks).toBeGreaterThan(2)
      const own = (await people.neighbour.get('/api/v1/responsibilities/HC-ZF-01/record')).body as typeof record
      expect(own.towns.find((one) => one.town === 'ZH04')?.tasks).toBeLessThan(record.units.find((one) => one.unit === 'ZF')!.tasks)
      expect((await people.leader.get('/api/v1/responsibilities/NO-SUCH/record')).status).toBe(404)
    })
  })

  test('a cluster (片区) sees what came to its towns, counted by town, and acknowledges none of it', async () => {
    const task = body(await hand('dept', { towns: ['ZH03', 'ZH04', 'ZH06'] }))
    const own = (await list<TownTaskRow>('coordinator', '/api/v1/town-tasks')).filter((row) => row.task === task.id)
    expect(own.map((row) => row.town).toSorted()).toEqual(['ZH03', 'ZH06'])
    const only = encodeURIComponent(JSON.stringify({ task: { $eq: task.id } }))
    const groups = async (who: keyof typeof ACCOUNTS) => (await people[who].get(`/api/v1/town-task-groups?s=${only}`)).body as TownGroup[]
    expect(await groups('coordinator')).toEqual(['ZH03', 'ZH06'].map((town) => ({ cluster: 'PQ3', town, total: 1, urgent: 1 })))
    expect((await groups('leader')).map((one) => one.town)).toEqual(expect.arrayContaining(['ZH03', 'ZH04', 'ZH06']))
    expect(await groups('town')).toEqual([{ cluster: 'PQ3', town: 'ZH03', total: 1, urgent: 1 }])
    expect((await people.coordinator.get(`/api/v1/tasks/${task.id}`)).status).toBe(200)
    expect((await acknowledge('coordinator', task.id)).status).toBe(404)
    await acknowledge('town', task.id)
    expect((await groups('coordinator'))[0]).toEqual({ cluster: 'PQ3', town: 'ZH03', total: 1, urgent: 0 })
  })
})
