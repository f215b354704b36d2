import { describe, expect, it } from 'vitest'
import { aDeliberatingOrganisation, aDeliberatingPolicy, A_MONDAY_MORNING } from '../testing/index.ts'
import type { Organisation } from '../organisation/schema.ts'
import { checkPolicy } from './check.ts'
import { describeChange } from './diff-sentence.ts'
import { diffPolicy } from './diff.ts'
import { FINDING_SEVERITY, type FindingCode } from './finding-codes.ts'
import { parsePolicy } from './parse.ts'
import { describeFinding } from './sentence.ts'
import type { Policy } from './schema.ts'

type Edit = (p: { flow: Policy['flows'][number]; policy: Policy; organisation: Organisation }) => unknown

/** The policy of the tests with the two clocks that a whole one has. */
function aWholePolicy(): Policy {
  const policy = aDeliberatingPolicy()
  const [first] = policy.sla.clocks as [Policy['sla']['clocks'][number]]
  const timed = (id: string, start: 'approval.opened' | 'case.bypassed', stop: 'approval.passed' | 'case.registered') => ({
    ...first,
    id,
    name: id,
    start: [start],
    stop: [stop],
    cancel: ['approval.cancelled' as const],
    pauseBy: [],
  })
  const clocks = [
    ...policy.sla.clocks,
    timed('approval', 'approval.opened', 'approval.passed'),
    timed('registration', 'case.bypassed', 'case.registered'),
  ]
  return structuredClone({ ...policy, sla: { ...policy.sla, clocks } })
}

function found(edit: Edit): { code: string; at: string; sentence: string }[] {
  const policy = aWholePolicy()
  const organisation = structuredClone(aDeliberatingOrganisation())
  const [flow] = policy.flows as [Policy['flows'][number]]
  edit({ flow, policy, organisation })
  return checkPolicy(policy, { organisation, now: A_MONDAY_MORNING }).map((one) => ({
    code: one.code,
    at: one.at,
    sentence: describeFinding(one, policy) + describeFinding(one, policy, 'en'),
  }))
}

const step = (flow: Policy['flows'][number], id: string) => flow.steps.find((one) => one.id === id)!
const without = (flow: Policy['flows'][number], ...ids: string[]) => (flow.steps = flow.steps.filter((one) => !ids.includes(one.id)))

const ROWS: [string, Edit, FindingCode, string][] = [
  [
    'seats and roles at once',
    ({ flow }) => (flow.approvals![1]!.by = ['county-leader']),
    'policy.approval.seats-or-by',
    '/flows/0/approvals/1',
  ],
  ['neither', ({ flow }) => delete flow.approvals![1]!.seats, 'policy.approval.seats-or-by', '/flows/0/approvals/1'],
  ['one person in two seats', ({ flow }) => (flow.approvals![1]!.mode = 'single'), 'policy.approval.single-seat', '/flows/0/approvals/1'],
  ['a meeting without its rule', ({ flow }) => delete flow.approvals![0]!.meeting, 'policy.approval.meeting', '/flows/0/approvals/0'],
  [
    'a quorum beyond all',
    ({ flow }) => (flow.approvals![0]!.meeting!.quorum = '4/3'),
    'policy.flow.threshold',
    '/flows/0/approvals/0/meeting/quorum',
  ],
  ['a vote without a share', ({ flow }) => (flow.approvals![1]!.mode = 'vote'), 'policy.flow.threshold', '/flows/0/approvals/1/threshold'],
  [
    'more to speak than there are seats',
    ({ flow }) => Object.assign(flow.approvals![1]!, { mode: 'vote', threshold: '1/2', quorum: 3 }),
    'policy.approval.quorum',
    '/flows/0/approvals/1/quorum',
  ],
  [
    'a role of another side',
    ({ flow }) => (flow.approvals![1]!.seats![0]!.of = 'town'),
    'policy.approval.seat-side',
    '/flows/0/approvals/1/seats/0/role',
  ],
  [
    'a named unit without its name',
    ({ flow }) => (flow.approvals![1]!.seats![0]!.of = 'unit'),
    'policy.approval.seat-unit',
    '/flows/0/approvals/1/seats/0/unit',
  ],
  [
    'a unit that does not exist',
    ({ flow }) => Object.assign(flow.approvals![1]!.seats![0]!, { of: 'unit', unit: 'NO' }),
    'policy.unit.missing',
    '/flows/0/approvals/1/seats/0/unit',
  ],
  [
    'a seat nobody can take',
    ({ organisation }) => (organisation.people = organisation.people.filter((one) => one.id !== 'leader')),
    'policy.approval.seat-nobody',
    '/flows/0/approvals/1/seats/1',
  ],
  [
    'failing fast in a row',
    ({ flow }) => (flow.approvals![1]!.failFast = true),
    'policy.approval.setting-idle',
    '/flows/0/approvals/1/failFast',
  ],
  [
    'an approval of nothing',
    ({ flow }) => delete flow.states.find((one) => one.id === 'approving')!.approval,
    'policy.approval.unused',
    '/flows/0/approvals/0',
  ],
  ['a state of another phase', ({ flow }) => (flow.states[2]!.phase = 'TRIAGE'), 'policy.approval.phase', '/flows/0/states/2/approval'],
  ['no way on', ({ flow }) => without(flow, 'disapprove'), 'policy.approval.no-step', '/flows/0/states/2/approval'],
  [
    'a person beside it',
    ({ flow }) => (step(flow, 'approve').by = ['system', 'town-principal']),
    'policy.approval.step-by-person',
    '/flows/0/steps/22/by',
  ],
  [
    'no time limit',
    ({ policy }) => (policy.sla.clocks = policy.sla.clocks.filter((one) => one.id !== 'approval')),
    'policy.approval.untimed',
    '/flows/0/states/2/approval',
  ],
  ['an approval nobody wrote', ({ flow }) => (flow.states[2]!.approval = 'none'), 'policy.reference.missing', '/flows/0/states/2/approval'],
  [
    'a request that goes nowhere',
    ({ flow }) => (flow.requests[1]!.approvals = [{ approval: 'none' }]),
    'policy.reference.missing',
    '/flows/0/requests/1/approvals/0/approval',
  ],
  [
    'a panel whose decision does nothing',
    ({ flow }) => (step(flow, 'adjudicate').by = ['county-office']),
    'policy.panel.no-step',
    '/flows/0/panel',
  ],
  ['a panel nobody calls', ({ flow }) => without(flow, 'to-panel', 'no-agreement'), 'policy.panel.never-opened', '/flows/0/panel'],
  [
    'a panel with nobody above it',
    ({ flow }) => (step(flow, 'adjudicate').by = ['system']),
    'policy.panel.nobody-above',
    '/flows/0/panel/quorum',
  ],
  ['a unit twice on it', ({ flow }) => (flow.panel!.seats[1]!.unit = 'BB'), 'policy.panel.seat-twice', '/flows/0/panel/seats/1/unit'],
  [
    'a seat of it without a person',
    ({ organisation }) => (organisation.people = organisation.people.filter((one) => one.id !== 'sf')),
    'policy.panel.seat-nobody',
    '/flows/0/panel/seats/1',
  ],
  [
    'too few people on it',
    ({ organisation }) => (organisation.people = organisation.people.filter((one) => one.id !== 'sf' && one.id !== 'dc')),
    'policy.panel.quorum-nobody',
    '/flows/0/panel/quorum',
  ],
  [
    'a seat of who appeals, on the group that decides the appeal',
    ({ flow }) => {
      flow.approvals![1]!.seats!.push({ id: 'party', role: 'dept-leader', of: 'requester' })
      flow.requests[1] = { ...flow.requests[1]!, kind: 'appeal', against: ['rating'] }
    },
    'policy.approval.seat-party',
    '/flows/0/approvals/1/seats/2/of',
  ],
  [
    'units of the panel that answer for items themselves, so that too few may vote',
    ({ policy }) => Object.assign(policy.responsibilities.items[0]!, { lead: 'BB', cooperating: ['SF'] }),
    'policy.panel.quorum-party',
    '/flows/0/panel/quorum',
  ],
  ['a bypass to somewhere else', ({ flow }) => (flow.bypass!.to = 'triage'), 'policy.bypass.state', '/flows/0/bypass/to'],
  ['a bypass without emergencies', ({ policy }) => (policy.categories[2]!.emergency = false), 'policy.bypass.never', '/flows/0/bypass'],
  [
    'a registration without a limit',
    ({ policy }) => (policy.sla.clocks = policy.sla.clocks.filter((one) => one.id !== 'registration')),
    'policy.bypass.untimed',
    '/flows/0/bypass/registration',
  ],
  [
    'a consultation that never ends',
    ({ flow }) => without(flow, 'agreed', 'no-agreement'),
    'policy.consultation.never',
    '/flows/0/consultation',
  ],
  [
    'more time on no clock',
    ({ flow }) => (flow.consultation!.clocks = []),
    'policy.consultation.clocks',
    '/flows/0/consultation/mayChange',
  ],
  [
    'more time on a clock of the case',
    ({ flow }) => (flow.consultation!.clocks = ['dispatch']),
    'policy.consultation.clock-of-case',
    '/flows/0/consultation/clocks/0',
  ],
  [
    'rising to the lowest',
    ({ policy }) => (policy.categories[0]!.upgrades![0]!.to = 'normal'),
    'policy.level.never-rises',
    '/categories/0/upgrades/0/to',
  ],
  [
    'rising to nowhere',
    ({ policy }) => (policy.categories[0]!.upgrades![0]!.to = 'none'),
    'policy.reference.missing',
    '/categories/0/upgrades/0/to',
  ],
  [
    'rising by what nobody knows',
    ({ policy }) => (policy.categories[0]!.upgrades![0]!.when = { eq: ['case.weather', 'rain'] }),
    'condition.path-unknown',
    '/categories/0/upgrades/0/when/eq/0',
  ],
  [
    'waiting for a platform that may not decide',
    ({ flow }) => (step(flow, 'deny').by = ['system']),
    'policy.admission.nobody-reviews',
    '/flows/0/states/0',
  ],
  [
    'a proof without its field',
    ({ policy }) => (policy.admission!.attempt!.field = 'nothing'),
    'policy.admission.attempt-field',
    '/admission/attempt/field',
  ],
]

describe('the check of what several decide', () => {
  it('finds nothing wrong with a whole one', () => {
    expect(parsePolicy(aWholePolicy())).toMatchObject({ ok: true })
    expect(found(() => undefined).map(({ code, at }) => `${code} ${at}`)).toEqual([])
  })

  it('asks no proof of a form that only emergencies use', () => {
    const emergency = ({ policy }: { policy: Policy }) => {
      const [first] = policy.categories as [Policy['categories'][number]]
      policy.categories.push({ ...first, id: 'danger', name: '险情', emergency: true, form: 'danger' })
      policy.forms.push({
        id: 'danger',
        title: '应急吹哨单',
        schema: { type: 'object', properties: { title: { type: 'string', title: '险情', maxLength: 60 } } },
      })
    }
    expect(found(emergency).map(({ code, at }) => `${code} ${at}`)).toEqual([])
  })

  it.each(ROWS)('%s', (_what, edit, code, at) => {
    const all = found(edit)
    expect(all.map((one) => [one.code, one.at])).toContainEqual([code, at])
    expect(all.find((one) => one.code === code)!.sentence).not.toMatch(/\{|\}|undefined|\[object|“无”/)
  })

  it('plants every fault there is', () => {
    const codes = Object.keys(FINDING_SEVERITY).filter((code) =>
      /^policy\.((approval|panel|bypass|consultation|level)\.|admission\.(nobody|attempt))/.test(code),
    )
    const planted = new Set<string>(ROWS.map(([, , code]) => code))
    expect(codes.filter((code) => !planted.has(code))).toEqual([])
  })
})

describe('changes in words', () => {
  it.each<[string, Edit, string]>([
    ['a share', ({ flow }) => (flow.approvals![0]!.meeting!.threshold = '2/3'), '审批「镇街会议审议」的通过比例由“1/2”改为“2/3”'],
    [
      'a seat more',
      ({ flow }) => flow.approvals![1]!.seats!.push({ id: 'x', name: '县长', role: 'county-leader', of: 'county' }),
      '新增审批「延期审批」的席位「县长」',
    ],
    ['a mode', ({ flow }) => (flow.approvals![1]!.mode = 'all'), '方式由顺序会签改为会签'],
    ['the quorum of the panel', ({ flow }) => (flow.panel!.quorum = 3), '法定人数由 2 改为 3'],
    ['an upgrade', ({ policy }) => (policy.categories[0]!.upgrades![0]!.to = 'key'), '哨级升级「三轮未结」的升为由“knotty”改为“key”'],
  ])('%s', (_name, edit, words) => {
    const [before, after] = [aWholePolicy(), aWholePolicy()]
    edit({ flow: after.flows[0]!, policy: after, organisation: aDeliberatingOrganisation() })
    const said = diffPolicy(before, after).map((change) => describeChange(change, 'zh', after))
    expect(said.join('\n')).toContain(words)
  })
})
