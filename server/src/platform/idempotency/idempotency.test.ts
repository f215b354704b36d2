import { fail, ok, refuse } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { describeEachDatabase, inTestCounty, seedCounty, type Opened } from '../testing/describe-each-database.ts'
import { Idempotency } from './idempotency.ts'

describeEachDatabase('idempotency', (database) => {
  let opened: Opened
  const idempotency = new Idempotency()
  beforeAll(async () => {
    opened = await database.open()
    await seedCounty(opened)
  })
  let effects = 0
  const act = (key: string | undefined, body: unknown, person = 'p1') =>
    opened.unitOfWork.run({ ...inTestCounty, actor: { ...inTestCounty.actor, person } }, (tx) =>
      idempotency.once(tx, key, body, async () => {
        effects++
        return ok({ made: effects })
      }),
    )

  test('the same key and request give the stored answer, whatever the order of keys', async () => {
    const first = await act('key-00001', { a: 1, b: 2 })
    expect(await act('key-00001', { b: 2, a: 1 })).toEqual(first)
    expect(effects).toBe(1)
  })

  test('the same key with another request is refused', async () => {
    expect(await act('key-00001', { a: 2 })).toMatchObject({ ok: false, error: { code: 'idempotency.key-reused' } })
  })

  test('keys belong to a person; without a key nothing is remembered', async () => {
    const before = effects
    await act('key-00001', { a: 1, b: 2 }, 'p2')
    await act(undefined, { a: 1 })
    await act(undefined, { a: 1 })
    expect(effects).toBe(before + 3)
  })

  test('sixteen at once have one effect and one answer', async () => {
    const before = effects
    const answers = await Promise.all(Array.from({ length: 16 }, () => act('key-burst', { x: 1 })))
    expect(effects).toBe(before + 1)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })

  test('a refusal is not remembered: the same request may succeed later', async () => {
    let allowed = false
    const attempt = () =>
      opened.unitOfWork.run(inTestCounty, (tx) =>
        idempotency.once(tx, 'key-later', {}, async () => (allowed ? ok('done') : fail(refuse('test.not-yet')))),
      )
    expect((await attempt()).ok).toBe(false)
    allowed = true
    expect(await attempt()).toEqual(ok('done'))
  })
})
