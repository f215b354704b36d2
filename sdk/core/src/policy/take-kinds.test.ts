import { expect, test } from 'vitest'
import { loadTemplate } from '../../../../templates/testing/load-template.ts'
import { checkPolicy } from './check.ts'
import type { PolicyKind } from './schema.ts'
import { takeKinds } from './take-kinds.ts'

const { policy: ours, organisation } = loadTemplate('hechuan')
const { policy: theirs } = loadTemplate('hechuan-city')
const context = { organisation, now: 0 }
const red = (policy: typeof ours) => checkPolicy(policy, context).filter((finding) => finding.severity === 'red')

test.each<PolicyKind>(['sla', 'guides', 'scoring', 'flows', 'profile'])(
  '%s of another county, with all it does not stand without',
  (kind) => {
    const taken = takeKinds(ours, theirs, [kind], context)
    expect(taken?.kinds).toContain(kind)
    expect(taken && red(taken.policy)).toEqual([])
    expect(taken?.added.every((one) => one.because !== '' && one.kind !== kind)).toBe(true)
    expect(taken?.policy[kind]).toEqual(theirs[kind])
  },
)

test('what stands by itself brings nothing along; what does not differ is not taken', () => {
  expect(takeKinds(ours, theirs, ['profile'], context)).toMatchObject({ kinds: ['profile'], added: [] })
  expect(takeKinds(ours, theirs, ['calendars'], context)).toBeUndefined()
  expect(takeKinds(ours, theirs, [], context)).toBeUndefined()
})
