import Type, { type Static } from 'typebox'
import { caseEventSchema, type CaseEvent } from '../case/event.ts'
import { unitTypeSchema } from '../organisation/schema.ts'
import type { Problem } from '../policy/parse-problems.ts'
import { parsePolicy, parseValue } from '../policy/parse.ts'
import type { Policy } from '../policy/schema.ts'
import { identifier, label, strict } from '../shared/identifier.ts'

const hash = Type.String({ title: '内容指纹', maxLength: 64 })

/** The first line of a history file: when it ends, the units by type, and every policy version its cases are pinned to. */
export const historyHeaderSchema = Type.Object(
  {
    format: Type.Literal('shaotai-history'),
    version: Type.Literal(1),
    until: Type.Integer({ title: '截至（毫秒）' }),
    current: Type.Optional(hash),
    units: Type.Array(Type.Object({ id: identifier('单位代码'), name: label(), type: unitTypeSchema }, strict), {
      title: '单位',
      maxItems: 20_000,
    }),
    policies: Type.Record(Type.String(), Type.Unknown(), { ...strict, title: '版本', description: '键为内容指纹, 值为制度.' }),
  },
  { ...strict, $id: 'urn:shaotai:history-header', title: '历史文件首行' },
)

/** Every other line: one case as everything that happened to it. */
export const historyCaseSchema = Type.Object(
  {
    id: Type.String({ title: '哨件', minLength: 1, maxLength: 64 }),
    number: Type.String({ title: '编号', maxLength: 40 }),
    events: Type.Array(caseEventSchema, { title: '经过', minItems: 1, maxItems: 20_000 }),
  },
  { ...strict, $id: 'urn:shaotai:history-case', title: '历史文件的一件' },
)
export type HistoryCase = Static<typeof historyCaseSchema>

/** What a history file begins with, its policies parsed. */
export type HistoryHeader = Omit<Static<typeof historyHeaderSchema>, 'policies'> & { readonly policies: ReadonlyMap<string, Policy> }

/** A line that cannot be read: which (counted from 1), what is wrong, and where in the line. */
export type HistoryProblem = Problem & { readonly line: number }

/** Everything of one policy version or one long case, at most. */
const LINE_LIMITS = { values: 5_000_000, characters: 64_000_000 }

/** Reads the first line of a history file. */
export function readHistoryHeader(line: string): { header: HistoryHeader } | { problems: HistoryProblem[] } {
  const raw = readLine(line)
  if ('problem' in raw) return { problems: [{ ...raw.problem, line: 1 }] }
  const parsed = parseValue(historyHeaderSchema, raw.value, LINE_LIMITS)
  if (!parsed.ok) return { problems: parsed.error.problems.map((problem) => ({ ...problem, line: 1 })) }
  const policies = new Map<string, Policy>()
  for (const [key, value] of Object.entries(parsed.value.policies)) {
    const policy = parsePolicy(value)
    if (!policy.ok) return { problems: policy.error.problems.map(({ at, ...rest }) => ({ ...rest, at: `/policies/${key}${at}`, line: 1 })) }
    policies.set(key, policy.value)
  }
  return { header: { ...parsed.value, policies } }
}

/** Reads one case of a history file; its events must be numbered from 1 and must not run backwards. */
export function readHistoryCase(line: string, number: number): { one: HistoryCase } | { problems: HistoryProblem[] } {
  const raw = readLine(line)
  if ('problem' in raw) return { problems: [{ ...raw.problem, line: number }] }
  const parsed = parseValue(historyCaseSchema, raw.value, LINE_LIMITS)
  if (!parsed.ok) return { problems: parsed.error.problems.map((problem) => ({ ...problem, line: number })) }
  const broken = brokenOrder(parsed.value.events)
  return broken ? { problems: [{ ...broken, line: number }] } : { one: parsed.value }
}

/** The text of a history file's lines, for those who write one. */
export function writeHistoryHeader(header: HistoryHeader): string {
  return JSON.stringify({ ...header, policies: Object.fromEntries(header.policies) })
}

function readLine(line: string): { value: unknown } | { problem: Problem } {
  try {
    return { value: JSON.parse(line) as unknown }
  } catch {
    return { problem: { code: 'history.not-json', at: '', params: {} } }
  }
}

function brokenOrder(events: readonly CaseEvent[]): Problem | undefined {
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1)
      return { code: 'history.seq', at: `/events/${index}/seq`, params: { expected: index + 1, given: event.seq } }
    if (event.at < (events[index - 1]?.at ?? event.at)) return { code: 'history.time-backwards', at: `/events/${index}/at`, params: {} }
  }
  return events[0]?.type === 'case.submitted' ? undefined : { code: 'history.no-submission', at: '/events/0/type', params: {} }
}
