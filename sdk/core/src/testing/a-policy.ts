import type { Policy } from '../policy/schema.ts'
import { aFlow } from './a-flow.ts'
import { aSla } from './a-sla.ts'

/** 2026-11-02 Monday 09:00 at +08:00: a moment `aPolicy` is checked clean at, inside working hours. */
export const A_MONDAY_MORNING = 1_793_581_200_000

/**
 * A small but complete policy that passes its own check: two departments (ZF, SL), one town (T1), two items, one flow, six clocks, one form of two
 * five-star items. Every call gives a fresh value; `overrides` replace whole documents.
 */
export function aPolicy(overrides: Partial<Policy> = {}): Policy {
  return {
    format: 1,
    profile: {
      title: '吹哨报到平台',
      vocabulary: { platform: '县平台' },
      caseNumber: { prefix: 'X', digits: 5 },
      quickActions: ['report'],
    },
    categories: [{ id: 'quick', name: '快捷哨', colour: 'blue', icon: 'whistle', emergency: false, flow: 'main', form: 'whistle' }],
    responsibilities: aList(),
    flows: [aFlow()],
    forms: aForms(),
    calendars: [aCalendar()],
    sla: aSla(),
    supervision: {
      rules: [
        { id: 'arrive-late', name: '逾期未到场', clock: 'arrive', on: 'breached', card: 'yellow', notify: ['dept-leader', 'dispatcher'] },
        { id: 'reply-soon', name: '答复临期', clock: 'reply', on: 'warned', card: 'none', notify: ['dept-clerk'] },
      ],
    },
    evaluation: { forms: [anEvaluationForm()] },
    scoring: { models: [aScoringModel()] },
    sources: [{ id: 'patrol', name: '网格巡查' }],
    notifications: {
      notices: [
        {
          id: 'new-whistle',
          name: '新哨',
          on: 'case.submitted',
          to: ['dispatcher'],
          units: 'platform',
          channels: ['in-app', 'sound'],
          text: '{case.town} 吹哨：{case.title}（{case.number}）',
        },
        {
          id: 'assigned',
          name: '新任务',
          on: 'assignment.created',
          to: ['dept-clerk'],
          units: 'assignee',
          channels: ['in-app', 'sound'],
          text: '请 {unit.name} 签收 {case.number}',
        },
      ],
    },
    guides: [{ id: 'stalls', title: '占道经营办理说明', sections: [{ heading: '怎么认定', text: '占用人行道, 劝导不撤离.' }] }],
    examples: [
      {
        id: 'first-hour',
        title: '三十分钟内派件',
        steps: [
          {
            at: '2026-11-02T09:00',
            actor: 'town-clerk@T1',
            command: 'submit',
            data: { category: 'quick', item: 'A-01', form: { title: '占道经营', place: { address: '东街 1 号' } } },
            expect: { state: 'triage', due: { dispatch: '2026-11-02T09:30' } },
          },
          {
            at: '2026-11-02T09:10',
            actor: 'dispatcher@PT',
            command: 'dispatch',
            data: { lead: 'ZF', cooperating: ['SL'] },
            expect: { state: 'dispatched', lead: 'ZF', cooperating: ['SL'], due: { 'sign@ZF': '2026-11-02T09:40' } },
          },
        ],
      },
    ],
    ...overrides,
  }
}

function aList(): Policy['responsibilities'] {
  return {
    title: '责任清单',
    domains: [{ id: 'city', name: '综合执法' }],
    items: [
      {
        id: 'A-01',
        name: '占道经营',
        domain: 'city',
        kind: 'territorial',
        category: 'quick',
        lead: 'ZF',
        cooperating: ['SL'],
        legalBasis: ['《城市市容和环境卫生管理条例》第十四条'],
        situations: [{ id: 'roadside', name: '沿街摆摊' }],
        guide: 'stalls',
        whistle: true,
      },
      {
        id: 'A-02',
        name: '河道倾倒垃圾',
        domain: 'city',
        kind: 'territorial',
        category: 'quick',
        lead: 'SL',
        cooperating: [],
        legalBasis: ['《河道管理条例》第二十四条'],
        situations: [],
        whistle: true,
      },
    ],
    offList: 'allow',
  }
}

function aForms(): Policy['forms'] {
  const place = {
    type: 'object',
    title: '地点',
    'x-widget': 'location',
    properties: { address: { type: 'string', title: '地址', minLength: 1, maxLength: 200 } },
    required: ['address'],
    additionalProperties: false,
  }
  return [
    {
      id: 'whistle',
      title: '吹哨登记表',
      schema: {
        type: 'object',
        properties: {
          title: { type: 'string', title: '简述', minLength: 1, maxLength: 60 },
          place,
          reporterPhone: { type: 'string', title: '反映人电话', maxLength: 40, 'x-personal': true },
        },
        required: ['title', 'place'],
        additionalProperties: false,
      },
    },
    {
      id: 'reply',
      title: '答复',
      schema: {
        type: 'object',
        properties: { result: { type: 'string', title: '办理结果', minLength: 1, maxLength: 2000, 'x-widget': 'textarea' } },
        required: ['result'],
        additionalProperties: false,
      },
    },
  ]
}

function aCalendar(): Policy['calendars'][number] {
  const day: [string, string][] = [
    ['08:30', '12:00'],
    ['13:30', '17:30'],
  ]
  return {
    id: 'work',
    name: '工作日历',
    utcOffsetMinutes: 480,
    week: { 1: day, 2: day, 3: day, 4: day, 5: day },
    exceptions: [
      { kind: 'makeup', from: '2026-09-20', to: '2026-09-20', name: '国庆节调休' },
      { kind: 'holiday', from: '2026-10-01', to: '2026-10-07', name: '国庆节' },
      { kind: 'makeup', from: '2026-10-10', to: '2026-10-10', name: '国庆节调休' },
    ],
    coverage: { from: '2026-01-01', to: '2027-12-31' },
    sources: [{ title: '节假日安排的通知' }],
  }
}

function anEvaluationForm(): Policy['evaluation']['forms'][number] {
  return {
    id: 'stars',
    name: '双项五星',
    by: ['town-clerk'],
    rater: 'town',
    subject: 'assignment',
    items: [
      {
        id: 'speed',
        name: '响应速度',
        note: '从签收到到场用了多久。',
        scale: { kind: 'stars', max: 5 },
        required: true,
        suggestion: {
          clock: 'arrive',
          bands: [{ upTo: '1/2', value: 5 }, { upTo: '1', value: 4 }, { upTo: '3/2', value: 3 }, { upTo: '2', value: 2 }, { value: 1 }],
        },
      },
      { id: 'quality', name: '办理质量', note: '问题是否真正解决。', scale: { kind: 'stars', max: 5 }, required: true },
    ],
    comment: 'required-when-low',
    lowAtOrBelow: 2,
    obligatory: true,
    visibility: 'open',
  }
}

function aScoringModel(): Policy['scoring']['models'][number] {
  const points = { from: ['0', '5'] as [string, string], to: ['0', '100'] as [string, string] }
  return {
    id: 'department-monthly',
    name: '部门月度考核',
    subject: 'department',
    ranks: ['department'],
    period: { unit: 'month', closeAfterWorkingDays: 5 },
    population: { fact: 'assignment', where: { eq: ['eval.rated', true] } },
    indicators: {
      speed: { name: '响应速度', mean: 'eval.speed', scale: points },
      quality: { name: '办理质量', mean: 'eval.quality', scale: points },
    },
    parts: [
      { id: 'speed', name: '响应速度', weight: '1/2', use: 'speed' },
      { id: 'quality', name: '办理质量', weight: '1/2', use: 'quality' },
    ],
    emptyDenominator: 'exclude',
    rounding: { digits: 2, mode: 'half-up' },
    ties: 'same-rank',
    visibility: { mode: 'open', minRaters: 1 },
  }
}
