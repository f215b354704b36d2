import { MINUTE, parseLocal, policyHash } from '@shaotai/core'
import { aPolicy, anOrganisation } from '@shaotai/core/testing'
import { expect, test } from 'vitest'
import { encodeJson } from '../platform/db/columns.ts'
import { DraftOutcomes } from './draft-outcomes.ts'

const policy = aPolicy()
const titled = (title: string) => encodeJson<unknown>({ ...policy, profile: { ...policy.profile, title } })
const now = parseLocal('2026-11-02T09:00', 480)
const base = { hash: 'h', version: 1, effectiveAt: 0, policy }
const asked = { document: titled('甲'), base, organisation: anOrganisation(), now }

test('says what the draft comes to', () => {
  const { changes, examples, hash } = new DraftOutcomes().of(asked)
  expect(changes).toMatchObject([{ kind: 'changed', at: '/profile/title', after: '甲' }])
  expect(examples).toEqual([])
  expect(hash).toBe(policyHash({ ...policy, profile: { ...policy.profile, title: '甲' } }))
})

test('is worked out once, and again when anything it follows from is another', () => {
  const outcomes = new DraftOutcomes()
  const first = outcomes.of(asked)
  expect(outcomes.of({ ...asked, organisation: anOrganisation(), now: now + 1 })).toBe(first)
  for (const other of [
    { ...asked, document: titled('乙') },
    { ...asked, base: { ...base, hash: 'i' } },
    { ...asked, base: undefined },
    { ...asked, organisation: { ...anOrganisation(), people: [] } },
    { ...asked, now: now + 60 * MINUTE },
  ])
    expect(outcomes.of(other)).not.toBe(first)
})

test('what was asked for last is kept, never more than 64', () => {
  const outcomes = new DraftOutcomes()
  const [old, used] = [outcomes.of(asked), outcomes.of({ ...asked, document: titled('常用') })]
  for (let index = 0; index < 63; index++) {
    outcomes.of({ ...asked, document: titled(`第 ${index} 份`) })
    outcomes.of({ ...asked, document: titled('常用') })
  }
  expect(outcomes.of({ ...asked, document: titled('常用') })).toBe(used)
  expect(outcomes.of(asked)).not.toBe(old)
})
