import { USAGE_KINDS } from '@shaotai/core'
import Type, { type Static } from 'typebox'
import { route } from '../route/route.ts'

/** How often last year's cases used each thing of the policy (命中). Counted once a day; what is not named was not used. */
export const policyUsageSchema = Type.Object({
  countedAt: Type.Union([Type.Integer(), Type.Null()], { description: 'Null: not counted yet.' }),
  since: Type.Integer({ description: 'Cases whistled from here on were counted.' }),
  cases: Type.Integer(),
  uses: Type.Array(
    Type.Object({
      kind: Type.Enum([...USAGE_KINDS]),
      key: Type.String({ description: 'As `usableOf` of the core names it.' }),
      cases: Type.Integer({ description: 'Each case once.' }),
      last: Type.Integer({ description: 'When the last of them was whistled.' }),
    }),
  ),
})
export type PolicyUsage = Static<typeof policyUsageSchema>

export const showPolicyUsage = route({
  method: 'GET',
  path: '/api/v1/policy-usage',
  tag: 'policy',
  summary: '近一年各哨种、事项、时限、步骤、条件、评价项目用到了多少件；每天统计一次',
  response: policyUsageSchema,
})
