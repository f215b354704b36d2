import type { FieldUsageAnswer } from '@shaotai/api'
import { newField } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'

describeEachDatabase('what stored cases say of one field of a form', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  let admin: TestClient
  let town: TestClient
  const usage = async (field: string, as?: object) => {
    const answer = await admin.send('POST', '/api/v1/form-field-usages', { form: 'whistle', field, ...(as && { as }) })
    return { status: answer.status, ...(answer.body as FieldUsageAnswer) }
  }

  beforeAll(async () => {
    running = await database.app()
    town = await TestClient.signedIn(running.url, 'town')
    admin = await TestClient.signedIn(running.url, 'admin')
    for (const title of ['12345678', '南河大堤外侧新建彩钢房', '集市路口流动摊点'])
      expect(
        (await town.send('POST', '/api/v1/cases', { ...A_WHISTLE, form: { ...A_WHISTLE.form, title, parties: '张三丰' } })).status,
      ).toBe(201)
  })

  test('counts the cases that filled it in, with a few answers in words', async () => {
    expect(await usage('title')).toEqual({
      status: 200,
      cases: 3,
      holding: 0,
      values: 3,
      unconverted: 0,
      reached: null,
      sample: expect.arrayContaining([{ text: '12345678', converts: true }]) as unknown,
    })
    expect(await usage('gone')).toMatchObject({ cases: 0, values: 0, sample: [] })
  })

  test('says how many answers mean something as another kind, those that do not first', async () => {
    const answer = await usage('title', newField('number', '数量'))
    expect(answer).toMatchObject({ cases: 3, unconverted: 2 })
    expect(answer.sample.map((one) => one.converts)).toEqual([false, false, true])
  })

  test('counts the cases that chose one option', async () => {
    const chosen = await admin.send('POST', '/api/v1/form-field-usages', { form: 'whistle', field: 'title', value: '集市路口流动摊点' })
    expect(chosen.body).toMatchObject({ cases: 3, holding: 1 })
  })

  test('shows nothing personal', async () => {
    expect((await usage('parties')).sample.map((one) => one.text)).toEqual(['张**', '张**', '张**'])
  })

  test('only answers those who make the rules', async () => {
    expect((await town.send('POST', '/api/v1/form-field-usages', { form: 'whistle', field: 'title' })).status).toBe(403)
  })
})
