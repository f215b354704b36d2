import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Organisation } from '../organisation/schema.ts'
import { parseLocal } from '../calendar/civil.ts'
import { DAY } from '../shared/instant.ts'
import { pointedAt, pointerKeys } from '../shared/json-pointer.ts'
import { A_MONDAY_MORNING, aPolicy } from '../testing/a-policy.ts'
import { anOrganisation } from '../testing/an-organisation.ts'
import { lintFormSchema } from '../form/lint.ts'
import { blocksPublishing, checkPolicy } from './check.ts'
import { DELIBERATION_SENTENCES } from './sentence-deliberation.ts'
import { HISTORY_SENTENCES } from './sentence-history.ts'
import { OVERSIGHT_SENTENCES } from './sentence-oversight.ts'
import { FINDING_SEVERITY, type FindingCode } from './finding-codes.ts'
import { parsePolicy } from './parse.ts'
import { describeFinding, sayFinding } from './sentence.ts'
import type { Policy } from './schema.ts'

type Edit = (policy: Policy, organisation: Organisation) => unknown

/** What the check says after `edit`, as `code at`. */
function findings(edit: Edit, now = A_MONDAY_MORNING): string[] {
  const policy = JSON.parse(JSON.stringify(aPolicy())) as Policy
  const organisation = anOrganisation()
  edit(policy, organisation)
  return checkPolicy(policy, { organisation, now }).map(({ code, at }) => `${code} ${at}`)
}

const emptyStep: Policy['flows'][number]['steps'][number] = { id: '', act: 'submit', name: '', by: [], from: [], to: '' }

/** The parts of the policy the rows below change; each exists in `aPolicy`. */
function parts(policy: Policy) {
  const [flow] = policy.flows
  const [category] = policy.categories
  const [item] = policy.responsibilities.items
  const [calendar] = policy.calendars
  const [stars] = policy.evaluation.forms
  const [model] = policy.scoring.models
  const [notice] = policy.notifications.notices
  const [example] = policy.examples
  if (!flow || !category || !item || !calendar || !stars || !model || !notice || !example) throw new Error('aPolicy lacks a part')
  const step = (id: string) => flow.steps.find((one) => one.id === id) ?? emptyStep
  const clock = (id: string) => {
    const found = policy.sla.clocks.find((one) => one.id === id)
    if (!found) throw new Error(id)
    return found
  }
  return { flow, category, item, calendar, stars, model, notice, example, step, clock }
}

const on =
  (edit: (p: ReturnType<typeof parts>, policy: Policy, organisation: Organisation) => unknown): Edit =>
  (policy, organisation) =>
    edit(parts(policy), policy, organisation)

const admission = (
  rows: { cells: Record<string, boolean>; result?: 'allow' | 'deny' }[],
  hit: 'unique' | 'first' = 'unique',
): Policy['admission'] => ({
  tables: [
    {
      id: 't',
      name: '两吹两不吹',
      hit,
      inputs: [
        { id: 'urgent', name: '紧急', path: 'case.emergency' },
        { id: 'signed', name: '已签收', path: 'case.signed' },
      ],
      rows: rows.map(({ cells, result = 'allow' }, index) => ({ id: `R${index + 1}`, cells, result, message: 'x' })),
    },
  ],
})

const rows: [name: string, edit: Edit, expected: string[]][] = [
  ['the policy of the tests is clean', () => {}, []],
  // Ids and references
  [
    'two clocks of one id',
    on((_, p) => (p.sla.clocks[1] = { ...(p.sla.clocks[1] as Policy['sla']['clocks'][number]), id: 'dispatch' })),
    ['policy.id.duplicate /sla/clocks/1/id', 'policy.reference.missing'],
  ],
  [
    'two parts of one id',
    on(({ model }) => (model.parts[1] = { ...(model.parts[1] as Policy['scoring']['models'][number]['parts'][number]), id: 'speed' })),
    ['policy.id.duplicate /scoring/models/0/parts/1/id', 'policy.id.duplicate /scoring/models/0/parts'],
  ],
  ['a category without its flow', on(({ category }) => (category.flow = 'other')), ['policy.reference.missing /categories/0/flow']],
  ['a category without its form', on(({ category }) => (category.form = 'other')), ['policy.reference.missing /categories/0/form']],
  ['an item of no category', on(({ item }) => (item.category = 'slow')), ['policy.reference.missing /responsibilities/items/0/category']],
  ['an item of no domain', on(({ item }) => (item.domain = 'sea')), ['policy.reference.missing /responsibilities/items/0/domain']],
  ['an item with a lost guide', on(({ item }) => (item.guide = 'lost')), ['policy.reference.missing /responsibilities/items/0/guide']],
  [
    'a step with a lost form',
    on(({ step }) => ((step('submit') as { form?: string }).form = 'lost')),
    ['policy.reference.missing /flows/0/steps/0/form'],
  ],
  [
    'an extension of no clock',
    on(({ flow }) => ((flow.requests[1] as { clock?: string }).clock = 'lost')),
    ['policy.reference.missing /flows/0/requests/1/clock'],
  ],
  [
    'a suggestion from no clock',
    on(({ stars }) => ((stars.items[0]?.suggestion as { clock: string }).clock = 'lost')),
    ['policy.reference.missing /evaluation/forms/0/items/0/suggestion/clock'],
  ],
  [
    'supervision of no clock',
    on((_, p) => ((p.supervision.rules[0] as { clock: string }).clock = 'lost')),
    ['policy.reference.missing /supervision/rules/0/clock'],
  ],
  ['no calendar of that name', on((_, p) => (p.sla.calendar = 'lost')), ['policy.reference.missing /sla/calendar']],
  [
    'items of a category out of use',
    on(({ category }) => (category.retired = true)),
    ['policy.reference.retired /responsibilities/items/0/category', 'policy.reference.retired /responsibilities/items/1/category'],
  ],
  // The list
  [
    'a lead that helps itself',
    on(({ item }) => item.cooperating.push('ZF')),
    ['policy.item.lead-among-cooperating /responsibilities/items/0/cooperating/1'],
  ],
  ['no legal basis', on(({ item }) => (item.legalBasis = [])), ['policy.item.no-basis /responsibilities/items/0/legalBasis']],
  [
    'one matter, two leads',
    on(({ item }, p) => ((p.responsibilities.items[1] as { name: string }).name = ` ${item.name} `)),
    ['policy.item.same-name-different-lead /responsibilities/items/1/lead'],
  ],
  [
    'an item that ends before it begins',
    on(({ item }) => Object.assign(item, { effectiveFrom: '2026-02-01', effectiveTo: '2026-01-01' })),
    ['policy.item.dates-reversed /responsibilities/items/0/effectiveTo'],
  ],
  ['an item out of use is left alone', on(({ item }) => Object.assign(item, { retired: true, legalBasis: [], lead: 'GONE' })), []],
  [
    'two routes for the same cases',
    on((_, p) => {
      const when = { eq: ['case.item', 'A-01'] as [string, string] }
      p.responsibilities.routes = [
        { id: 'r1', name: '一', when, lead: 'ZF', cooperating: [] },
        { id: 'r2', name: '二', when, lead: 'SL', cooperating: [] },
        { id: 'r3', name: '三', when, lead: 'ZF', cooperating: ['ZF'] },
      ]
    }),
    [
      'policy.route.same-condition /responsibilities/routes/1',
      'policy.route.lead-among-cooperating /responsibilities/routes/2/cooperating/0',
      'policy.route.never-reached /responsibilities/routes/2',
    ],
  ],
  // Flows
  [
    'a state nobody enters',
    on(({ flow }) => flow.states.push({ id: 'limbo', name: '悬置', phase: 'CONSULT' })),
    ['policy.flow.state-unreachable /flows/0/states/10'],
  ],
  [
    'a state nobody leaves',
    on(({ flow }) => {
      flow.states.push({ id: 'limbo', name: '悬置', phase: 'CONSULT' })
      flow.steps.push({ id: 'lose', act: 'openConsultation', name: '会商', from: ['handling'], to: 'limbo', by: ['dispatcher'] })
    }),
    ['policy.flow.dead-end /flows/0/states/10'],
  ],
  [
    'two states that only lead to each other',
    on(({ flow }) => {
      flow.states.push({ id: 'x', name: '甲', phase: 'CONSULT' }, { id: 'y', name: '乙', phase: 'CONSULT' })
      flow.steps.push({ id: 's1', act: 'openConsultation', name: '会商', from: ['handling', 'y'], to: 'x', by: ['dispatcher'] })
      flow.steps.push({ id: 's2', act: 'closeConsultation', name: '散会', from: ['x'], to: 'y', by: ['dispatcher'] })
    }),
    ['policy.flow.no-way-to-end /flows/0/states/10', 'policy.flow.no-way-to-end /flows/0/states/11'],
  ],
  ['a step to nowhere', on(({ step }) => (step('return-to-town').to = 'nowhere')), ['policy.reference.missing /flows/0/steps/2/to']],
  ['a step that nobody takes', on(({ step }) => (step('dispatch').by = ['system'])), ['policy.flow.nobody-acts /flows/0/steps/1/by']],
  [
    'a person for what the system does',
    on(({ step }) => (step('close').by = ['dispatcher'])),
    ['policy.flow.nobody-acts /flows/0/steps/11/by'],
  ],
  [
    'no arriving, yet waiting for it',
    on(({ flow }) => (flow.assignment.steps = flow.assignment.steps.filter((one) => one.act !== 'arrive'))),
    ['policy.flow.join-never /flows/0/steps/6', 'policy.clock.never-stops', 'policy.clock.never-starts'].slice(0, 2),
  ],
  [
    'no closing',
    on(({ flow }) => (flow.steps = flow.steps.filter((one) => one.act !== 'close'))),
    ['policy.flow.act-missing /flows/0/steps', 'policy.flow.state-unreachable', 'policy.flow.dead-end', 'policy.flow.no-way-to-end'].slice(
      0,
      2,
    ),
  ],
  [
    'closing without consent',
    on(({ step }) => step('close').from.push('handling')),
    ['policy.flow.close-without-consent /flows/0/steps/11/from'],
  ],
  [
    'closing without consent where none is needed',
    on(({ flow, step }) => [(flow.consent.required = false), step('close').from.push('handling')]),
    [],
  ],
  ['silence is consent', on(({ flow }) => (flow.consent.automatic = true)), ['policy.flow.consent-automatic /flows/0/consent/automatic']],
  [
    'a suspension for ever',
    on(({ flow }) => ((flow.requests[2] as { maxDays?: number }).maxDays = undefined)),
    ['policy.request.suspension-uncapped /flows/0/requests/2'],
  ],
  [
    'an extension of what?',
    on(({ flow }) => ((flow.requests[1] as { clock?: string }).clock = undefined)),
    ['policy.request.extension-without-clock /flows/0/requests/1'],
  ],
  [
    'a panel that cannot sit',
    on(({ flow }) => (flow.panel = { seats: [{ unit: 'PT' }], quorum: 3, tie: 'chair' })),
    ['policy.flow.quorum /flows/0/panel/quorum', 'policy.flow.chair-missing /flows/0/panel/seats'],
  ],
  [
    'a vote of more than all',
    on(({ flow }) => (flow.approvals = [{ id: 'v', name: '票签', mode: 'vote', by: ['platform-head'], threshold: '3/2' }])),
    ['policy.flow.threshold /flows/0/approvals/0/threshold'],
  ],
  // Clocks
  [
    'a clock that stops where it starts',
    on(({ clock }) => clock('sign').stop.push('assignment.created')),
    ['policy.clock.start-is-stop /sla/clocks/1/start/0'],
  ],
  [
    'a clock paused by its own start',
    on(({ clock }) => Object.assign(clock('consent'), { start: ['case.suspended'], pauseBy: ['suspension'] })),
    ['policy.clock.start-is-pause /sla/clocks/4/pauseBy/0'],
  ],
  [
    'a clock that never starts',
    on(({ clock }) => (clock('consent').start = ['case.verified'])),
    ['policy.clock.never-starts /sla/clocks/4/start'],
  ],
  [
    'a clock that never stops',
    on(({ clock }) => (clock('evaluate').stop = ['case.callbackDone'])),
    ['policy.clock.never-stops /sla/clocks/5/stop'],
  ],
  [
    'a warning when it is due',
    on(({ clock }) => (clock('arrive').warnAt = ['1/2', '1'])),
    ['policy.clock.warning-late /sla/clocks/2/warnAt/1'],
  ],
  [
    'two limits for the same cases',
    on(({ clock }) => clock('arrive').goals.push({ amount: 2, unit: 'hour', basis: 'natural' })),
    ['policy.clock.same-condition /sla/clocks/2/goals/1'],
  ],
  [
    'a limit never chosen',
    on(({ clock }) => clock('arrive').goals.push({ when: { eq: ['case.emergency', true] }, amount: 2, unit: 'hour', basis: 'natural' })),
    ['policy.clock.goal-never-reached /sla/clocks/2/goals/1'],
  ],
  [
    'no limit for the rest',
    on(({ clock }) => ((clock('arrive').goals[0] as { when?: unknown }).when = { eq: ['case.emergency', true] })),
    ['policy.clock.no-goal-for-the-rest /sla/clocks/2/goals'],
  ],
  [
    'supervision that waits for a warning nobody gives',
    on(({ clock }) => (clock('reply').warnAt = [])),
    ['policy.supervision.never-warned /supervision/rules/1/on'],
  ],
  // Calendars
  [
    'hours that run backwards',
    on(({ calendar }) => (calendar.week[1] = [['13:30', '12:00']])),
    ['calendar.hours.empty /calendars/0/week/1/0'],
  ],
  [
    'hours that overlap',
    on(
      ({ calendar }) =>
        (calendar.makeupHours = [
          ['08:00', '12:00'],
          ['11:00', '17:00'],
        ]),
    ),
    ['calendar.hours.overlapping /calendars/0/makeupHours/1'],
  ],
  ['a week without work', on(({ calendar }) => (calendar.week = {})), ['calendar.week.no-hours /calendars/0/week']],
  [
    'a holiday that ends before it begins',
    on(({ calendar }) => Object.assign(calendar.exceptions[1] ?? {}, { to: '2026-09-30' })),
    ['calendar.exception.reversed /calendars/0/exceptions/1'],
  ],
  [
    'a day off that is worked',
    on(({ calendar }) => Object.assign(calendar.exceptions[2] ?? {}, { from: '2026-10-07' })),
    ['calendar.exception.overlapping /calendars/0/exceptions/2'],
  ],
  // Admission: every combination of answers, exactly once
  [
    'a decision table that is whole',
    on((_, p) => (p.admission = admission([{ cells: { urgent: true } }, { cells: { urgent: false } }]))),
    [],
  ],
  [
    'a row missing',
    on((_, p) => (p.admission = admission([{ cells: { urgent: true } }, { cells: { urgent: false, signed: true } }]))),
    ['policy.admission.incomplete /admission/tables/0/rows'],
  ],
  [
    'two rows at once',
    on((_, p) => (p.admission = admission([{ cells: { urgent: true } }, { cells: {} }]))),
    ['policy.admission.overlap /admission/tables/0/rows'],
  ],
  [
    'two rows at once, the first of which is taken',
    on((_, p) => (p.admission = admission([{ cells: { urgent: true } }, { cells: {} }], 'first'))),
    [],
  ],
  [
    'a row after everything',
    on((_, p) => (p.admission = admission([{ cells: {} }, { cells: { urgent: true } }], 'first'))),
    ['policy.admission.row-never-reached /admission/tables/0/rows/1'],
  ],
  [
    'a cell of no column',
    on((_, p) => (p.admission = admission([{ cells: { wet: true } }, { cells: {} }], 'first'))),
    ['policy.admission.cell-unknown /admission/tables/0/rows/0/cells', 'policy.admission.row-never-reached /admission/tables/0/rows/0'],
  ],
  [
    'a column that is not yes or no',
    on((_, p) =>
      (p.admission = admission([{ cells: {} }])) && (p.admission.tables[0]?.inputs[0] as { path: string }).path === ''
        ? 0
        : Object.assign(p.admission?.tables[0]?.inputs[0] ?? {}, { path: 'case.item' }),
    ),
    ['policy.admission.input /admission/tables/0/inputs/0/path'],
  ],
  // Conditions, wherever they stand
  [
    'a step that asks what nobody knows',
    on(({ step }) => Object.assign(step('dispatch'), { when: { eq: ['case.colour', 'red'] } })),
    ['condition.path-unknown /flows/0/steps/1/when/eq/0'],
  ],
  [
    'a unit that does not exist',
    on(({ clock }) => Object.assign(clock('reply').goals[0] ?? {}, { when: { eq: ['assignment.unit', 'XX'] } })),
    ['condition.value-unknown /sla/clocks/3/goals/0/when/eq/1', 'policy.clock.no-goal-for-the-rest /sla/clocks/3/goals'],
  ],
  [
    'a case clock knows no assignment',
    on(({ clock }) => (clock('dispatch').when = { eq: ['assignment.role', 'lead'] })),
    ['condition.path-unknown /sla/clocks/0/when/eq/0'],
  ],
  ['a notice may ask about its clock', on(({ notice }) => (notice.when = { eq: ['clock.owner', 'platform'] })), []],
  [
    'a score of text',
    on(({ model }) => (model.population.where = { ge: ['eval.speed', 'five'] })),
    ['condition.type-mismatch /scoring/models/0/population/where/ge/1'],
  ],
  // Forms
  [
    'a form that calls home',
    on((_, p) => Object.assign(p.forms[0]?.schema.properties as object, { x: { $ref: 'https://example.org/x' } })),
    ['form-schema.ref-not-local /forms/0/schema/properties/x/$ref'],
  ],
  [
    'a required field not shown',
    on((_, p) => Object.assign(p.forms[1] ?? {}, { order: [] })),
    ['form-schema.required-hidden /forms/1/order'],
  ],
  // Evaluation
  ['a rating nobody explains', on(({ stars }) => delete stars.items[1]?.note), ['policy.evaluation.no-note /evaluation/forms/0/items/1']],
  [
    'a rating with an empty note',
    on(({ stars }) => Object.assign(stars.items[0] ?? {}, { note: ' ' })),
    ['policy.evaluation.no-note /evaluation/forms/0/items/0'],
  ],
  [
    'a rating explained grade by grade',
    on(({ stars }) => {
      delete stars.items[1]?.note
      Object.assign(stars.items[1]?.scale ?? {}, { labels: ['差', '较差', '一般', '好', '很好'] })
    }),
    [],
  ],
  ['a rater without a step', on(({ stars }) => (stars.by = ['callback-agent'])), ['policy.evaluation.nobody-rates /evaluation/forms/0/by']],
  ['what is low?', on(({ stars }) => (stars.lowAtOrBelow = undefined)), ['policy.evaluation.no-low-limit /evaluation/forms/0']],
  [
    'a choice of nothing',
    on(({ stars }) => ((stars.items[1] as { scale: unknown }).scale = { kind: 'choice', max: 1 })),
    ['policy.evaluation.no-options /evaluation/forms/0/items/1/scale', 'policy.scoring.scale-differs'].slice(0, 1),
  ],
  [
    'six suggested of five',
    on(({ stars }) => Object.assign(stars.items[0]?.suggestion?.bands[0] ?? {}, { value: 6 })),
    ['policy.evaluation.suggestion-out-of-scale /evaluation/forms/0/items/0/suggestion/bands/0/value'],
  ],
  [
    'bands out of order',
    on(({ stars }) => Object.assign(stars.items[0]?.suggestion?.bands[1] ?? {}, { upTo: '1/2' })),
    ['policy.evaluation.bands-order /evaluation/forms/0/items/0/suggestion/bands/1'],
  ],
  [
    'a word per star',
    on(({ stars }) => ((stars.items[0] as { scale: object }).scale = { kind: 'stars', max: 5, labels: ['差', '好'] })),
    ['policy.evaluation.labels /evaluation/forms/0/items/0/scale/labels'],
  ],
  // Notices
  [
    'a placeholder nobody fills',
    on(({ notice }) => (notice.text = '{case.colour}')),
    ['policy.notice.placeholder /notifications/notices/0/text'],
  ],
  [
    'a placeholder empty at that event',
    on(({ notice }) => (notice.text = '{clock.left}')),
    ['policy.notice.placeholder-empty /notifications/notices/0/text'],
  ],
  [
    'a notice of what never happens',
    on(({ notice }) => (notice.on = 'case.verified')),
    ['policy.notice.never /notifications/notices/0/on'],
  ],
  [
    'a notice to nobody',
    on(({ notice }) => Object.assign(notice, { to: ['town-clerk'], units: 'platform' })),
    ['policy.notice.reaches-nobody /notifications/notices/0/to'],
  ],
  // Examples
  [
    'a 30 February',
    on(({ example }) => Object.assign(example.steps[0] ?? {}, { at: '2026-02-30T09:00' })),
    ['policy.example.time /examples/0/steps/0/at'],
  ],
  [
    'time that runs backwards',
    on(({ example }) => Object.assign(example.steps[1] ?? {}, { at: '2026-11-02T08:00' })),
    ['policy.example.time-backwards /examples/0/steps/1/at'],
  ],
  [
    'a role nobody has heard of',
    on(({ example }) => Object.assign(example.steps[0] ?? {}, { actor: 'mayor@T1' })),
    ['policy.example.actor /examples/0/steps/0/actor'],
  ],
  [
    'an act nobody has heard of',
    on(({ example }) => Object.assign(example.steps[1] ?? {}, { command: 'frobnicate' })),
    ['policy.example.command /examples/0/steps/1/command'],
  ],
  [
    'an act that carries what it cannot',
    on(({ example }) => Object.assign(example.steps[1] ?? {}, { data: { lead: 5, cooperating: [] } })),
    ['policy.example.data /examples/0/steps/1/data/lead'],
  ],
  [
    'an expected event nobody has heard of',
    on(({ example }) => Object.assign(example.steps[1]?.expect ?? {}, { events: ['case.dispatched', 'case.danced'] })),
    ['policy.example.event /examples/0/steps/1/expect/events/1'],
  ],
  [
    'expectations of people, acts and scores that do not exist',
    on(({ example }) =>
      Object.assign(example.steps[1]?.expect ?? {}, {
        allowed: { 'mayor@T1': ['sign'], 'dept-clerk@ZF': ['frobnicate'] },
        score: { 'nothing@ZF': '100.00' },
      }),
    ),
    [
      'policy.reference.missing /examples/0/steps/1/expect/score/nothing@ZF',
      'policy.example.actor /examples/0/steps/1/expect/allowed/mayor@T1',
      'policy.example.command /examples/0/steps/1/expect/allowed/dept-clerk@ZF/0',
    ],
  ],
  [
    'an expected state that does not exist',
    on(({ example }) => Object.assign(example.steps[1]?.expect ?? {}, { state: 'limbo', due: { 'sine@ZF': '2026-11-02T09:40' } })),
    ['policy.reference.missing /examples/0/steps/1/expect/state', 'policy.reference.missing /examples/0/steps/1/expect/due/sine@ZF'],
  ],
  // Against the organisation
  ['a lead that does not exist', on(({ item }) => (item.lead = 'XX')), ['policy.unit.missing /responsibilities/items/0/lead']],
  [
    'a helper that was abolished',
    on((_, _p, organisation) => Object.assign(organisation.units.find((unit) => unit.id === 'SL') ?? {}, { active: false })),
    ['policy.unit.inactive /responsibilities/items/0/cooperating/0', 'policy.unit.inactive /responsibilities/items/1/lead'],
  ],
  [
    'a department where nobody signs',
    on((_, _p, organisation) => (organisation.people = organisation.people.filter((one) => one.unit !== 'SL'))),
    ['policy.unit.no-clerk /responsibilities/items/0/cooperating/0'],
  ],
  [
    'a town where nobody blows',
    on((_, _p, organisation) => organisation.units.push({ id: 'T2', name: '西河镇', type: 'town', active: true })),
    ['policy.town.no-clerk /flows'],
  ],
  [
    'a unit listed twice',
    on((_, _p, organisation) =>
      organisation.units.push({ id: 'SL', name: '水务局', type: 'department', active: true, duty: organisation.units[0]?.duty }),
    ),
    ['policy.unit.duplicate /responsibilities'],
  ],
  [
    'a unit below one that does not exist',
    on((_, _p, organisation) => Object.assign(organisation.units.find((unit) => unit.id === 'SL') ?? {}, { parent: 'XX' })),
    ['policy.unit.parent-missing /responsibilities'],
  ],
  [
    'units above each other',
    on((_, _p, organisation) => {
      Object.assign(organisation.units.find((unit) => unit.id === 'SL') ?? {}, { parent: 'ZF' })
      Object.assign(organisation.units.find((unit) => unit.id === 'ZF') ?? {}, { parent: 'SL' })
    }),
    ['policy.unit.cycle /responsibilities'],
  ],
  [
    'a promise of the night that a department keeps only by day',
    on((_, _p, organisation) => delete organisation.units.find((unit) => unit.id === 'SL')?.duty),
    ['policy.clock.nobody-on-duty /sla/clocks/1/goals/0', 'policy.clock.nobody-on-duty /sla/clocks/2/goals/0'],
  ],
  [
    'a department by day that only an item nobody may whistle names',
    on((_, p, organisation) => {
      organisation.units.push({ id: 'OF', name: '机关', type: 'department', active: true })
      organisation.people.push({ id: 'of', account: 'of-clerk', name: '签收员', unit: 'OF', roles: ['dept-clerk'] })
      p.responsibilities.items.push({
        ...p.responsibilities.items[0]!,
        id: 'D-01',
        name: '履职',
        lead: 'OF',
        cooperating: [],
        whistle: false,
        duties: {},
      })
    }),
    [],
  ],
  [
    'a kind of whistle nothing times',
    on((_, p) => p.sla.clocks.forEach((rule) => (rule.when = { eq: ['case.category', 'another'] }))),
    ['policy.category.untimed /categories/0'],
  ],
  [
    'a join that waits for more units than there are',
    on(({ flow }) => (flow.joins.signed = 9)),
    ['policy.flow.join-too-many /flows/0/joins/signed'],
  ],
  ['a role nobody holds', on(({ step }) => (step('dispatch').by = ['platform-head'])), ['policy.role.nobody /flows/0/steps/1/by']],
]

describe('checkPolicy', () => {
  it.each(rows)('%s', (name, edit, expected) => {
    const found = findings(edit)
    // Some mistakes have consequences; the mistake itself must be named, and nothing may be found where nothing is wrong.
    if (expected.length === 0) expect(found).toEqual([])
    else
      for (const one of expected)
        expect([name, found.filter((other) => other.startsWith(one)).length > 0, found]).toEqual([name, true, found])
  })

  it('asks for the calendar of next year from 1 October on, only as a warning', () => {
    const lastGood = parseLocal('2027-09-30T12:00', 480)
    expect(findings(() => {}, lastGood)).toEqual([])
    expect(findings(() => {}, lastGood + DAY)).toEqual(['calendar.coverage.ends-soon /calendars/0/coverage/to'])
    const longest = on(({ clock }) => Object.assign(clock('reply').goals[0] ?? {}, { amount: 90, unit: 'day', basis: 'working-days' }))
    expect(findings(longest, lastGood)).toEqual(['policy.clock.beyond-calendar /sla/clocks/3/goals/0'])
    expect(blocksPublishing(checkPolicy(aPolicy(), { now: lastGood + DAY }))).toBe(false)
  })

  it('puts what blocks first', () => {
    const policy = aPolicy()
    parts(policy).model.emptyDenominator = 'full'
    parts(policy).item.legalBasis = []
    expect(checkPolicy(policy).map((one) => one.severity)).toEqual(['red', 'amber'])
  })

  it('says which part it could not check, checks the rest, and lets nothing unchecked be published', () => {
    const broken = on(({ calendar, item }) => {
      item.legalBasis = []
      Object.assign(calendar, { exceptions: null })
    })
    const found = findings(broken)
    expect(found).toContain('policy.check.failed /calendars')
    expect(found).toContain('policy.item.no-basis /responsibilities/items/0/legalBasis')
    const policy = JSON.parse(JSON.stringify(aPolicy())) as Policy
    broken(policy, anOrganisation())
    const failed = checkPolicy(policy).filter((one) => one.code === 'policy.check.failed')
    expect(blocksPublishing(failed)).toBe(true)
    expect(describeFinding(failed[0]!, policy)).toMatch(/无法检查（.+）。/)
  })

  it('is total over whatever parses: any place replaced by any value', () => {
    const places = allPointers(JSON.parse(JSON.stringify(aPolicy())))
    const change = fc.constantFrom<unknown>(
      '',
      'case.item',
      'zz',
      '0',
      '-1',
      '7/3',
      0,
      1,
      50,
      true,
      false,
      [],
      {},
      ['zz'],
      { exists: 'zz' },
      { kind: 'choice', max: 3 },
    )
    let parsedOnes = 0
    fc.assert(
      fc.property(fc.constantFrom(...places), change, (at, value) => {
        const policy = JSON.parse(JSON.stringify(aPolicy())) as Record<string, unknown>
        const keys = pointerKeys(at)
        const last = keys.pop() ?? ''
        const holder = pointedAt(policy, keys.map((key) => `/${key}`).join('')) as Record<string, unknown>
        holder[last] = value
        const parsed = parsePolicy(policy)
        if (!parsed.ok) return
        parsedOnes++
        for (const found of checkPolicy(parsed.value, { organisation: anOrganisation(), now: A_MONDAY_MORNING })) {
          describeFinding(found, parsed.value)
          expect(found.code).not.toBe('policy.check.failed')
        }
      }),
      { numRuns: 400 },
    )
    expect(parsedOnes).toBeGreaterThan(20)
  }, 60_000)
})

describe('sentences', () => {
  it('every code has a sentence and a hint in both languages, with every parameter filled', () => {
    for (const [, edit] of rows) {
      const policy = JSON.parse(JSON.stringify(aPolicy())) as Policy
      const organisation = anOrganisation()
      edit(policy, organisation)
      for (const found of checkPolicy(policy, { organisation, now: A_MONDAY_MORNING })) {
        const zh = describeFinding(found, policy)
        const en = describeFinding(found, policy, 'en')
        expect(zh).toMatch(/[。）]$/)
        expect(en).toMatch(/\.$/)
        expect(`${zh}${en}`).not.toMatch(/undefined|\[object|“无”|"none"/)
      }
    }
    for (const code of Object.keys(FINDING_SEVERITY) as FindingCode[]) {
      expect(sayFinding({ code, params: {} }).hint, code).toMatch(/。$/)
      expect(sayFinding({ code, params: {} }, 'en').hint, code).toMatch(/\.$/)
    }
  })

  it('the rows above plant almost every fault there is', () => {
    const planted = new Set(['policy.clock.beyond-calendar', ...rows.flatMap(([, edit]) => findings(edit).map((one) => one.split(' ')[0]))])
    const elsewhere = /^(form-schema|condition|calendar|policy\.(check|scoring|ledger|gate|dictionary))\.|versions-overlap$/
    const inTestsOfTheirOwn = new Set(Object.keys({ ...OVERSIGHT_SENTENCES, ...DELIBERATION_SENTENCES, ...HISTORY_SENTENCES }))
    const missing = Object.keys(FINDING_SEVERITY).filter(
      (code) => !planted.has(code) && !elsewhere.test(code) && !inTestsOfTheirOwn.has(code),
    )
    expect(missing).toEqual(['policy.evaluation.item-reserved'])
  })

  it('every code of the form lint has its severity here', () => {
    const problems = lintFormSchema({
      type: 'object',
      properties: { '1': { type: 'x', zz: 1, 'x-zz': 1, pattern: '(', format: 'x', title: '长'.repeat(300) } },
    })
    for (const problem of problems) expect(FINDING_SEVERITY[problem.code as FindingCode]).toBe(problem.severity)
  })

  it('reads as a person would say it', () => {
    const policy = aPolicy()
    parts(policy).clock('arrive').warnAt = ['5/4']
    const [found] = checkPolicy(policy)
    expect(found && describeFinding(found, policy)).toBe('时限「到场」：提醒点 5/4 不早于到期。请填大于 0、小于 1 的份额，如 4/5。')
    expect(found && describeFinding(found, policy, 'en')).toBe(
      'Clock "到场": The warning at 5/4 is not before it is due. Write a share between 0 and 1, such as 4/5.',
    )
  })
})

function allPointers(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [`${at}/${key}`, ...allPointers(item, `${at}/${key}`)])
}
