import { describe, expect, it } from 'vitest'
import type { Ledger } from '../ledger/schema.ts'
import { aLedger, aLedgerPolicy } from '../testing/a-ledger.ts'
import { checkPolicy } from './check.ts'
import { diffPolicy } from './diff.ts'
import { describeChange } from './diff-sentence.ts'
import { FINDING_SEVERITY } from './finding-codes.ts'
import { parsePolicy } from './parse.ts'
import type { Policy } from './schema.ts'
import { describeFinding } from './sentence.ts'

/** A ledger with everything: consultation, effect of a list change; and one that grants permissions, with the gate. */
function aFullPolicy(): Policy {
  const text = { type: 'string', title: '字段', maxLength: 60 }
  const date = { ...text, format: 'date' }
  const policy = aLedgerPolicy([
    aLedger({
      consultation: {
        name: '征求意见',
        state: 'review',
        unitsField: 'consulted',
        by: ['dept-leader'],
        limit: { amount: 5, unit: 'day', basis: 'working-days' },
        silence: 'stated',
        veto: 'field',
        vetoField: 'town',
      },
      effect: {
        kind: 'list-change',
        change: 'change',
        item: 'item',
        from: 'begin',
        fields: { name: 'title', domain: 'domain', kind: 'kind', category: 'category', lead: 'owner' },
      },
    }),
    aLedger({
      id: 'admission',
      name: '准入申请',
      use: 'task-admission',
      effect: { kind: 'task-admission', tasks: 'tasks', towns: 'towns', from: 'begin', to: 'end', maxDays: 90 },
    }),
  ])
  const form = policy.forms.find((one) => one.id === 'rectify-entry')!
  const more = {
    consulted: text,
    town: text,
    change: text,
    item: text,
    domain: text,
    kind: text,
    category: text,
    tasks: text,
    towns: text,
    begin: date,
    end: date,
  }
  Object.assign(form.schema.properties as object, more)
  return {
    ...policy,
    gate: {
      title: '交办事项准入',
      by: ['dept-clerk'],
      gated: ['task', 'assessment'],
      permits: ['territorial'],
      townDuty: true,
      units: 'involved',
      authority: 'PT',
      ledger: 'admission',
    },
  }
}

type Edit = (policy: Policy, ledger: Ledger) => void
const found = (edit: Edit) => {
  const policy = structuredClone(aFullPolicy())
  edit(policy, policy.ledgers![0]!)
  expect(parsePolicy(policy).ok).toBe(true)
  return checkPolicy(policy).map((one) => ({ ...one, sentence: describeFinding(one, policy) }))
}

const MAPPED = { item: 'item', lead: 'owner', cooperating: 'towns' }

/** The ledger takes up what a panel proposes, its form filled so. */
function takesUp(policy: Policy, ledger: Ledger, change: object) {
  if (ledger.effect?.kind !== 'list-change') throw new Error('no list change')
  ledger.effect.proposal = { ...MAPPED, ...change }
  const [flow] = policy.flows
  if (flow) flow.panel = { seats: [{ unit: 'PT' }], quorum: 1, tie: 'again', proposesListChange: true }
}

const ROWS: readonly [what: string, edit: Edit, code: string, at: string][] = [
  [
    'a state nothing leads to',
    (_p, l) => l.states.push({ id: 'lost', name: '走失', phase: 'DOING' }),
    'policy.ledger.state-unreachable',
    '/ledgers/0/states/5',
  ],
  [
    'a state nothing leaves',
    (_p, l) => (l.steps = l.steps.filter((step) => !step.from.includes('review'))),
    'policy.ledger.dead-end',
    '/ledgers/0/states/2',
  ],
  [
    'a ring without an end',
    (_p, l) => (l.steps = l.steps.filter((step) => step.id !== 'ok' && step.id !== 'drop')),
    'policy.ledger.no-way-to-end',
    '/ledgers/0/states/0',
  ],
  ['never written off', (_p, l) => (l.states[3]!.phase = 'REFUSED'), 'policy.ledger.never-done', '/ledgers/0/states'],
  ['a step of the system without a condition', (_p, l) => (l.steps[0]!.by = ['system']), 'policy.ledger.step-nobody', '/ledgers/0/steps/0'],
  ['a step of a named unit that nothing names', (_p, l) => (l.steps[0]!.unit = 'named'), 'policy.ledger.step-nobody', '/ledgers/0/steps/0'],
  ['a responsible unit no form asks for', (_p, l) => (l.ownerField = 'who'), 'policy.ledger.field-missing', '/ledgers/0/ownerField'],
  [
    'a due date no form asks for',
    (_p, l) => (l.clocks![0]!.dateField = 'when'),
    'policy.ledger.field-missing',
    '/ledgers/0/clocks/0/dateField',
  ],
  [
    'a due date that is no date',
    (_p, l) => (l.clocks![0]!.dateField = 'title'),
    'policy.ledger.field-not-date',
    '/ledgers/0/clocks/0/dateField',
  ],
  ['a clock without a due time', (_p, l) => delete l.clocks![0]!.dateField, 'policy.ledger.clock-goal', '/ledgers/0/clocks/0'],
  [
    'a clock that nothing stops',
    (_p, l) => (l.clocks![0]!.until = ['todo']),
    'policy.ledger.clock-never-stops',
    '/ledgers/0/clocks/0/until',
  ],
  [
    'a named day that pauses',
    (_p, l) => (l.clocks![0]!.pauseIn = ['review']),
    'policy.ledger.clock-pause-date',
    '/ledgers/0/clocks/0/pauseIn',
  ],
  ['a warning at the due time', (_p, l) => (l.clocks![1]!.warnAt = ['1']), 'policy.clock.warning-late', '/ledgers/0/clocks/1/warnAt/0'],
  [
    'supervision of a warning that never comes',
    (_p, l) => delete l.clocks![0]!.remindDays,
    'policy.supervision.never-warned',
    '/ledgers/0/supervision/0/on',
  ],
  [
    'a consultation of nobody',
    (_p, l) => (l.consultation = { ...l.consultation!, unitsField: undefined, vetoField: undefined, veto: 'none' }),
    'policy.ledger.consultation-nobody',
    '/ledgers/0/consultation',
  ],
  [
    'silence that agrees',
    (_p, l) => (l.consultation!.silence = 'agree'),
    'policy.ledger.silence-agrees',
    '/ledgers/0/consultation/silence',
  ],
  ['a veto of nobody', (_p, l) => delete l.consultation!.vetoField, 'policy.ledger.veto-field', '/ledgers/0/consultation/veto'],
  [
    'an item added without a lead',
    (_p, l) => l.effect?.kind === 'list-change' && delete l.effect.fields.lead,
    'policy.ledger.effect-incomplete',
    '/ledgers/0/effect/fields',
  ],
  [
    'a proposal that leaves a required field empty',
    (p, l) => takesUp(p, l, {}),
    'policy.ledger.proposal-incomplete',
    '/ledgers/0/effect/proposal',
  ],
  [
    'a proposal filled into a field that is not there',
    (p, l) => takesUp(p, l, { lead: 'nobody' }),
    'policy.ledger.field-missing',
    '/ledgers/0/effect/proposal/lead',
  ],
  [
    'fixed contents of a field that is not there',
    (p, l) => takesUp(p, l, { fixed: [{ field: 'nothing', value: '无' }] }),
    'policy.ledger.field-missing',
    '/ledgers/0/effect/proposal/fixed/0/field',
  ],
  [
    'a proposal nobody makes',
    (p, l) => {
      takesUp(p, l, {})
      for (const flow of p.flows) delete flow.panel
    },
    'policy.ledger.proposal-never',
    '/ledgers/0/effect/proposal',
  ],
  ['a state that is not there', (_p, l) => (l.steps[0]!.to = 'heaven'), 'policy.reference.missing', '/ledgers/0/steps/0/to'],
  ['a form that is not there', (_p, l) => (l.form = 'none'), 'policy.reference.missing', '/ledgers/0/form'],
  [
    'a round of a clock that is not there',
    (_p, l) => (l.writeOff!.clock = 'none'),
    'policy.reference.missing',
    '/ledgers/0/writeOff/clock',
  ],
  [
    'a condition on what is not there',
    (_p, l) => (l.steps[0]!.when = { eq: ['form.none', 'x'] }),
    'condition.path-unknown',
    '/ledgers/0/steps/0/when/eq/0',
  ],
  [
    'an approval whose result nothing reads',
    (_p, l) => {
      l.approvals = [{ id: 'decide', name: '审定', mode: 'any', by: ['county-leader'] }]
      l.states[2]!.approval = 'decide'
    },
    'policy.ledger.approval-stops',
    '/ledgers/0/states/2/approval',
  ],
  [
    'an approval that is not there',
    (_p, l) => (l.states[2]!.approval = 'none'),
    'policy.reference.missing',
    '/ledgers/0/states/2/approval',
  ],
  [
    'an approval nobody is sent to',
    (_p, l) => (l.approvals = [{ id: 'decide', name: '审定', mode: 'any', by: ['county-leader'] }]),
    'policy.approval.unused',
    '/ledgers/0/approvals/0',
  ],
  ['no single authority', (p) => delete p.gate!.authority, 'policy.gate.authority-missing', '/gate/authority'],
  ['an authority for what is not gated', (p) => (p.gate!.gated = ['task']), 'policy.gate.authority-ungated', '/gate/gated'],
  ['a ledger that grants nothing', (p) => (p.gate!.ledger = 'rectify'), 'policy.gate.ledger-grants-nothing', '/gate/ledger'],
  ['nowhere to ask', (p) => delete p.gate!.ledger, 'policy.gate.nowhere-to-ask', '/gate'],
  ['a ledger that is not there', (p) => (p.gate!.ledger = 'none'), 'policy.reference.missing', '/gate/ledger'],
  [
    'two versions of an item in force together',
    (p) => p.responsibilities.items.push({ ...p.responsibilities.items[0]!, id: 'A-01.2', replaces: 'A-01', effectiveFrom: '2026-12-01' }),
    'policy.item.versions-overlap',
    '/responsibilities/items/2/effectiveFrom',
  ],
  [
    'an item that replaces nothing',
    (p) => (p.responsibilities.items[0]!.replaces = 'Z'),
    'policy.reference.missing',
    '/responsibilities/items/0/replaces',
  ],
  [
    'an item’s limit of a clock that is not there',
    (p) => (p.responsibilities.items[0]!.limits = [{ clock: 'none', amount: 1, unit: 'day', basis: 'working-days' }]),
    'policy.reference.missing',
    '/responsibilities/items/0/limits/0/clock',
  ],
  [
    'an arrow to nowhere',
    (p) =>
      (p.guides[0]!.flowchart = {
        nodes: [
          { id: 'a', name: '始', shape: 'start' },
          { id: 'b', name: '终', shape: 'end' },
        ],
        edges: [{ from: 'a', to: 'c' }],
      }),
    'policy.reference.missing',
    '/guides/0/flowchart/edges/0/to',
  ],
]

describe('the check of ledgers, gate and versions of items', () => {
  it('finds nothing wrong with a whole one', () => expect(found(() => undefined)).toEqual([]))

  it.each(ROWS)('%s', (_what, edit, code, at) => {
    const all = found(edit)
    expect(all.map((one) => [one.code, one.at])).toContainEqual([code, at])
    const { sentence } = all.find((one) => one.code === code && one.at === at)!
    expect(sentence).not.toMatch(/\{|\}|undefined|\[object/)
  })

  it('plants every fault there is', () => {
    const codes = Object.keys(FINDING_SEVERITY).filter((code) => /^policy\.(ledger|gate)\.|versions-overlap/.test(code))
    const planted = new Set(ROWS.map(([, , code]) => code))
    expect(codes.filter((code) => !planted.has(code))).toEqual([])
  })
})

describe('changes of ledgers in words', () => {
  it.each<[string, Edit, string]>([
    ['a longer goal', (_p, l) => (l.clocks![1]!.goals![0]!.amount = 3), '时限「认领」的限时由 2 个工作日改为 3 个工作日'],
    ['a condition', (_p, l) => (l.steps[2]!.when = { eq: ['form.solved', false] }), '适用情形由【已解决'],
    ['another authority', (p) => (p.gate!.authority = 'ZF'), '统一考核单位由“PT”改为“ZF”'],
    ['a new state', (_p, l) => l.states.push({ id: 'x', name: '复核', phase: 'REVIEW' }), '新增台账「整改台账」的状态「复核」'],
  ])('%s', (_name, edit, words) => {
    const [before, after] = [aFullPolicy(), structuredClone(aFullPolicy())]
    edit(after, after.ledgers![0]!)
    const said = diffPolicy(before, after).map((change) => describeChange(change, 'zh', after))
    expect(said.join('\n')).toContain(words)
  })
})
