import { POLICY_KINDS } from '@shaotai/core'
import Type from 'typebox'
import { route } from '../route/route.ts'
import {
  claimAnswerSchema,
  claimDraftSchema,
  createDraftSchema,
  fieldUsageQuestionSchema,
  fieldUsageSchema,
  draftClaimSchema,
  draftEditSchema,
  historyFindingsSchema,
  pastDocumentSchema,
  policyDocumentSchema,
  policyDraftDocumentSchema,
  policyDraftSchema,
  policyVersionSchema,
  publishDraftSchema,
  rejectDraftSchema,
  saveDraftSchema,
  submitDraftSchema,
} from './schema.ts'

const id = Type.String({ minLength: 1, maxLength: 64 })
const tag = 'policy'
const draftRefusals = ['http.not-found', 'policy.draft.stale', 'policy.draft.not-open']

export const showCurrentPolicy = route({
  method: 'GET',
  path: '/api/v1/policies/current',
  tag,
  summary: '现行制度',
  response: policyDocumentSchema,
  refusals: ['policy.none'],
})

export const showPolicy = route({
  method: 'GET',
  path: '/api/v1/policies/:hash',
  tag,
  summary: '某一版制度；内容不变，可长期缓存',
  params: Type.Object({ hash: id }),
  response: policyDocumentSchema,
  refusals: ['http.not-found'],
})

export const listPolicies = route({
  method: 'GET',
  path: '/api/v1/policies',
  tag,
  summary: '版本史',
  response: Type.Array(policyVersionSchema),
})

export const showPolicySchema = route({
  method: 'GET',
  path: '/api/v1/policy-schemas/:kind',
  tag,
  summary: '一类制度文件的 JSON Schema',
  params: Type.Object({ kind: Type.Enum([...POLICY_KINDS]) }),
  response: Type.Record(Type.String(), Type.Unknown()),
})

export const listDrafts = route({
  method: 'GET',
  path: '/api/v1/policy-drafts',
  tag,
  summary: '草稿与待审核',
  response: Type.Array(policyDraftSchema),
})

export const createDraft = route({
  method: 'POST',
  path: '/api/v1/policy-drafts',
  tag,
  summary: '起草：从现行版或某个旧版（回退）开始',
  body: createDraftSchema,
  status: 201,
  response: policyDraftDocumentSchema,
  refusals: ['http.not-found', 'policy.none'],
})

export const showDraft = route({
  method: 'GET',
  path: '/api/v1/policy-drafts/:id',
  tag,
  summary: '草稿',
  params: Type.Object({ id }),
  response: policyDraftDocumentSchema,
  refusals: ['http.not-found'],
})

export const showDraftHistory = route({
  method: 'GET',
  path: '/api/v1/policy-drafts/:id/history-findings',
  tag,
  summary: '草稿与去年的哨件对照',
  description:
    'Reads the cases of the last twelve months, newest first, and says so when it had to stop early. Not part of saving: ask when somebody looks.',
  params: Type.Object({ id }),
  response: historyFindingsSchema,
  refusals: ['http.not-found'],
})

export const showFieldUsage = route({
  method: 'POST',
  path: '/api/v1/form-field-usages',
  tag,
  summary: '表单某一项已有多少件填过，改类型后有多少能沿用',
  description: 'Reads stored cases newest first, for a bounded time, and says how far it came. Nothing is stored.',
  body: fieldUsageQuestionSchema,
  response: fieldUsageSchema,
})

export const saveDraft = route({
  method: 'PUT',
  path: '/api/v1/policy-drafts/:id/documents/:kind',
  tag,
  summary: '保存草稿中的一类文件，并体检',
  params: Type.Object({ id, kind: Type.Enum([...POLICY_KINDS]) }),
  body: saveDraftSchema,
  response: policyDraftSchema,
  refusals: [...draftRefusals, 'policy.invalid', 'policy.draft.claimed'],
})

export const listDraftClaims = route({
  method: 'GET',
  path: '/api/v1/policy-drafts/:id/claims',
  tag,
  summary: '谁正在改草稿的哪一部分',
  params: Type.Object({ id }),
  response: Type.Array(draftClaimSchema),
})

export const actOnDraftClaim = route({
  method: 'POST',
  path: '/api/v1/policy-drafts/:id/claims/:kind',
  tag,
  summary: '占用、请求接手、交出或放开草稿的一部分',
  params: Type.Object({ id, kind: Type.Enum([...POLICY_KINDS]) }),
  body: claimDraftSchema,
  status: 200,
  response: claimAnswerSchema,
  refusals: ['http.not-found', 'policy.draft.not-open', 'policy.draft.claim-wanted', 'policy.draft.claim-not-yours'],
})

export const listDraftEdits = route({
  method: 'GET',
  path: '/api/v1/policy-drafts/:id/edits',
  tag,
  summary: '谁在何时改了草稿的什么，新的在前',
  params: Type.Object({ id }),
  response: Type.Array(draftEditSchema),
})

export const showDraftAt = route({
  method: 'GET',
  path: '/api/v1/policy-drafts/:id/edits/:edit',
  tag,
  summary: '某次改动之后那一类文件的样子；恢复时作为一次新的改动保存',
  params: Type.Object({ id, edit: Type.Integer({ minimum: 1 }) }),
  response: pastDocumentSchema,
  refusals: ['http.not-found'],
})

export const showDraftPast = route({
  method: 'GET',
  path: '/api/v1/policy-drafts/:id/documents/:kind/past',
  tag,
  summary: '自己最近几次改动之前的样子，旧的在前；重新打开页面后仍可撤销',
  params: Type.Object({ id, kind: Type.Enum([...POLICY_KINDS]) }),
  response: Type.Array(pastDocumentSchema),
})

export const submitDraft = route({
  method: 'POST',
  path: '/api/v1/policy-drafts/:id/submit',
  tag,
  summary: '提交审核',
  params: Type.Object({ id }),
  body: submitDraftSchema,
  response: policyDraftSchema,
  refusals: [
    ...draftRefusals,
    'policy.draft.red-findings',
    'policy.draft.failing-examples',
    'policy.draft.unchanged',
    'policy.draft.outrun',
    'policy.draft.trial-unseen',
  ],
})

export const publishDraft = route({
  method: 'POST',
  path: '/api/v1/policy-drafts/:id/publish',
  tag,
  summary: '审核通过并施行：须由另一人，重新输入口令，哈希与所见一致',
  params: Type.Object({ id }),
  body: publishDraftSchema,
  response: policyVersionSchema,
  refusals: [
    ...draftRefusals,
    'policy.draft.same-person',
    'policy.draft.other-hash',
    'policy.draft.outrun',
    'policy.publish.past',
    'policy.publish.too-far',
    'policy.publish.before-scheduled',
    'session.wrong-password',
    'policy.draft.red-findings',
    'policy.draft.failing-examples',
  ],
})

export const rejectDraft = route({
  method: 'POST',
  path: '/api/v1/policy-drafts/:id/reject',
  tag,
  summary: '退回草稿',
  params: Type.Object({ id }),
  body: rejectDraftSchema,
  response: policyDraftSchema,
  refusals: [...draftRefusals, 'policy.draft.same-person'],
})

export const withdrawDraft = route({
  method: 'POST',
  path: '/api/v1/policy-drafts/:id/withdraw',
  tag,
  summary: '撤回提交或放弃草稿',
  params: Type.Object({ id }),
  body: Type.Object({ discard: Type.Boolean() }, { additionalProperties: false }),
  response: policyDraftSchema,
  refusals: draftRefusals,
})
