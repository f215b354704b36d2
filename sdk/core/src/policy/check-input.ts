import { pathsOf } from '../condition/paths.ts'
import type { Vocabulary } from '../condition/vocabulary.ts'
import { ROLES, type Role } from '../organisation/role.ts'
import type { Organisation } from '../organisation/schema.ts'
import type { ManualInput } from '../scoring/input.ts'
import type { ScoringModel } from '../scoring/schema.ts'
import { evaluationPaths } from '../scoring/vocabulary.ts'
import { compareFractions, parseFraction } from '../shared/fraction.ts'
import { pointTo } from '../shared/json-pointer.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

type Known = { policy: Pick<Policy, 'evaluation'>; vocabulary: Vocabulary; organisation: Organisation | undefined }

/** Manual inputs somebody can enter and something uses, adjustments and vetoes that read what exists, and enough raters for back to back. */
export function checkInputs(model: ScoringModel, at: string, { policy, vocabulary, organisation }: Known): Finding[] {
  const inputs = model.inputs ?? []
  const used = new Set([
    ...Object.values(model.indicators).flatMap((one) => ('manual' in one ? [one.manual] : [])),
    ...[...(model.adjustments ?? []), ...(model.veto ?? [])].flatMap((one) => ('manual' in one ? [one.manual] : [])),
  ])
  const twice = inputs.flatMap((input, index) =>
    inputs.findIndex((other) => other.id === input.id) < index
      ? [finding('policy.id.duplicate', `${at}/inputs/${index}/id`, { id: input.id })]
      : [],
  )
  return [
    ...twice,
    ...inputs.flatMap((input, index) => {
      const where = `${at}/inputs/${index}`
      const named = { model: model.name, name: input.name }
      return [
        ...(used.has(input.id) ? [] : [finding('policy.scoring.input-unused', where, named, { op: 'remove', at: where })]),
        ...checkInput(model, input, { where, organisation }),
      ]
    }),
    ...checkAdjusted(model, at, vocabulary),
    ...(model.visibility.mode === 'open' ? checkOpenness(model, at, policy) : checkVisibility(model, at, organisation)),
  ]
}

/** An open model over a back-to-back form would show every rating behind its scores. */
function checkOpenness(model: ScoringModel, at: string, { evaluation }: Pick<Policy, 'evaluation'>): Finding[] {
  const paths = evaluationPaths({ evaluation })
  const closed = evaluation.forms
    .filter((form) => form.visibility === 'back-to-back')
    .flatMap((form) => form.items.map((item) => ({ form: form.name, path: paths(form.id, item.id) })))
  return Object.entries(model.indicators).flatMap(([id, indicator]) => {
    const read = ratingsReadBy(indicator)
    const found = closed.find(({ path }) => read.includes(path))
    return found
      ? [
          finding('policy.scoring.opens-back-to-back', pointTo(`${at}/indicators`, id), {
            model: model.name,
            name: indicator.name,
            form: found.form,
          }),
        ]
      : []
  })
}

function checkInput(
  model: ScoringModel,
  input: ManualInput,
  { where, organisation }: { where: string; organisation: Organisation | undefined },
): Finding[] {
  const named = { model: model.name, name: input.name }
  const [least, most] = [parseFraction(input.min), parseFraction(input.max)]
  const findings: Finding[] = []
  if (least && most && compareFractions(least, most) >= 0) findings.push(finding('policy.scoring.input-range', `${where}/min`, named))
  if (!ABOUT[input.about].includes(model.subject)) findings.push(finding('policy.scoring.input-not-for-subject', `${where}/about`, named))
  if (!canEnter(input, organisation))
    findings.push(
      finding('policy.scoring.input-nobody', `${where}/by`, {
        ...named,
        roles: input.by,
        roleNames: input.by.map((role) => ROLES[role].name),
      }),
    )
  return findings
}

/** Which models an input about somebody can belong to. */
const ABOUT: Record<ManualInput['about'], readonly ScoringModel['subject'][]> = {
  all: ['department', 'town', 'person', 'stationed-agency'],
  managed: ['stationed-agency'],
  subordinate: ['stationed-agency', 'person'],
  own: ['department', 'town', 'person', 'stationed-agency'],
}

/** A town speaks of the agencies it manages, so the role must sit in towns; and somebody must hold it. */
function canEnter({ by, about }: ManualInput, organisation: Organisation | undefined): boolean {
  const fitting = by.filter((role) => about !== 'managed' || ROLES[role].side === 'town')
  if (fitting.length === 0) return false
  return organisation === undefined || organisation.people.some((person) => person.roles.some((role) => fitting.includes(role)))
}

function checkAdjusted(model: ScoringModel, at: string, vocabulary: Vocabulary): Finding[] {
  const missing = (id: string, where: string): Finding[] =>
    model.inputs?.some((input) => input.id === id) ? [] : [finding('policy.reference.missing', where, { kind: 'input', id })]
  return [
    ...(model.adjustments ?? []).flatMap((rule, index) => {
      const where = `${at}/adjustments/${index}`
      if ('manual' in rule) return missing(rule.manual, `${where}/manual`)
      if ('count' in rule || vocabulary.find((term) => term.path === rule.sum)?.type === 'number') return []
      return [finding('policy.scoring.input-missing', `${where}/sum`, { model: model.name, name: rule.name, path: rule.sum })]
    }),
    ...(model.veto ?? []).flatMap((veto, index) => ('manual' in veto ? missing(veto.manual, `${at}/veto/${index}/manual`) : [])),
  ]
}

/** Back to back: enough units must be able to judge, and the judged must not be among those who see everything. */
function checkVisibility(model: ScoringModel, at: string, organisation: Organisation | undefined): Finding[] {
  const { minRaters, seenBy = [] } = model.visibility
  const judged = seenBy.filter((role) => ROLES[role].side === 'department' || ROLES[role].side === 'town')
  const seen =
    judged.length > 0 ? [finding('policy.scoring.seen-by-judged', `${at}/visibility/seenBy`, { model: model.name, roles: judged })] : []
  const short = judgementsOf(model).flatMap(({ name, by, about }) => {
    const possible = possibleRaters(by, about, organisation)
    return possible < minRaters
      ? [finding('policy.scoring.raters-impossible', `${at}/visibility/minRaters`, { model: model.name, name, minRaters, possible })]
      : []
  })
  return [...seen, ...short.slice(0, 1)]
}

type Judgement = { name: string; by: readonly Role[]; about: ManualInput['about'] }

/** What of a model is a judgement of towns or departments: its manual inputs, and indicators that read ratings. */
function judgementsOf(model: ScoringModel): Judgement[] {
  const entered = (model.inputs ?? [])
    .filter(({ by }) => by.some(isJudging))
    .map(({ name, by, about }) => ({ name, by: by.filter(isJudging), about }))
  const rated = Object.values(model.indicators).flatMap((one): Judgement[] =>
    ratingsReadBy(one).length > 0 ? [{ name: one.name, by: [], about: 'all' }] : [],
  )
  return [...entered, ...rated]
}

function ratingsReadBy(indicator: ScoringModel['indicators'][string]): string[] {
  const conditions = 'ratio' in indicator ? [indicator.ratio.num, indicator.ratio.den] : 'count' in indicator ? [indicator.count] : []
  const paths = [...conditions.flatMap(pathsOf), ...('mean' in indicator ? [indicator.mean] : 'sum' in indicator ? [indicator.sum] : [])]
  return paths.filter((path: string) => path.startsWith('eval.') && path !== 'eval.rated' && path !== 'eval.screened')
}

function isJudging(role: Role): boolean {
  return ROLES[role].side === 'town' || ROLES[role].side === 'department'
}

/** How many units can judge one subject: one where only its own unit may speak, else every unit with somebody in the role. */
function possibleRaters(by: readonly Role[], about: ManualInput['about'], organisation: Organisation | undefined): number {
  if (about !== 'all') return 1
  if (!organisation) return Infinity
  if (by.length === 0) return organisation.units.filter((unit) => unit.active && unit.type === 'town').length
  return new Set(organisation.people.filter((person) => person.roles.some((role) => by.includes(role))).map((person) => person.unit)).size
}
