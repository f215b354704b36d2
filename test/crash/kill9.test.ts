import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api, type Client } from '../support/api.ts'
import { startProduct, type Product } from '../support/product.ts'
import { aWhistle } from '../support/whistle.ts'

const CLIENTS = 8
/** After so many acknowledged whistles of a round the process is killed, with the other clients in mid-flight. */
const KILL_AFTER = [1, 5, 17, 40]

type Attempt = { key: string; title: string; id?: string; number?: string }

let data = ''
let product: Product | undefined
const attempts: Attempt[] = []
let before = 0
let town: Client

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'shaotai-crash-'))
  product = await startProduct({ data })
  town = await api(product.url).signIn('town')
  before = await countCases()
  for (const enough of KILL_AFTER) {
    await burst(enough)
    product = await startProduct({ data })
    town = await api(product.url).signIn('town')
  }
})

afterAll(async () => {
  await product?.stop()
  rmSync(data, { recursive: true, force: true })
})

/** Blows whistles from all clients at once until enough are acknowledged, then kills the process. */
async function burst(enough: number): Promise<void> {
  let acknowledged = 0
  let killed: Promise<void> | undefined
  const clerk = async () => {
    while (killed === undefined) {
      const attempt: Attempt = { key: randomUUID(), title: `断电测试 ${attempts.length + 1}` }
      attempts.push(attempt)
      const answered = await blow(attempt).catch(() => false)
      if (answered && ++acknowledged >= enough) killed ??= product?.kill9() ?? Promise.resolve()
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, clerk))
  await killed
}

/** Sends one whistle; true once it was acknowledged. A refusal is a fault of this test. */
async function blow(attempt: Attempt): Promise<boolean> {
  const { status, body } = await town.post<{ id: string; number: string }>(
    '/api/v1/cases',
    aWhistle({ form: { title: attempt.title } }),
    attempt.key,
  )
  if (status >= 500) return false
  expect(status, JSON.stringify(body)).toBe(201)
  if (attempt.id === undefined) Object.assign(attempt, { id: body.id, number: body.number })
  else expect({ id: body.id, number: body.number }).toEqual({ id: attempt.id, number: attempt.number })
  return true
}

async function countCases(): Promise<number> {
  const { status, body } = await town.get<{ total: number }>('/api/v1/cases?limit=1&page=1')
  expect(status).toBe(200)
  return body.total
}

describe(`kill -9 during a burst of whistles, ${KILL_AFTER.length} times`, () => {
  it('loses none that was acknowledged', async () => {
    const acknowledged = attempts.filter(({ id }) => id !== undefined)
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILL_AFTER.reduce((sum, count) => sum + count))
    for (const { id, number, title } of acknowledged) {
      const { status, body } = await town.get<{ case: { number: string; title: string; version: number } }>(`/api/v1/cases/${id}`)
      expect({ status, number: body.case?.number, title: body.case?.title }).toEqual({ status: 200, number, title })
      const events = await town.get<{ seq: number; type: string }[]>(`/api/v1/cases/${id}/events`)
      expect(events.body.map(({ seq }) => seq)).toEqual(events.body.map((_, index) => index + 1))
      expect(events.body[0]?.type).toBe('case.submitted')
      expect(events.body).toHaveLength(body.case.version)
    }
  })

  it('answers a repeated key with the same whistle, and an interrupted one with exactly one', async () => {
    for (const attempt of attempts) expect(await blow(attempt)).toBe(true)
    for (const attempt of attempts.slice(-20)) expect(await blow(attempt)).toBe(true)
    expect(new Set(attempts.map(({ id }) => id)).size).toBe(attempts.length)
    expect(new Set(attempts.map(({ number }) => number)).size).toBe(attempts.length)
    expect((await countCases()) - before).toBe(attempts.length)
  })

  it('leaves chains that verify', async () => {
    await product?.stop()
    const verified = product?.command('audit', 'verify')
    expect(verified, verified?.err).toMatchObject({ status: 0 })
  })
})
