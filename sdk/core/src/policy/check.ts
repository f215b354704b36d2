import type { Organisation } from '../organisation/schema.ts'
import type { Instant } from '../shared/instant.ts'
import { lintForm } from '../form/lint.ts'
import { checkAdmission } from './check-admission.ts'
import { checkApprovals } from './check-approval.ts'
import { checkCalendars } from './check-calendar.ts'
import { checkClocks } from './check-clock.ts'
import { checkConditions } from './check-condition.ts'
import { checkGate } from './check-effect.ts'
import { checkDictionaries } from './check-dictionary.ts'
import { checkDeliberation } from './check-deliberation.ts'
import { checkEvaluation } from './check-evaluation.ts'
import { checkExamples } from './check-example.ts'
import { checkFlows } from './check-flow.ts'
import { checkIds } from './check-ids.ts'
import { checkLedgers } from './check-ledger.ts'
import { checkList } from './check-list.ts'
import { checkNotices } from './check-notice.ts'
import { checkOrganisation } from './check-organisation.ts'
import { checkOversight } from './check-oversight.ts'
import { checkDuty } from './check-duty.ts'
import { checkReach } from './check-reach.ts'
import { checkUnitTree } from './check-units.ts'
import { checkReferences } from './check-reference.ts'
import { checkSeats } from './check-seats.ts'
import { checkScoring } from './check-scoring.ts'
import { finding, type Finding, type FindingCode } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** What a check may know besides the policy: the county's units and people, and when it is (for calendars that run out). */
export type CheckContext = { readonly organisation?: Organisation; readonly now?: Instant }

/**
 * The check of a parsed policy (体检): everything that would go wrong with cases under it, red findings first, then in the order of the
 * documents. Without an organisation, references to units are not checked; without `now`, the calendar's reach is not.
 */
export function checkPolicy(policy: Policy, context: CheckContext = {}): Finding[] {
  const found = checksOf(policy, context).flatMap(([at, check]) => guarded(at, check))
  return found.toSorted((a, b) => Number(a.severity === 'amber') - Number(b.severity === 'amber'))
}

/** Each check, and where what it looks at begins. */
function checksOf(policy: Policy, { organisation, now }: CheckContext): readonly (readonly [at: string, check: () => Finding[]])[] {
  return [
    ['', () => checkIds(policy)],
    ['', () => checkReferences(policy)],
    ['/responsibilities', () => checkList(policy)],
    ['/flows', () => checkFlows(policy)],
    ['/flows', () => checkOversight(policy)],
    ['/flows', () => checkApprovals(policy)],
    ['/flows', () => checkDeliberation(policy)],
    ...policy.forms.map((form, index) => [`/forms/${index}`, () => checkForm(form, index)] as const),
    ['/dictionaries', () => checkDictionaries(policy)],
    ['/sla', () => checkClocks(policy)],
    ['/sla', () => checkReach(policy, now)],
    ['/calendars', () => checkCalendars(policy, now)],
    ['/admission', () => checkAdmission(policy)],
    ['/ledgers', () => checkLedgers(policy)],
    ['/gate', () => checkGate(policy)],
    ['', () => checkConditions(policy, organisation)],
    ['/evaluation', () => checkEvaluation(policy)],
    ['/scoring', () => checkScoring(policy, organisation)],
    ['/notifications', () => checkNotices(policy)],
    ['/examples', () => checkExamples(policy, organisation)],
    ...(organisation ? checksAgainst(policy, organisation) : []),
  ]
}

/** The policy against the county's units and people. */
function checksAgainst(policy: Policy, organisation: Organisation) {
  return [
    ['', () => checkUnitTree(organisation)],
    ['', () => checkOrganisation(policy, organisation)],
    ['/flows', () => checkSeats(policy, organisation)],
    ['/sla', () => checkDuty(policy, organisation)],
  ] as const
}

/** The lint of forms gives codes of this table only; a test holds it to that. */
function checkForm(form: Policy['forms'][number], index: number): Finding[] {
  return lintForm(form).map((problem) =>
    finding(problem.code as FindingCode, `/forms/${index}${problem.at}`, { form: form.title, ...problem.params }),
  )
}

/** A check that cannot be made is a finding itself: the others are still given, and nothing unchecked is published. */
function guarded(at: string, check: () => Finding[]): Finding[] {
  try {
    return check()
  } catch (error) {
    return [finding('policy.check.failed', at, { error: error instanceof Error ? error.message.slice(0, 200) : '' })]
  }
}

/** Whether findings forbid publishing. */
export function blocksPublishing(findings: readonly Finding[]): boolean {
  return findings.some((one) => one.severity === 'red')
}
