import { readLocal } from '../calendar/civil.ts'
import { commandSchemas, isCommandName } from '../case/command.ts'
import { CANONICAL_EVENTS } from '../case/event-name.ts'
import { ROLES } from '../organisation/role.ts'
import type { Organisation } from '../organisation/schema.ts'
import type { TSchema } from 'typebox'
import { taskRequestSchema } from '../gate/schema.ts'
import { entryCommandSchemas } from '../ledger/command.ts'
import { pointTo } from '../shared/json-pointer.ts'
import { ids, type ReferenceKind } from './check-reference.ts'
import type { Example, ExampleStep, Expectation } from './example-schema.ts'
import { finding, type Finding } from './finding-codes.ts'
import { findProblems } from './parse-problems.ts'
import type { Policy } from './schema.ts'
import { HAND_DOWN, isEntryCommand } from './story-ledger.ts'

/** Examples can be played: real times that do not run backwards, known roles, commands and their data, states, clocks, categories, items and units. */
export function checkExamples(policy: Policy, organisation: Organisation | undefined): Finding[] {
  const known = knownTo(policy, organisation)
  return policy.examples.flatMap((example, index) => checkSteps(example, `/examples/${index}`, known))
}

/** The same for one story that is not part of the policy; places are within the story. */
export function checkExample(policy: Policy, story: Example, organisation: Organisation | undefined): Finding[] {
  return checkSteps(story, '', knownTo(policy, organisation))
}

type Known = ReturnType<typeof knownTo>

function knownTo(policy: Policy, organisation: Organisation | undefined) {
  return {
    state: new Set([...policy.flows, ...(policy.ledgers ?? [])].flatMap((one) => one.states.map((state) => state.id))),
    clock: new Set([...policy.sla.clocks, ...(policy.ledgers ?? []).flatMap((ledger) => ledger.clocks ?? [])].map((clock) => clock.id)),
    ledger: ids(policy.ledgers ?? []),
    category: ids(policy.categories),
    item: ids(policy.responsibilities.items),
    model: ids(policy.scoring.models),
    unit: organisation && ids(organisation.units),
  }
}

function checkSteps(example: Example, at: string, known: Known): Finding[] {
  const findings: Finding[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const [index, step] of example.steps.entries()) {
    const where = `${at}/steps/${index}`
    const named = { example: example.title, step: index + 1 }
    const time = readLocal(step.at, 0)
    if (time === undefined) findings.push(finding('policy.example.time', `${where}/at`, { ...named, given: step.at }))
    else if (time < last) findings.push(finding('policy.example.time-backwards', `${where}/at`, named))
    last = Math.max(last, time ?? last)
    findings.push(...checkActor(step.actor, `${where}/actor`, named, known), ...checkCommand(step, where, named))
    findings.push(...checkMentions(step, where, known), ...checkExpected(step.expect ?? {}, `${where}/expect`, named, known))
  }
  return findings
}

type Named = { example: string; step: number }

function checkActor(actor: string, at: string, named: Named, { unit: units }: Known): Finding[] {
  const [role = '', place = ''] = actor.split('@')
  if (actor === 'system') return []
  if (!Object.hasOwn(ROLES, role)) return [finding('policy.example.actor', at, { ...named, role })]
  const unit = place.split('#')[0] ?? ''
  return !units || units.has(unit) ? [] : [finding('policy.unit.missing', at, { unit })]
}

/** What a command carries is held to the same schema as a request to the server; `unit` stands for the assignment. */
function checkCommand({ command, entry, data = {} }: ExampleStep, where: string, named: Named): Finding[] {
  if (command === 'wait') return []
  const schema = schemaOf(command, entry)
  if (!schema) return [finding('policy.example.command', `${where}/command`, { ...named, command })]
  return findProblems(schema, data, 5).map(({ code, at }) =>
    finding('policy.example.data', `${where}/data${at}`, { ...named, command, place: at, problem: code }),
  )
}

/** What a command of a story carries: that of a case, of a ledger entry, or a task for towns. */
function schemaOf(command: string, entry: string | undefined): TSchema | undefined {
  if (entry !== undefined) return isEntryCommand(command) ? entryCommandSchemas[command] : undefined
  if (command === HAND_DOWN) return taskRequestSchema
  return isCommandName(command) ? commandSchemas[command] : undefined
}

function checkMentions({ data = {}, unit }: ExampleStep, at: string, known: Known): Finding[] {
  return [
    ...mustUnit(known, unit, `${at}/unit`),
    ...must(known, 'category', data.category, `${at}/data/category`),
    ...must(known, 'item', data.item, `${at}/data/item`),
    ...must(known, 'ledger', data.ledger, `${at}/data/ledger`),
    ...mustUnit(known, data.lead, `${at}/data/lead`),
  ]
}

function checkExpected(expect: Expectation, at: string, named: Named, known: Known): Finding[] {
  const keys = (table: 'due' | 'clocks' | 'score' | 'rank' | 'assignments' | 'allowed' | 'notAllowed') =>
    Object.keys(expect[table] ?? {}).map((name) => ({ name, where: pointTo(`${at}/${table}`, name) }))
  const breached = (expect.breached ?? []).map((name, i) => ({ name, where: `${at}/breached/${i}` }))
  const acts = (['allowed', 'notAllowed'] as const).flatMap((table) =>
    Object.entries(expect[table] ?? {}).flatMap(([actor, commands]) =>
      commands.flatMap((command, i) =>
        isCommandName(command)
          ? []
          : [finding('policy.example.command', pointTo(pointTo(`${at}/${table}`, actor), i), { ...named, command })],
      ),
    ),
  )
  const events = (expect.events ?? []).flatMap((event, i) =>
    CANONICAL.has(event) ? [] : [finding('policy.example.event', `${at}/events/${i}`, { ...named, name: event })],
  )
  return [
    ...must(known, 'state', expect.state, `${at}/state`),
    ...mustUnit(known, expect.lead, `${at}/lead`),
    ...(expect.cooperating ?? []).flatMap((id, i) => mustUnit(known, id, `${at}/cooperating/${i}`)),
    ...keys('assignments').flatMap(({ name, where }) => mustUnit(known, name, where)),
    ...[...keys('due'), ...keys('clocks'), ...breached].flatMap(({ name, where }) => {
      const [clock, unit] = name.split('@')
      return [...must(known, 'clock', clock, where), ...mustUnit(known, unit, where)]
    }),
    ...[...keys('score'), ...keys('rank')].flatMap(({ name, where }) => {
      const cut = name.indexOf('@')
      return cut < 0 ? [] : must(known, 'model', name.slice(0, cut), where)
    }),
    ...[...keys('allowed'), ...keys('notAllowed')].flatMap(({ name, where }) => checkActor(name, where, named, known)),
    ...acts,
    ...events,
  ]
}

const CANONICAL: ReadonlySet<string> = new Set(CANONICAL_EVENTS)

function must(known: Known, kind: Extract<ReferenceKind, keyof Known>, id: unknown, at: string): Finding[] {
  return typeof id !== 'string' || known[kind].has(id) ? [] : [finding('policy.reference.missing', at, { kind, id })]
}

function mustUnit({ unit: units }: Known, id: unknown, at: string): Finding[] {
  return typeof id !== 'string' || !units || units.has(id) ? [] : [finding('policy.unit.missing', at, { unit: id })]
}
