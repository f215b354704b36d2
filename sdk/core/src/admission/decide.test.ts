import { describe, expect, it } from 'vitest'
import type { Facts } from '../condition/schema.ts'
import type { Policy } from '../policy/schema.ts'
import { decideAdmission } from './decide.ts'

type Admission = NonNullable<Policy['admission']>
type Result = Admission['tables'][number]['rows'][number]['result']

/** 两吹两不吹: urgent → allow, own power → deny, in doubt → review, tried in vain → allow. */
const TABLE: Admission['tables'][number] = {
  id: 'own-power',
  name: '两吹两不吹',
  hit: 'first',
  inputs: [
    { id: 'urgent', name: '应急', path: 'case.emergency' },
    { id: 'own', name: '权限内', path: 'form.own' },
    { id: 'tried', name: '已协调', path: 'form.tried' },
  ],
  rows: [
    { id: 'R1', cells: { urgent: true }, result: 'allow', message: '突发紧急，可以吹哨' },
    { id: 'R2', cells: { own: true }, result: 'deny', message: '权限内可自行解决' },
    { id: 'R3', cells: { own: false, tried: false }, result: 'review', message: '先行协调' },
    { id: 'R4', cells: { own: false, tried: true }, result: 'allow', message: '可以吹哨' },
  ],
}

const decide = (facts: Facts, admission: Partial<Admission> = {}) =>
  decideAdmission({ admission: { tables: [TABLE], ...admission } }, facts)

describe('an admission table decides', () => {
  it.each<[name: string, facts: Facts, row: string, result: Result]>([
    ['by the first row that agrees', { case: { emergency: true }, form: { own: true } }, 'R1', 'allow'],
    ['by a later row when the first does not', { case: { emergency: false }, form: { own: true } }, 'R2', 'deny'],
    ['by a row all of whose cells agree', { form: { own: false, tried: false } }, 'R3', 'review'],
    ['not by a row one of whose cells disagrees', { form: { own: false, tried: true } }, 'R4', 'allow'],
    ['a fact that is not given agrees neither with 是 nor with 否: the platform looks', { form: { own: false } }, '', 'review'],
    ['text is no answer to a yes-or-no question', { form: { own: 'true', tried: 1 } }, '', 'review'],
    ['no facts at all: the platform looks', {}, '', 'review'],
  ])('%s', (_name, facts, row, result) => {
    expect(decide(facts)).toMatchObject({ row, result })
  })

  it('and says by which table, row and words, and what it compared', () => {
    expect(decide({ case: { emergency: false }, form: { own: true, tried: '说不清' } })).toEqual({
      table: 'own-power',
      row: 'R2',
      result: 'deny',
      message: '权限内可自行解决',
      inputs: { urgent: false, own: true, tried: undefined },
    })
  })

  it('and says that no row did', () => {
    expect(decide({})).toEqual({ table: '', row: '', result: 'review', message: '', inputs: {} })
  })

  it('and leaves what it has no row for to the next table', () => {
    const open = { ...TABLE, id: 'else', rows: [{ id: 'E1', cells: {}, result: 'allow' as const, message: '其余可以吹哨' }] }
    expect(decide({ form: { own: true } }, { tables: [TABLE, open] })).toMatchObject({ table: 'own-power', row: 'R2' })
    expect(decide({}, { tables: [TABLE, open] })).toMatchObject({ table: 'else', row: 'E1', result: 'allow' })
  })
})

describe('what is off the list (清单外事项)', () => {
  const off = (more: Record<string, unknown>, own: boolean) => ({ case: { offList: true, ...more }, form: { own, tried: true } })

  it.each<[name: string, facts: Facts, offList: Admission['offList'], row: string, result: Result]>([
    ['the platform looks at it even where the table allows', off({}, false), undefined, 'R4', 'review'],
    ['also where that is written down', off({}, false), 'review', 'R4', 'review'],
    ['unless the county leaves it to the table', off({}, false), 'table', 'R4', 'allow'],
    ['or it is urgent', off({ emergency: true }, false), undefined, 'R1', 'allow'],
    ['what the table denies stays denied', off({}, true), undefined, 'R2', 'deny'],
    [
      'what is on the list is decided by the table',
      { case: { offList: false }, form: { own: false, tried: true } },
      undefined,
      'R4',
      'allow',
    ],
  ])('%s', (_name, facts, offList, row, result) => {
    expect(decide(facts, { offList })).toMatchObject({ row, result })
  })
})

describe('nothing is decided', () => {
  const applies = { eq: ['case.category', 'quick'] as [string, string] }

  it.each<[name: string, policy: Pick<Policy, 'admission'>]>([
    ['without an admission policy', { admission: undefined }],
    ['where it applies to other cases', { admission: { tables: [TABLE], applies } }],
  ])('%s', (_name, policy) => {
    expect(decideAdmission(policy, { case: { category: 'hard' }, form: { own: true } })).toBeUndefined()
  })

  it('but where it applies, it decides', () => {
    expect(decide({ case: { category: 'quick' }, form: { own: true } }, { applies })).toMatchObject({ row: 'R2' })
  })
})
