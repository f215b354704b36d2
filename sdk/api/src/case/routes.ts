import { COMMAND_NAMES } from '@shaotai/core'
import Type from 'typebox'
import { pageOf } from '../list/schema.ts'
import { townGroupSchema } from '../people/routes.ts'
import { route } from '../route/route.ts'
import {
  assignmentRowSchema,
  caseCommandSchema,
  caseCountsSchema,
  caseEventListSchema,
  casePreviewSchema,
  caseRowSchema,
  caseViewSchema,
  submitCaseSchema,
} from './schema.ts'

const id = Type.String({ minLength: 1, maxLength: 64 })
const tag = 'case'

export const listCases = route({
  method: 'GET',
  path: '/api/v1/cases',
  tag,
  summary: '哨件列表',
  description: '只列出本人有权查看的哨件。可按 phase、state、town、category、item、leadUnit、submittedAt、nextDueAt 等筛选和排序。',
  list: true,
  response: pageOf(caseRowSchema),
})

export const listAssignments = route({
  method: 'GET',
  path: '/api/v1/assignments',
  tag,
  summary: '应哨任务列表：部门只见本单位，镇街见本镇街哨件的任务',
  list: true,
  response: pageOf(assignmentRowSchema),
})

export const countCases = route({ method: 'GET', path: '/api/v1/case-counts', tag, summary: '待办与值守计数', response: caseCountsSchema })

export const previewCase = route({
  method: 'POST',
  path: '/api/v1/case-previews',
  tag,
  summary: '吹哨前预览：会派给谁、依据哪条、各环节最迟时间；不保存',
  body: submitCaseSchema,
  response: casePreviewSchema,
  refusals: ['case.category.unknown', 'case.item.unknown', 'case.item.not-whistle', 'case.item.off-list'],
})

export const submitCase = route({
  method: 'POST',
  path: '/api/v1/cases',
  tag,
  summary: '吹哨',
  body: submitCaseSchema,
  idempotent: true,
  status: 201,
  response: Type.Object({ id: Type.String(), number: Type.String(), ...caseViewSchema.properties }),
  refusals: [
    'case.category.unknown',
    'case.item.unknown',
    'case.item.not-whistle',
    'case.item.off-list',
    'case.situation.unknown',
    'case.source.unknown',
    'form.invalid',
    'form.field-not-yours',
    'policy.none',
    'case.command.not-your-role',
  ],
})

export const groupCases = route({
  method: 'GET',
  path: '/api/v1/case-groups',
  tag,
  summary: '哨件按片区、乡镇计数：件数和其中超时的',
  description: '筛选与哨件列表相同（s、filter、or），只计有权查看的。',
  list: true,
  response: Type.Array(townGroupSchema),
})

export const showCase = route({
  method: 'GET',
  path: '/api/v1/cases/:id',
  tag,
  summary: '哨件：任务、时限与分段、可用动作',
  params: Type.Object({ id }),
  response: caseViewSchema,
  refusals: ['http.not-found'],
})

export const listCaseEvents = route({
  method: 'GET',
  path: '/api/v1/cases/:id/events',
  tag,
  summary: '哨件经过：全部事件',
  params: Type.Object({ id }),
  response: caseEventListSchema,
  refusals: ['http.not-found'],
})

export const commandCase = route({
  method: 'POST',
  path: '/api/v1/cases/:id/commands/:command',
  tag,
  summary: '对哨件的一个动作',
  description: '动作及其内容见 commandSchemas。expectedVersion 是本人看到的版本；别人先动过则返回 case.version.stale。',
  params: Type.Object({ id, command: Type.Enum(COMMAND_NAMES) }),
  body: caseCommandSchema,
  idempotent: true,
  response: caseViewSchema,
  refusals: [
    'http.not-found',
    'case.version.stale',
    'case.command.wrong-phase',
    'case.command.not-your-role',
    'case.command.not-your-unit',
    'case.reason.required',
    'form.invalid',
    'form.field-not-yours',
  ],
})

export const caseRoutes = {
  listCases,
  groupCases,
  listAssignments,
  countCases,
  previewCase,
  submitCase,
  showCase,
  listCaseEvents,
  commandCase,
}
