import type { Clock, Segment } from '@shaotai/core'

const HOUR = 3_600_000
const MINUTE = 60_000
const at = (day: number, hour: number, minute = 0) => Date.UTC(2026, 2, day, hour - 8, minute)

/** The moment of the gallery: Monday 2 March 2026, 10:05 in the county. */
export const NOW = at(2, 10, 5)

const arrival: Segment[] = [
  { from: at(2, 9, 30), to: at(2, 11, 30), counted: true, why: 'counted' },
  { from: at(2, 11, 30), to: at(2, 14), counted: false, why: 'off-hours', name: '午休' },
  { from: at(2, 14), to: at(2, 15), counted: true, why: 'counted' },
]

export const arrivalClock: Clock = {
  key: 'arrive/c1/1',
  clock: 'arrive',
  name: '到场',
  per: 'assignment',
  owner: 'assignee',
  cycle: 1,
  status: 'running',
  basis: 'working-minutes',
  goal: { amount: 3, unit: 'hour', index: 0, clause: '第十二条第二款' },
  startedAt: at(2, 9, 30),
  dueAt: at(2, 15),
  breached: false,
  extendedBy: 0,
  warnAt: [at(2, 14, 24)],
  provisional: false,
  calendar: 'county',
  segments: arrival,
}

const done: Segment[] = [
  { from: at(2, 9, 30), to: at(3, 0), counted: false, why: 'first-day', days: 0 },
  { from: at(3, 0), to: at(4, 0), counted: true, why: 'counted', days: 1 },
  { from: at(4, 0), to: at(5, 0), counted: true, why: 'counted', days: 1 },
  { from: at(5, 0), to: at(6, 0), counted: false, why: 'paused', name: '停表：等待检测报告', days: 0 },
  { from: at(6, 0), to: at(7, 0), counted: true, why: 'counted', days: 1 },
  { from: at(7, 0), to: at(9, 0), counted: false, why: 'weekend', days: 0 },
  { from: at(9, 0), to: at(10, 0), counted: true, why: 'counted', days: 1 },
  { from: at(10, 0), to: at(10, 17, 30), counted: true, why: 'counted', days: 1 },
]

export const doneClock: Clock = {
  ...arrivalClock,
  key: 'done/c1/1',
  clock: 'done',
  name: '办结',
  basis: 'working-days',
  countRule: 'next-day-close',
  goal: { amount: 5, unit: 'day', index: 0, clause: '第十三条' },
  dueAt: at(10, 17, 30),
  provisional: true,
  segments: done,
}

export const overdueClock = { ...arrivalClock, dueAt: NOW - 12 * MINUTE }
export const soonClock = { ...arrivalClock, dueAt: NOW + 7 * MINUTE + 12_000, startedAt: NOW - 8 * MINUTE }
export const warnedClock = { ...arrivalClock, dueAt: NOW + HOUR + 40 * MINUTE, startedAt: NOW - 2 * HOUR, warnAt: [NOW - MINUTE] }
export const pausedClock: Clock = { ...arrivalClock, status: 'paused', dueAt: null }
export const metClock: Clock = { ...arrivalClock, status: 'met', stoppedAt: NOW }

/** A county's whistle form as a clerk meets it. */
export const whistleSchema = {
  type: 'object',
  title: '吹哨',
  required: ['f_title', 'f_what', 'f_where', 'f_urgent', 'f_danger'],
  properties: {
    f_title: { type: 'string', title: '标题', minLength: 1, maxLength: 40, 'x-order': 1, 'x-en': 'Title' },
    f_what: {
      type: 'string',
      title: '什么事',
      minLength: 1,
      maxLength: 500,
      'x-widget': 'textarea',
      description: '时间、地点、涉及的人和已经做过的工作',
      'x-order': 2,
    },
    f_where: {
      type: 'object',
      title: '发生地点',
      'x-widget': 'location',
      'x-order': 3,
      required: ['address'],
      properties: { address: { type: 'string', title: '地址', minLength: 1 }, longitude: { type: 'number' }, latitude: { type: 'number' } },
    },
    f_urgent: {
      title: '紧急程度',
      'x-order': 4,
      type: 'string',
      oneOf: [
        { const: 'o1', title: '一般' },
        { const: 'o2', title: '较急' },
        { const: 'o3', title: '紧急' },
      ],
    },
    f_kind: {
      title: '领域',
      'x-order': 5,
      enum: ['a', 'b', 'c', 'd', 'e'],
      'x-enum-names': ['市容环境', '违法建设', '安全生产', '食品药品', '自然资源'],
    },
    f_danger: { type: 'boolean', title: '是否有人员危险', 'x-order': 6 },
    f_lead: { type: 'string', title: '建议主责部门', 'x-widget': 'unit', 'x-order': 8 },
    f_since: { type: 'string', format: 'date-time', title: '发现时间', 'x-order': 7 },
    f_photos: { type: 'array', title: '现场照片', maxItems: 9, 'x-widget': 'photos', 'x-order': 9, items: { type: 'object' } },
    f_old: { type: 'string', title: '旧字段', 'x-retired': true },
  },
  if: { properties: { f_danger: { const: true } }, required: ['f_danger'] },
  // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's word
  then: { required: ['f_people'], properties: { f_people: { type: 'integer', title: '涉及人数', minimum: 1, maximum: 999 } } },
} as const
