import Type from 'typebox'
import { pageOf } from '../list/schema.ts'
import { route } from '../route/route.ts'
import {
  ENTRY_COMMANDS,
  entryCommandBodySchema,
  entryEventListSchema,
  ledgerCountSchema,
  ledgerEntryRowSchema,
  ledgerEntryViewSchema,
  ledgerRoundSchema,
  openLedgerEntrySchema,
} from './schema.ts'

const id = Type.String({ minLength: 1, maxLength: 64 })
const tag = 'ledger'

export const listLedgerEntries = route({
  method: 'GET',
  path: '/api/v1/ledger-entries',
  tag,
  summary: '台账事项列表',
  description:
    '只列出本单位提出、负责或被征求意见的事项；县级和平台可看全部。可按 ledger、phase、state、owner、card、nextDueAt 等筛选和排序。',
  list: true,
  response: pageOf(ledgerEntryRowSchema),
})

export const countLedgerEntries = route({
  method: 'GET',
  path: '/api/v1/ledger-counts',
  tag,
  summary: '各台账计数：在办、超期、已销号',
  response: Type.Array(ledgerCountSchema),
})

export const showLedgerRound = route({
  method: 'GET',
  path: '/api/v1/ledgers/:ledger/rounds/:round',
  tag,
  summary: '月度、季度销号：应销、已销、超期',
  params: Type.Object({ ledger: id, round: Type.String({ minLength: 1, maxLength: 10 }) }),
  response: ledgerRoundSchema,
  refusals: ['ledger.unknown', 'ledger.round.unknown', 'ledger.round.none', 'policy.none'],
})

export const openLedgerEntry = route({
  method: 'POST',
  path: '/api/v1/ledger-entries',
  tag,
  summary: '登记台账事项',
  body: openLedgerEntrySchema,
  idempotent: true,
  status: 201,
  response: ledgerEntryViewSchema,
  refusals: [
    'ledger.unknown',
    'ledger.retired',
    'ledger.open.not-your-role',
    'ledger.open.no-owner',
    'ledger.unit.unknown',
    'form.invalid',
    'form.field-not-yours',
    'policy.none',
  ],
})

export const showLedgerEntry = route({
  method: 'GET',
  path: '/api/v1/ledger-entries/:id',
  tag,
  summary: '台账事项：内容、时限与分段、可用步骤',
  params: Type.Object({ id }),
  response: ledgerEntryViewSchema,
  refusals: ['ledger.not-found'],
})

export const listLedgerEntryEvents = route({
  method: 'GET',
  path: '/api/v1/ledger-entries/:id/events',
  tag,
  summary: '台账事项经过：全部事件',
  params: Type.Object({ id }),
  response: entryEventListSchema,
  refusals: ['ledger.not-found'],
})

export const commandLedgerEntry = route({
  method: 'POST',
  path: '/api/v1/ledger-entries/:id/commands/:command',
  tag,
  summary: '对台账事项的一步：办理（take）、答复征求意见（answer）、签批（sign）、录入会议决议（resolve）',
  description: '内容见 entryCommandSchemas。expectedVersion 是本人看到的版本；别人先动过则返回 ledger.version.stale。',
  params: Type.Object({ id, command: Type.Enum(ENTRY_COMMANDS) }),
  body: entryCommandBodySchema,
  idempotent: true,
  response: ledgerEntryViewSchema,
  refusals: [
    'ledger.not-found',
    'ledger.version.stale',
    'ledger.step.unknown',
    'ledger.step.wrong-state',
    'ledger.step.not-your-role',
    'ledger.step.not-your-unit',
    'ledger.step.guard',
    'ledger.consultation.not-open',
    'ledger.consultation.not-asked',
    'ledger.copy.not-yours',
    'case.copy.known',
    'ledger.unit.unknown',
    'case.reason.required',
    'form.invalid',
    'form.field-not-yours',
  ],
})
