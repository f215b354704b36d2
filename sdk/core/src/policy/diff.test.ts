import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pointedAt } from '../shared/json-pointer.ts'
import { aPolicy } from '../testing/a-policy.ts'
import { describeChange } from './diff-sentence.ts'
import { diffPolicy } from './diff.ts'
import type { Policy } from './schema.ts'

/** A copy of the policy of the tests after `edit`. */
function edited(edit: (policy: Policy) => void): Policy {
  const policy = JSON.parse(JSON.stringify(aPolicy())) as Policy
  edit(policy)
  return policy
}

const clock = (policy: Policy, id: string) => policy.sla.clocks.find((one) => one.id === id) as Policy['sla']['clocks'][number]
const goal = (policy: Policy, id: string) => clock(policy, id).goals[0] as Policy['sla']['clocks'][number]['goals'][number]

const rows: [name: string, edit: (policy: Policy) => void, zh: string[]][] = [
  ['nothing', () => {}, []],
  ['three hours become two', (p) => (goal(p, 'arrive').amount = 2), ['时限「到场」的限时由 3 小时改为 2 小时']],
  [
    'amount and unit are said together',
    (p) => Object.assign(goal(p, 'arrive'), { amount: 90, unit: 'minute' }),
    ['时限「到场」的限时由 3 小时改为 90 分钟'],
  ],
  ['working days', (p) => (goal(p, 'reply').amount = 5), ['时限「答复」的限时由 3 个工作日改为 5 个工作日']],
  ['another way to count', (p) => (goal(p, 'sign').basis = 'working-minutes'), ['时限「签收」的限时由 30 分钟改为 30 分钟（工作时间）']],
  [
    'a goal for emergencies first',
    (p) =>
      (clock(p, 'arrive').goals = [
        { when: { eq: ['case.emergency', true] }, amount: 30, unit: 'minute', basis: 'natural' },
        goal(p, 'arrive'),
      ]),
    ['时限「到场」新增一档限时：30 分钟，适用于【应急为“是”】'],
  ],
  [
    'a condition',
    (p) => Object.assign(p.flows[0]?.steps[1] ?? {}, { when: { exists: 'case.item' } }),
    ['办理流程「办理流程」的步骤「派件」的适用情形原来没有，现为【事项已填写】'],
  ],
  [
    'a holiday among others',
    (p) => p.calendars[0]?.exceptions.splice(1, 0, { kind: 'holiday', from: '2026-09-25', to: '2026-09-27', name: '中秋节' }),
    ['新增工作日历「工作日历」的节假日「中秋节」'],
  ],
  ['a choice by its name', (p) => (clock(p, 'reply').onReentry = 'resume'), ['时限「答复」的再次进入由新一轮重新计时改为接着计时']],
  ['roles by their names', (p) => (clock(p, 'reply').notify = ['dept-leader']), ['时限「答复」的超时告知由部门签收员改为部门主管领导']],
  ['a thing taken away', (p) => (p.supervision.rules = p.supervision.rules.slice(1)), ['删去督办规则「逾期未到场」']],
  ['a thing added', (p) => p.sources.push({ id: 'hotline', name: '12345 热线' }), ['新增哨源「12345 热线」']],
  [
    'order is a change of its own, and moving is not adding',
    (p) => p.responsibilities.items.reverse(),
    ['责任清单的责任事项的顺序由占道经营、河道倾倒垃圾改为河道倾倒垃圾、占道经营'.replaceAll(/(占道经营|河道倾倒垃圾)/g, '“$1”')],
  ],
  [
    'another lead',
    (p) => Object.assign(p.responsibilities.items[0] ?? {}, { lead: 'SL', cooperating: [] }),
    ['事项「占道经营」的主体责任部门由“ZF”改为“SL”', '事项「占道经营」的配合责任部门由“SL”改为空'],
  ],
  [
    'a weight',
    (p) => Object.assign(p.scoring.models[0]?.parts[0] ?? {}, { weight: '1/3' }),
    ['考核「部门月度考核」的计分项目「响应速度」的权重由“1/2”改为“1/3”'],
  ],
  [
    'what unrated cases count as',
    (p) => Object.assign(p.scoring.models[0]?.indicators.speed ?? {}, { missing: 'full' }),
    ['考核「部门月度考核」的指标「响应速度」的未评计法原来没有，现为默认满分'],
  ],
  [
    'a field of a form',
    (p) => Object.assign((p.forms[0]?.schema.properties as Record<string, object>).title ?? {}, { maxLength: 30 }),
    ['表单「吹哨登记表」的字段「简述」的最多字数由 60 改为 30'],
  ],
  ['yes and no', (p) => Object.assign(p.flows[0]?.consent ?? {}, { automatic: true }), ['办理流程「办理流程」的逾期视为同意由否改为是']],
  ['a name is a field like others', (p) => (p.profile.title = '乡呼县应'), ['县情与用语的系统名称由“吹哨报到平台”改为“乡呼县应”']],
]

describe('diffPolicy in words', () => {
  it.each(rows)('%s', (_name, edit, zh) => {
    const after = edited(edit)
    const changes = diffPolicy(aPolicy(), after)
    expect(changes.map((change) => describeChange(change, 'zh', change.kind === 'removed' ? aPolicy() : after))).toEqual(zh)
  })

  it('and in English', () => {
    const after = edited((p) => (goal(p, 'arrive').amount = 2))
    expect(diffPolicy(aPolicy(), after).map((change) => describeChange(change, 'en', after))).toEqual([
      'Clock "到场": goals changed from 3 h to 2 h',
    ])
  })
})

describe('laws', () => {
  it('a change points at what it says', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), ([, edit]) => {
        const [before, after] = [aPolicy(), edited(edit)]
        for (const { kind, at } of diffPolicy(before, after)) expect(pointedAt(kind === 'removed' ? before : after, at)).toBeDefined()
      }),
    )
  })

  it('back and forth are mirror images', () => {
    for (const [, edit] of rows) {
      const [before, after] = [aPolicy(), edited(edit)]
      const mirrored = { added: 'removed', removed: 'added', changed: 'changed' }
      const forth = diffPolicy(before, after).map((change) => `${mirrored[change.kind]} ${change.object}`)
      const back = diffPolicy(after, before).map((change) => `${change.kind} ${change.object}`)
      expect(back.toSorted()).toEqual(forth.toSorted())
    }
  })
})

describe('a part the county did not have', () => {
  it('comes and goes entry by entry, and the order of fields is said by their titles', () => {
    const policy = aPolicy()
    const { order: _order, ...form } = policy.forms[0]!
    const dictionary = { id: 'ways', name: '处置方式', entries: [] }
    const withOne = { ...policy, dictionaries: [dictionary] }
    expect(diffPolicy(policy, withOne).map(({ kind, object }) => [kind, object])).toEqual([['added', '字典「处置方式」']])
    expect(diffPolicy(withOne, policy).map(({ kind, object }) => [kind, object])).toEqual([['removed', '字典「处置方式」']])
    const [first = ''] = Object.keys(form.schema['properties'] as object)
    const ordered = { ...policy, forms: [{ ...form, order: [first] }, ...policy.forms.slice(1)] }
    const bare = { ...policy, forms: [form, ...policy.forms.slice(1)] }
    const title = (form.schema['properties'] as Record<string, { title: string }>)[first]?.title
    expect(diffPolicy(bare, ordered).map(({ after }) => after)).toEqual([[title]])
  })
})
