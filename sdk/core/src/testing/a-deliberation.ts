import type { ApprovalRule } from '../approval/schema.ts'
import type { Flow, Step } from '../flow/schema.ts'
import type { Organisation, Person, Unit } from '../organisation/schema.ts'
import type { Role } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import { aFlow } from './a-flow.ts'
import { aPolicy } from './a-policy.ts'
import { anOrganisation } from './an-organisation.ts'

/** A town meeting's resolution before dispatch: two thirds present, more than half of those expected in favour. */
export const A_MEETING: ApprovalRule = {
  id: 'meeting',
  name: '镇街会议审议',
  mode: 'meeting',
  seats: [{ id: 'secretary', name: '会议秘书', role: 'meeting-secretary', of: 'town' }],
  meeting: { quorum: '2/3', threshold: '1/2', majority: 'exceeds', base: 'expected', minutes: true },
  withdraw: true,
  copies: [{ role: 'town-principal', of: 'town', when: 'decided' }],
}

/** Head of the platform, then a county leader: for extensions beyond three days. */
export const AN_EXTENSION_APPROVAL: ApprovalRule = {
  id: 'long-extension',
  name: '延期审批',
  mode: 'sequence',
  seats: [
    { id: 'head', name: '平台负责人', role: 'platform-head', of: 'platform' },
    { id: 'leader', name: '县领导', role: 'county-leader', of: 'county' },
  ],
  addSeat: ['before', 'after'],
  passOn: ['transfer', 'delegate'],
  sendBack: { to: ['submitter', 'previous', 'seat'], then: 'resume' },
}

/**
 * `aPolicy` with everything that is decided by several: admission, a town meeting for the category `hard`, emergency bypass for `urgent`, a panel of
 * three after the second return, a second consultation, levels that rise, extensions that go up to a county leader.
 */
export function aDeliberatingPolicy(flow: Partial<Flow> = {}, overrides: Partial<Policy> = {}): Policy {
  const base = aPolicy()
  const levels = [
    { id: 'normal', name: '普通' },
    { id: 'key', name: '重点', responder: 'dept-leader' as const },
    { id: 'knotty', name: '疑难' },
  ]
  const upgrades = [{ id: 'third-round', name: '三轮未结', when: { ge: ['case.round', 3] as [string, number] }, to: 'knotty' }]
  const [quick] = base.categories as [Policy['categories'][number]]
  return {
    ...base,
    categories: [
      { ...quick, levels, upgrades },
      { ...quick, id: 'hard', name: '攻坚哨' },
      { ...quick, id: 'urgent', name: '应急哨', emergency: true },
    ],
    responsibilities: {
      ...base.responsibilities,
      items: base.responsibilities.items.map((item) => (item.id === 'A-02' ? { ...item, stationedAgency: '综合执法中队' } : item)),
    },
    admission: {
      tables: [
        {
          id: 'own-power',
          name: '两吹两不吹',
          hit: 'first',
          inputs: [
            { id: 'urgent', name: '应急', path: 'case.emergency' },
            { id: 'own', name: '权限内', path: 'form.own' },
            { id: 'doubt', name: '说不清', path: 'form.doubt' },
          ],
          rows: [
            { id: 'R1', cells: { urgent: true }, result: 'allow', message: '突发紧急，可以吹哨' },
            { id: 'R2', cells: { own: true }, result: 'deny', message: '权限内可自行解决' },
            { id: 'R3', cells: { doubt: true }, result: 'review', message: '由平台研判' },
            { id: 'R4', cells: {}, result: 'allow', message: '可以吹哨' },
          ],
        },
      ],
      attempt: { field: 'attempt' },
    },
    flows: [aDeliberatingFlow(flow)],
    forms: [
      ...base.forms.map((form) =>
        form.id === 'whistle'
          ? {
              ...form,
              schema: {
                ...form.schema,
                properties: {
                  ...(form.schema.properties as object),
                  own: { type: 'boolean', title: '权限内可以解决' },
                  doubt: { type: 'boolean', title: '拿不准' },
                  attempt: { type: 'string', title: '派驻机构协调情况', maxLength: 500 },
                },
              },
            }
          : form,
      ),
      {
        id: 'registration',
        title: '事后补登',
        schema: {
          type: 'object',
          properties: { why: { type: 'string', title: '紧急情形', minLength: 1, maxLength: 500 } },
          required: ['why'],
          additionalProperties: false,
        },
      },
    ],
    ...overrides,
  }
}

/** The flow of `aDeliberatingPolicy`. */
export function aDeliberatingFlow(overrides: Partial<Flow> = {}): Flow {
  const base = aFlow()
  const byItself: Step['by'] = ['system']
  return {
    ...base,
    states: [
      { id: 'admission', name: '待准入', phase: 'ADMISSION' },
      { id: 'denied', name: '不予准入', phase: 'DRAFT' },
      { id: 'approving', name: '待会议审议', phase: 'APPROVAL', approval: 'meeting' },
      { id: 'adjudication', name: '待定责', phase: 'ADJUDICATION' },
      { id: 'consulting', name: '会商中', phase: 'CONSULT' },
      ...base.states,
    ],
    steps: [
      ...base.steps.map((step) => (step.act === 'submit' ? { ...step, to: 'admission' } : step)),
      {
        id: 'admit-hard',
        act: 'admit',
        name: '准入',
        from: ['admission'],
        to: 'approving',
        by: ['system', 'dispatcher'],
        when: { eq: ['case.category', 'hard'] },
      },
      { id: 'admit', act: 'admit', name: '准入', from: ['admission'], to: 'triage', by: ['system', 'dispatcher'] },
      { id: 'deny', act: 'deny', name: '不予准入', from: ['admission'], to: 'denied', by: ['system', 'dispatcher'] },
      { id: 'insist', act: 'insist', name: '坚持吹哨', from: ['denied'], to: 'admission', by: ['town-principal'], reason: 'required' },
      { id: 'again', act: 'supplement', name: '改后再报', from: ['denied'], to: 'admission', by: ['town-clerk'] },
      { id: 'approve', act: 'approve', name: '审议通过', from: ['approving'], to: 'triage', by: byItself },
      { id: 'disapprove', act: 'disapprove', name: '审议未通过', from: ['approving'], to: 'denied', by: byItself },
      {
        id: 'to-panel',
        act: 'openAdjudication',
        name: '提请定责',
        from: ['triage', 'dispatched', 'onsite', 'handling'],
        to: 'adjudication',
        by: ['system', 'dispatcher'],
      },
      { id: 'adjudicate', act: 'adjudicate', name: '定责', from: ['adjudication'], to: 'dispatched', by: ['system', 'county-office'] },
      {
        id: 'consult',
        act: 'openConsultation',
        name: '二次会商',
        from: ['handling'],
        to: 'consulting',
        by: ['town-clerk', 'dispatcher'],
        reason: 'required',
      },
      { id: 'agreed', act: 'closeConsultation', name: '达成一致', from: ['consulting'], to: 'handling', by: ['dispatcher'] },
      { id: 'no-agreement', act: 'closeConsultation', name: '会商不成', from: ['consulting'], to: 'adjudication', by: ['dispatcher'] },
      {
        id: 'change-level',
        act: 'changeLevel',
        name: '调整哨级',
        from: ['handling'],
        to: 'handling',
        by: ['dispatcher'],
        reason: 'required',
      },
    ],
    requests: [
      ...base.requests.map((rule) =>
        rule.kind === 'extension' ? { ...rule, maxDays: 15, approvals: [{ approval: 'long-extension', beyondDays: 3 }] } : rule,
      ),
      {
        kind: 'levelChange',
        name: '申请升级',
        by: ['town-clerk'],
        decidedBy: ['platform-head'],
        from: ['PENDING', 'SIGNED', 'ARRIVED', 'WORKING'],
        reasons: [],
      },
    ],
    approvals: [A_MEETING, AN_EXTENSION_APPROVAL],
    panel: {
      seats: [{ unit: 'BB', chair: true }, { unit: 'SF' }, { unit: 'DC' }],
      quorum: 2,
      tie: 'chair',
      proposesListChange: true,
    },
    bypass: {
      name: '应急直派',
      by: ['town-clerk', 'town-principal'],
      to: 'dispatched',
      registration: { name: '事后补登', by: ['town-clerk'], form: 'registration' },
    },
    consultation: { measures: 1, mayChange: ['units', 'due', 'level'], clocks: ['reply'], maxDays: 10 },
    limits: { ...base.limits, returnsBeforePanel: 2 },
    ...overrides,
  }
}

/** The organisation of `aDeliberatingPolicy`: the panel's units BB, SF and DC, the town's and county's deciders, squads of ZF. */
export function aDeliberatingOrganisation(overrides: Partial<Organisation> = {}): Organisation {
  const base = anOrganisation()
  const person = (id: string, unit: string, ...roles: Role[]): Person => ({ id, account: id, name: id, unit, roles })
  const office = (id: string, name: string): Unit => ({ id, name, type: 'office', active: true })
  return {
    ...base,
    units: [
      ...base.units,
      office('BB', '编办'),
      { id: 'SF', name: '司法局', type: 'department', active: true },
      office('DC', '督考中心'),
      { id: 'XF', name: '县府', type: 'county', active: true },
      { id: 'ZF-1', name: '市容小分队', type: 'squad', parent: 'ZF', domains: ['city'], active: true },
      { id: 'ZF-T1', name: '驻东河小分队', type: 'squad', parent: 'ZF', manages: 'T1', domains: ['city'], active: true },
      { id: 'ZF-2', name: '规划小分队', type: 'squad', parent: 'ZF', domains: ['plan'], active: true },
    ],
    people: [
      ...base.people,
      person('principal', 'T1', 'town-principal'),
      person('secretary', 'T1', 'meeting-secretary'),
      person('head', 'PT', 'platform-head'),
      person('leader', 'XF', 'county-leader'),
      person('office', 'XF', 'county-office'),
      person('bb', 'BB', 'panel-member'),
      person('sf', 'SF', 'panel-member'),
      person('dc', 'DC', 'panel-member'),
      { ...person('zf-1', 'ZF', 'responder'), squad: 'ZF-1' },
      { ...person('zf-2', 'ZF', 'responder'), squad: 'ZF-2' },
      { ...person('zf-t1', 'ZF', 'responder'), squad: 'ZF-T1' },
    ],
    ...overrides,
  }
}

/** A sound resolution of the town meeting: nine expected, seven present, six in favour. */
export const A_RESOLUTION = {
  number: '东河会纪〔2026〕3号',
  date: '2026-11-02',
  expected: 9,
  present: 7,
  for: 6,
  against: 1,
  abstained: 0,
  minutes: [{ id: 'a'.repeat(64), name: '会议纪要.pdf' }],
}
