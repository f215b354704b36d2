import Type, { type Static } from 'typebox'
import { pageOf } from '../list/schema.ts'
import { route } from '../route/route.ts'

export const auditRowSchema = Type.Object({
  id: Type.String(),
  seq: Type.Union([Type.Integer(), Type.Null()], { description: 'Place in the chain; null for the second until it is sealed.' }),
  at: Type.Integer(),
  person: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  action: Type.String(),
  target: Type.String(),
  outcome: Type.Enum(['done', 'refused', 'failed']),
  detail: Type.Unknown(),
  request: Type.Union([Type.String(), Type.Null()]),
})
export type AuditRow = Static<typeof auditRowSchema>

export const auditReportSchema = Type.Object({
  ok: Type.Boolean(),
  checked: Type.Object({ audit: Type.Integer(), events: Type.Integer(), cases: Type.Integer() }),
  firstBad: Type.Optional(
    Type.Object({
      table: Type.Enum(['audit', 'case_events', 'ledger_events', 'checkpoint']),
      id: Type.String(),
      problem: Type.Enum(['changed', 'missing', 'out-of-order', 'truncated', 'foreign']),
    }),
  ),
})
export type AuditReport = Static<typeof auditReportSchema>

export const listAudit = route({
  method: 'GET',
  path: '/api/v1/audit',
  tag: 'audit',
  summary: '审计日志（审计管理员）',
  list: true,
  response: pageOf(auditRowSchema),
})

export const verifyAuditRoute = route({
  method: 'POST',
  path: '/api/v1/audit/verify',
  tag: 'audit',
  summary: '校验审计链与全部哨件事件链',
  response: auditReportSchema,
})
