import Type from 'typebox'
import { route } from '../route/route.ts'
import {
  adoptedPolicySchema,
  adoptPolicySchema,
  openBundleSchema,
  openedBundleSchema,
  policyTemplateDocumentSchema,
  policyTemplateSchema,
} from './adopt-schema.ts'

const tag = 'policy'
const bundleRefusals = [
  'bundle.too-big',
  'bundle.not-json',
  'bundle.format.unknown',
  'bundle.version.unknown',
  'bundle.not-canonical',
  'bundle.invalid',
  'bundle.hash.differs',
  'bundle.key.other',
  'bundle.key.needed',
  'bundle.key.unreadable',
  'bundle.signature.wrong',
  'policy.invalid',
]

export const listPolicyTemplates = route({
  method: 'GET',
  path: '/api/v1/policy-templates',
  tag,
  summary: '制度模板',
  response: Type.Array(policyTemplateSchema),
})

export const showPolicyTemplate = route({
  method: 'GET',
  path: '/api/v1/policy-templates/:id',
  tag,
  summary: '一个制度模板的全文',
  params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) }),
  response: policyTemplateDocumentSchema,
  refusals: ['http.not-found'],
})

export const openPolicyBundle = route({
  method: 'POST',
  path: '/api/v1/policy-bundles/open',
  tag,
  summary: '打开另一个县的制度包：核对签名，不保存任何内容',
  body: openBundleSchema,
  status: 200,
  response: openedBundleSchema,
  refusals: bundleRefusals,
})

export const adoptPolicy = route({
  method: 'POST',
  path: '/api/v1/policy-drafts/adopt',
  tag,
  summary: '以模板或制度包起草：单位换成本县的，可只采用一部分',
  description: 'The title, basis and numbering of the version in force stay. What the chosen kinds do not stand without comes along.',
  body: adoptPolicySchema,
  status: 200,
  response: adoptedPolicySchema,
  refusals: [
    ...bundleRefusals,
    'http.not-found',
    'bundle.key.unconfirmed',
    'policy.adopt.nothing',
    'policy.adopt.unit-unknown',
    'policy.merge.no-base',
    'policy.merge.undecided',
    'policy.draft.outrun',
  ],
})
