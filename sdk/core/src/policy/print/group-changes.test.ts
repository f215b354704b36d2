import { describe, expect, it } from 'vitest'
import { aPolicy } from '../../testing/index.ts'
import { diffPolicy } from '../diff.ts'
import type { Policy } from '../schema.ts'
import { groupChanges } from './group-changes.ts'
import { printPolicy } from './print-policy.ts'

/** The groups of what an edit changes: number, title and how many changes. */
function groups(edit: (policy: Policy) => void) {
  const [before, after] = [aPolicy(), aPolicy()]
  edit(after)
  return groupChanges(diffPolicy(before, after), printPolicy(before), printPolicy(after)).map(({ title, removed, changes }) => ({
    title: `${removed ? '原' : ''}${title}`,
    changes: changes.length,
  }))
}

describe('changes by clause', () => {
  it.each<[string, (policy: Policy) => void, { title: string; changes: number }[]]>([
    ['nothing', () => {}, []],
    [
      'two changes of one clock',
      ({ sla: { clocks } }) => Object.assign(clocks[0] ?? {}, { name: '转办', note: '改了' }),
      [{ title: '转办时限', changes: 2 }],
    ],
    ['a clock that is gone', ({ sla }) => void sla.clocks.shift(), [{ title: '原派件时限', changes: 1 }]],
    [
      'an item of the list',
      ({ responsibilities: { items } }) => Object.assign(items[0] ?? {}, { name: '另一事项' }),
      [{ title: '责任清单', changes: 1 }],
    ],
  ])('%s', (_, edit, expected) => expect(groups(edit)).toEqual(expected))
})
