import { ROLES, type Actor, type Role } from '../organisation/role.ts'
import { compareFractions, fractionOf, parseAmount } from '../shared/fraction.ts'
import type { Instant } from '../shared/instant.ts'
import { refuse, type Refusal } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { ManualInput, ScoreEntry } from './input.ts'
import type { ScoringModel } from './schema.ts'

/** What somebody asks to enter (人工录入). Without a value the entry named by `replaces` is withdrawn. */
export type AskedEntry = Pick<ScoreEntry, 'input' | 'subject' | 'value' | 'reason' | 'attachments' | 'replaces'>

/** Who an entry may be about: a subject of the model with the units it belongs to. */
export type EntrySubject = { readonly id: string; readonly unit?: string; readonly parent?: string; readonly manages?: string }

/** What the decision looks at besides the entry itself. */
export type EntryContext = {
  readonly actor: Actor
  readonly now: Instant
  readonly id: string
  readonly subjects: readonly EntrySubject[]
  /** Entries of the same model and period so far. */
  readonly entries: readonly ScoreEntry[]
  readonly locked: boolean
}

/**
 * Decides whether somebody may enter a figure, and makes the entry. One who may enter once replaces the own earlier entry by entering again.
 * Refusals: `score.period.locked`, `score.input.unknown`, `score.entry.not-your-role`, `score.entry.subject-unknown`, `score.entry.not-yours-to-judge`,
 * `score.entry.value-needed`, `score.entry.not-in-range`, `score.entry.reason-needed`, `score.entry.reason-not-wanted`,
 * `score.entry.attachment-needed`, `score.entry.attachment-not-wanted`, `score.entry.replaces-unknown`.
 */
export function decideEntry(model: ScoringModel, asked: AskedEntry, context: EntryContext): Result<ScoreEntry> {
  const { actor, now, id, entries } = context
  if (context.locked) return fail(refuse('score.period.locked', { model: model.name }))
  const input = model.inputs?.find((one) => one.id === asked.input)
  if (!input) return fail(refuse('score.input.unknown', { input: asked.input }, { at: '/input' }))
  const role = input.by.find((one) => actor.roles.includes(one))
  if (!role) return fail(refuse('score.entry.not-your-role', { input: input.name, roles: input.by.map((one) => ROLES[one].name) }))
  const subject = context.subjects.find((one) => one.id === asked.subject)
  if (!subject) return fail(refuse('score.entry.subject-unknown', { subject: asked.subject }, { at: '/subject' }))
  if (!mayEnterAbout(input, actor, subject))
    return fail(refuse('score.entry.not-yours-to-judge', { input: input.name }, { at: '/subject' }))
  const problem = checkAsked(input, asked)
  if (problem) return fail(problem)
  const earlier = earlierEntry(input, asked, { actor, entries })
  if (!earlier.ok) return earlier
  return ok({
    id,
    input: input.id,
    subject: subject.id,
    value: asked.value,
    ...(asked.reason && { reason: asked.reason }),
    ...(asked.attachments?.length && { attachments: asked.attachments }),
    ...(earlier.value !== undefined && { replaces: earlier.value }),
    at: now,
    unit: actor.unit,
    person: actor.person,
    name: actor.name,
    role,
  })
}

/** Whether an input lets this person speak about this subject: the same question the form asks to offer subjects. */
export function mayEnterAbout({ by, about }: ManualInput, actor: Actor, subject: EntrySubject): boolean {
  if (!by.some((role) => actor.roles.includes(role))) return false
  if (about === 'managed') return subject.manages === actor.unit
  if (about === 'subordinate') return subject.id !== actor.unit && (subject.parent === actor.unit || subject.unit === actor.unit)
  return about === 'all' || subject.id === actor.unit || subject.id === actor.person
}

/** The rater behind an entry: the unit of a town or department that judges. Others enter what a survey found and judge nobody. */
export function raterOfEntry({ role, unit }: Pick<ScoreEntry, 'role' | 'unit'>): string | undefined {
  return JUDGING.has(ROLES[role as Role].side) ? unit : undefined
}
const JUDGING: ReadonlySet<string> = new Set(['town', 'department'])

function checkAsked(input: ManualInput, { value, reason, attachments = [] }: AskedEntry): Refusal | undefined {
  const said = (reason ?? '').trim() !== ''
  const named = { input: input.name }
  // Who withdraws says why, whatever the input demands.
  if ((input.reason === 'required' || value === null) && !said) return refuse('score.entry.reason-needed', named, { at: '/reason' })
  if (value === null) return undefined
  const amount = parseAmount(value)
  if (!amount) return refuse('score.entry.value-needed', named, { at: '/value' })
  if (compareFractions(amount, fractionOf(input.min)) < 0 || compareFractions(amount, fractionOf(input.max)) > 0)
    return refuse('score.entry.not-in-range', { ...named, min: input.min, max: input.max, given: value }, { at: '/value' })
  if (input.reason === 'none' && said) return refuse('score.entry.reason-not-wanted', named, { at: '/reason' })
  if (input.attachment === 'required' && attachments.length === 0)
    return refuse('score.entry.attachment-needed', named, { at: '/attachments' })
  if (input.attachment === 'none' && attachments.length > 0)
    return refuse('score.entry.attachment-not-wanted', named, { at: '/attachments' })
  return undefined
}

/** The entry this one takes the place of: the one named, or the own one where each unit enters once. Only the unit that entered may replace. */
function earlierEntry(
  input: ManualInput,
  asked: AskedEntry,
  { actor, entries }: { actor: Actor; entries: readonly ScoreEntry[] },
): Result<string | undefined> {
  const replaced = new Set(entries.map((entry) => entry.replaces))
  const own = entries.filter(
    (entry) =>
      entry.input === asked.input &&
      entry.subject === asked.subject &&
      entry.unit === actor.unit &&
      entry.value !== null &&
      !replaced.has(entry.id),
  )
  if (asked.replaces === undefined && asked.value !== null) return ok(input.times === 'once' ? own.at(-1)?.id : undefined)
  const named = own.find((entry) => entry.id === asked.replaces)
  return named ? ok(named.id) : fail(refuse('score.entry.replaces-unknown', { input: input.name }, { at: '/replaces' }))
}
