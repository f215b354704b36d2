import { readLocal } from '../calendar/civil.ts'
import { isCommandName } from '../case/command.ts'
import { ROLES } from '../organisation/role.ts'
import type { Organisation } from '../organisation/schema.ts'
import { ids, type ReferenceKind } from './check-reference.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Example, Policy } from './schema.ts'

/** Examples can be played: real times that do not run backwards, known roles, commands, states, clocks, categories, items and units. */
export function checkExamples(policy: Policy, organisation: Organisation | undefined): Finding[] {
  const known: Known = {
    state: new Set(policy.flows.flatMap((flow) => flow.states.map((state) => state.id))),
    clock: ids(policy.sla.clocks),
    category: ids(policy.categories),
    item: ids(policy.responsibilities.items),
    unit: organisation && ids(organisation.units),
  }
  return policy.examples.flatMap((example, index) => checkExample(example, `/examples/${index}`, known))
}

type Known = { state: Set<string>; clock: Set<string>; category: Set<string>; item: Set<string>; unit: Set<string> | undefined }

function checkExample(example: Example, at: string, known: Known): Finding[] {
  const findings: Finding[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const [index, step] of example.steps.entries()) {
    const where = `${at}/steps/${index}`
    const named = { example: example.title, step: index + 1 }
    const time = readLocal(step.at, 0)
    if (time === undefined) findings.push(finding('policy.example.time', `${where}/at`, { ...named, given: step.at }))
    else if (time < last) findings.push(finding('policy.example.time-backwards', `${where}/at`, named))
    last = Math.max(last, time ?? last)
    const [role = '', unit] = step.actor.split('@')
    if (step.actor !== 'system' && !Object.hasOwn(ROLES, role))
      findings.push(finding('policy.example.actor', `${where}/actor`, { ...named, role }))
    if (step.command !== 'wait' && !isCommandName(step.command))
      findings.push(finding('policy.example.command', `${where}/command`, { ...named, command: step.command }))
    findings.push(...checkMentions(step, where, unit, known))
  }
  return findings
}

function checkMentions(
  { data = {}, expect = {}, unit }: Example['steps'][number],
  at: string,
  actorUnit: string | undefined,
  known: Known,
): Finding[] {
  const must = (kind: Extract<ReferenceKind, keyof Known>, id: unknown, where: string): Finding[] =>
    typeof id !== 'string' || known[kind].has(id) ? [] : [finding('policy.reference.missing', `${at}${where}`, { kind, id })]
  const mustUnit = (id: unknown, where: string): Finding[] =>
    typeof id !== 'string' || !known.unit || known.unit.has(id) ? [] : [finding('policy.unit.missing', `${at}${where}`, { unit: id })]
  const clocks = [
    ...Object.keys(expect.due ?? {}).map((name) => [name, `/expect/due/${name}`]),
    ...(expect.breached ?? []).map((name, i) => [name, `/expect/breached/${i}`]),
  ]
  return [
    ...mustUnit(actorUnit, '/actor'),
    ...mustUnit(unit, '/unit'),
    ...must('category', data.category, '/data/category'),
    ...must('item', data.item, '/data/item'),
    ...mustUnit(data.lead, '/data/lead'),
    ...must('state', expect.state, '/expect/state'),
    ...mustUnit(expect.lead, '/expect/lead'),
    ...(expect.cooperating ?? []).flatMap((id, i) => mustUnit(id, `/expect/cooperating/${i}`)),
    ...clocks.flatMap(([name = '', where = '']) => {
      const [clock, clockUnit] = name.split('@')
      return [...must('clock', clock, where), ...mustUnit(clockUnit, where)]
    }),
  ]
}
