import type { AssignmentStep, Flow, RequestRule, Step } from '../flow/schema.ts'

/** The flow of `aPolicy`: draft → triage → dispatched → onsite → handling → consent → evaluate → closing → closed, and recalled. */
export function aFlow(overrides: Partial<Flow> = {}): Flow {
  return {
    id: 'main',
    name: '办理流程',
    initial: 'draft',
    states: [
      { id: 'draft', name: '待吹哨', phase: 'DRAFT' },
      { id: 'triage', name: '待派件', phase: 'TRIAGE' },
      { id: 'dispatched', name: '待签收', phase: 'DISPATCHED' },
      { id: 'onsite', name: '待到场', phase: 'ONSITE' },
      { id: 'handling', name: '办理中', phase: 'HANDLING' },
      { id: 'consent', name: '待镇街同意', phase: 'CONSENT' },
      { id: 'evaluate', name: '待评价', phase: 'EVALUATE' },
      { id: 'closing', name: '待销号', phase: 'EVALUATE' },
      { id: 'closed', name: '已销号', phase: 'CLOSED' },
      { id: 'recalled', name: '已撤回', phase: 'RECALLED' },
    ],
    steps: steps(),
    assignment: { steps: assignmentSteps() },
    joins: { signed: 'lead', arrived: 'lead', done: 'all' },
    requests: requests(),
    limits: { supplements: 2, returnsBeforePanel: 3, refusedReturns: 2, reworkRounds: 3, urgeIntervalMinutes: 30 },
    consent: { required: true, automatic: false },
    ...overrides,
  }
}

function steps(): Step[] {
  const urge = (state: string): Step => ({
    id: `urge-${state}`,
    act: 'urge',
    name: '催办',
    from: [state],
    to: state,
    by: ['town-clerk', 'dispatcher', 'supervisor'],
  })
  return [
    { id: 'submit', act: 'submit', name: '吹哨', from: ['draft'], to: 'triage', by: ['town-clerk'], form: 'whistle' },
    { id: 'dispatch', act: 'dispatch', name: '派件', from: ['triage'], to: 'dispatched', by: ['dispatcher'], reason: 'optional' },
    {
      id: 'return-to-town',
      act: 'returnToTown',
      name: '退回补正',
      from: ['triage'],
      to: 'draft',
      by: ['dispatcher'],
      reason: 'required',
      reasons: [{ id: 'place-unclear', name: '地点不清' }],
    },
    { id: 'supplement', act: 'supplement', name: '补正', from: ['draft'], to: 'triage', by: ['town-clerk'], form: 'whistle' },
    {
      id: 'recall',
      act: 'recall',
      name: '撤回',
      from: ['draft', 'triage', 'dispatched'],
      to: 'recalled',
      by: ['town-clerk'],
      when: { eq: ['case.signed', false] },
      reason: 'required',
    },
    { id: 'signed', act: 'signed', name: '已签收', from: ['dispatched'], to: 'onsite', by: ['system'] },
    { id: 'arrived', act: 'arrived', name: '已到场', from: ['onsite'], to: 'handling', by: ['system'] },
    { id: 'result-submitted', act: 'resultSubmitted', name: '已答复', from: ['handling'], to: 'consent', by: ['system'] },
    { id: 'consent', act: 'consent', name: '同意结案', from: ['consent'], to: 'evaluate', by: ['town-clerk'] },
    {
      id: 'refuse-consent',
      act: 'refuseConsent',
      name: '不同意结案',
      from: ['consent'],
      to: 'handling',
      by: ['town-clerk'],
      reason: 'required',
    },
    { id: 'evaluate', act: 'evaluate', name: '评价', from: ['evaluate'], to: 'closing', by: ['town-clerk'] },
    { id: 'close', act: 'close', name: '销号', from: ['closing'], to: 'closed', by: ['system'] },
    {
      id: 'redispatch',
      act: 'redispatch',
      name: '改派',
      from: ['dispatched', 'onsite', 'handling'],
      to: 'dispatched',
      by: ['dispatcher'],
      reason: 'required',
    },
    urge('triage'),
    urge('dispatched'),
    urge('onsite'),
    urge('handling'),
  ]
}

function assignmentSteps(): AssignmentStep[] {
  return [
    { id: 'sign', act: 'sign', name: '签收', from: ['PENDING'], by: ['dept-clerk'] },
    {
      id: 'name-responders',
      act: 'nameResponders',
      name: '派员',
      from: ['SIGNED', 'ARRIVED', 'WORKING'],
      by: ['dept-clerk', 'dept-leader'],
      minResponders: 1,
    },
    { id: 'arrive', act: 'arrive', name: '到场', from: ['SIGNED'], by: ['responder', 'dept-clerk'] },
    { id: 'progress', act: 'progress', name: '报进展', from: ['ARRIVED', 'WORKING'], by: ['dept-clerk', 'responder'] },
    { id: 'reply', act: 'reply', name: '答复', from: ['ARRIVED', 'WORKING'], by: ['dept-clerk'], form: 'reply' },
  ]
}

function requests(): RequestRule[] {
  return [
    {
      kind: 'return',
      name: '申请退回',
      by: ['dept-clerk'],
      decidedBy: ['dispatcher'],
      from: ['PENDING', 'SIGNED'],
      reasons: [{ id: 'not-ours', name: '不属本部门职责' }],
    },
    {
      kind: 'extension',
      name: '申请延期',
      by: ['dept-clerk'],
      decidedBy: ['dispatcher'],
      from: ['ARRIVED', 'WORKING'],
      reasons: [{ id: 'complex', name: '案情复杂' }],
      max: 1,
      clock: 'reply',
      maxDays: 3,
    },
    {
      kind: 'suspension',
      name: '申请停表',
      by: ['dept-clerk'],
      decidedBy: ['dispatcher'],
      from: ['SIGNED', 'ARRIVED', 'WORKING'],
      reasons: [{ id: 'testing', name: '等待检测鉴定' }],
      maxDays: 30,
    },
    {
      kind: 'recall',
      name: '申请撤回',
      by: ['town-clerk'],
      decidedBy: ['dispatcher'],
      from: ['SIGNED', 'ARRIVED', 'WORKING'],
      reasons: [{ id: 'solved', name: '已自行解决' }],
    },
  ]
}
