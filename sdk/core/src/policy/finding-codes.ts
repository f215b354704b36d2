/** How bad a finding is: red blocks publishing, amber is shown and may be accepted. */
export type Severity = 'red' | 'amber'

/** Every finding the check of a policy (体检) can give. Sentences are in `sentence.ts`, in the same order. */
export const FINDING_SEVERITY = {
  'policy.id.duplicate': 'red',
  'policy.reference.missing': 'red',
  'policy.reference.retired': 'red',
  'policy.unit.missing': 'red',
  'policy.unit.inactive': 'red',
  'policy.unit.no-clerk': 'red',
  'policy.town.no-clerk': 'red',
  'policy.role.nobody': 'amber',
  'policy.item.lead-among-cooperating': 'red',
  'policy.item.no-basis': 'red',
  'policy.item.same-name-different-lead': 'red',
  'policy.item.dates-reversed': 'red',
  'policy.route.lead-among-cooperating': 'red',
  'policy.route.same-condition': 'red',
  'policy.route.never-reached': 'amber',
  'policy.flow.state-unreachable': 'red',
  'policy.flow.dead-end': 'red',
  'policy.flow.no-way-to-end': 'red',
  'policy.flow.act-missing': 'red',
  'policy.flow.join-never': 'red',
  'policy.flow.nobody-acts': 'red',
  'policy.flow.close-without-consent': 'red',
  'policy.flow.consent-automatic': 'amber',
  'policy.flow.quorum': 'red',
  'policy.flow.chair-missing': 'red',
  'policy.flow.threshold': 'red',
  'policy.request.suspension-uncapped': 'red',
  'policy.request.extension-without-clock': 'red',
  'policy.clock.start-is-stop': 'red',
  'policy.clock.start-is-pause': 'red',
  'policy.clock.never-starts': 'red',
  'policy.clock.never-stops': 'red',
  'policy.clock.warning-late': 'red',
  'policy.clock.same-condition': 'red',
  'policy.clock.goal-never-reached': 'amber',
  'policy.clock.no-goal-for-the-rest': 'amber',
  'policy.supervision.never-warned': 'red',
  'policy.calendar.coverage': 'amber',
  'policy.calendar.dates-reversed': 'red',
  'policy.calendar.overlap': 'red',
  'policy.calendar.hours': 'red',
  'policy.calendar.no-hours': 'red',
  'policy.admission.incomplete': 'red',
  'policy.admission.overlap': 'red',
  'policy.admission.row-never-reached': 'amber',
  'policy.admission.cell-unknown': 'red',
  'policy.admission.input': 'red',
  'policy.evaluation.no-options': 'red',
  'policy.evaluation.no-low-limit': 'red',
  'policy.evaluation.suggestion-out-of-scale': 'red',
  'policy.evaluation.bands-order': 'red',
  'policy.evaluation.labels': 'amber',
  'policy.evaluation.item-reserved': 'red',
  'policy.evaluation.nobody-rates': 'red',
  'policy.scoring.weights': 'red',
  'policy.scoring.weight-not-positive': 'red',
  'policy.scoring.constraint': 'red',
  'policy.scoring.input-missing': 'red',
  'policy.scoring.indicator-unused': 'amber',
  'policy.scoring.scale': 'red',
  'policy.scoring.scale-differs': 'amber',
  'policy.scoring.cap-reversed': 'red',
  'policy.scoring.cycle': 'red',
  'policy.scoring.nobody-ranked': 'amber',
  'policy.scoring.empty-scores-full': 'amber',
  'policy.notice.placeholder': 'red',
  'policy.notice.placeholder-empty': 'amber',
  'policy.notice.reaches-nobody': 'red',
  'policy.notice.never': 'amber',
  'policy.example.time': 'red',
  'policy.example.time-backwards': 'red',
  'policy.example.actor': 'red',
  'policy.example.command': 'red',
  'condition.path-unknown': 'red',
  'condition.path-retired': 'red',
  'condition.type-mismatch': 'red',
  'condition.value-unknown': 'red',
  'condition.value-retired': 'red',
  'condition.no-order': 'red',
  'condition.too-deep': 'red',
  'condition.empty-group': 'amber',
  'form-schema.not-an-object': 'red',
  'form-schema.not-a-schema': 'red',
  'form-schema.too-big': 'red',
  'form-schema.too-deep': 'red',
  'form-schema.too-many-fields': 'red',
  'form-schema.too-many-refs': 'red',
  'form-schema.too-many-options': 'red',
  'form-schema.keyword-unknown': 'red',
  'form-schema.keyword-value': 'red',
  'form-schema.hint-unknown': 'red',
  'form-schema.widget-unknown': 'red',
  'form-schema.type-unknown': 'red',
  'form-schema.format-unknown': 'red',
  'form-schema.additional-properties': 'red',
  'form-schema.ref-not-local': 'red',
  'form-schema.ref-missing': 'red',
  'form-schema.ref-cycle': 'red',
  'form-schema.pattern-too-long': 'red',
  'form-schema.pattern-invalid': 'red',
  'form-schema.pattern-unsupported': 'red',
  'form-schema.field-id': 'red',
  'form-schema.required-unknown': 'red',
  'form-schema.required-retired': 'red',
  'form-schema.required-hidden': 'red',
  'form-schema.order-unknown': 'amber',
  'form-schema.order-incomplete': 'amber',
  'form-schema.title-long': 'amber',
} as const satisfies Record<string, Severity>

export type FindingCode = keyof typeof FINDING_SEVERITY

/** A change of the policy that would remove a finding, where there is only one sensible one. */
export type Repair =
  | { readonly op: 'remove'; readonly at: string }
  | { readonly op: 'replace'; readonly at: string; readonly value: unknown }

/** One finding: what, how bad, where in the policy (JSON pointer), the values its sentence needs, and perhaps how to mend it. */
export type Finding = {
  code: FindingCode
  severity: Severity
  at: string
  params: Record<string, unknown>
  repair?: Repair
}

/** Makes a finding with the severity of its code. */
export function finding(code: FindingCode, at: string, params: Record<string, unknown> = {}, repair?: Repair): Finding {
  return { code, severity: FINDING_SEVERITY[code], at, params, ...(repair && { repair }) }
}
