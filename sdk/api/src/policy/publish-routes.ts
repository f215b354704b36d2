import Type from 'typebox'
import { route } from '../route/route.ts'
import {
  calendarPreviewSchema,
  emergencyRollbackSchema,
  policyNewsSchema,
  rebaseDraftSchema,
  rebasedSchema,
  reviewVersionSchema,
  splitDraftSchema,
  splitSchema,
  transitionPreviewSchema,
  withdrawVersionSchema,
} from './publish-schema.ts'
import { policyDraftSchema, policyVersionSchema, seeTrialSchema } from './schema.ts'

const id = Type.String({ minLength: 1, maxLength: 64 })
const version = Type.Object({ version: Type.Integer({ minimum: 1 }) })
const tag = 'policy'

export const previewTransition = route({
  method: 'GET',
  path: '/api/v1/policy-drafts/:id/transition',
  tag,
  summary: '衔接测算：在办件有多少会改按草稿办理，多少会立即超时',
  params: Type.Object({ id }),
  response: transitionPreviewSchema,
  refusals: ['http.not-found'],
})

export const seeTrial = route({
  method: 'POST',
  path: '/api/v1/policy-drafts/:id/trials',
  tag,
  summary: '记下已看过试算：谁、何时、看的是哪一个指纹',
  params: Type.Object({ id }),
  body: seeTrialSchema,
  response: policyDraftSchema,
  refusals: ['http.not-found', 'policy.draft.other-hash'],
})

export const previewCalendar = route({
  method: 'GET',
  path: '/api/v1/policy-drafts/:id/calendar-preview',
  tag,
  summary: '日历测算：草稿的日历会使多少暂定的到期时间确定下来，多少到期时间改变',
  params: Type.Object({ id }),
  response: calendarPreviewSchema,
  refusals: ['http.not-found'],
})

export const listPolicyNews = route({
  method: 'GET',
  path: '/api/v1/policy-news',
  tag,
  summary: '近期施行和即将施行的制度改了什么',
  response: policyNewsSchema,
})

export const withdrawVersion = route({
  method: 'POST',
  path: '/api/v1/policy-versions/:version/withdraw',
  tag,
  summary: '撤回已发布、尚未施行的版本',
  params: version,
  body: withdrawVersionSchema,
  response: policyVersionSchema,
  refusals: ['http.not-found', 'policy.version.in-force', 'session.wrong-password'],
})

export const rollBackAtOnce = route({
  method: 'POST',
  path: '/api/v1/policy-versions/:version/emergency-rollback',
  tag,
  summary: '紧急回退：立即恢复到某一版，事后审核',
  params: version,
  body: emergencyRollbackSchema,
  response: policyVersionSchema,
  refusals: [
    'http.not-found',
    'policy.rollback.never-in-force',
    'policy.rollback.same',
    'policy.draft.red-findings',
    'policy.draft.failing-examples',
    'session.wrong-password',
  ],
})

export const reviewVersion = route({
  method: 'POST',
  path: '/api/v1/policy-versions/:version/review',
  tag,
  summary: '紧急回退的事后审核',
  params: version,
  body: reviewVersionSchema,
  response: policyVersionSchema,
  refusals: ['http.not-found', 'policy.review.none', 'policy.draft.same-person', 'session.wrong-password'],
})

export const exportBundle = route({
  method: 'GET',
  path: '/api/v1/policy-versions/:version/bundle',
  tag,
  summary: '签名的制度包',
  params: version,
  refusals: ['http.not-found'],
})

export const showBundleKey = route({
  method: 'GET',
  path: '/api/v1/policy-bundle-key',
  tag,
  summary: '验证本县制度包的公钥',
  response: Type.Object({ fingerprint: Type.String(), pem: Type.String() }),
})

export const rebaseDraft = route({
  method: 'POST',
  path: '/api/v1/policy-drafts/:id/rebase',
  tag,
  summary: '把草稿并到新施行的版本上；同一处都改过的由起草人选定',
  params: Type.Object({ id }),
  body: rebaseDraftSchema,
  response: rebasedSchema,
  refusals: ['http.not-found', 'policy.draft.stale', 'policy.draft.not-open', 'policy.invalid'],
})

export const splitDraft = route({
  method: 'POST',
  path: '/api/v1/policy-drafts/:id/split',
  tag,
  summary: '只发布一部分：其余留在新的草稿里',
  params: Type.Object({ id }),
  body: splitDraftSchema,
  response: splitSchema,
  refusals: ['http.not-found', 'policy.draft.stale', 'policy.draft.not-open', 'policy.split.nothing'],
})
