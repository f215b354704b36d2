import type { Condition, ConditionValue, FactTerm } from '@shaotai/core'

export const TEST_OPS = ['eq', 'ne', 'in', 'has', 'lt', 'le', 'gt', 'ge', 'exists'] as const
export type TestOp = (typeof TEST_OPS)[number]

/** One line of a condition while it is being put together: parts may still be missing. */
export type TestDraft = { readonly path?: string; readonly op: TestOp; readonly value?: ConditionValue | readonly ConditionValue[] }
export type GroupDraft = { readonly join: 'all' | 'any'; readonly tests: readonly TestDraft[] }
/** A condition people can read aloud: lines, and groups of lines, joined once. */
export type ConditionDraft = { readonly join: 'all' | 'any'; readonly parts: readonly (TestDraft | GroupDraft)[] }

/** A condition as lines to edit; `undefined` when it is deeper or otherwise more than lines can say: then it is edited as code. */
export function draftOf(condition: Condition | undefined): ConditionDraft | undefined {
  if (condition === undefined) return { join: 'all', parts: [] }
  const group = groupOf(condition)
  if (!group) {
    const test = testOf(condition)
    return test && { join: 'all', parts: [test] }
  }
  const parts = group.parts.map((part): TestDraft | GroupDraft | undefined => {
    const inner = groupOf(part)
    if (!inner) return testOf(part)
    const tests = inner.parts.map(testOf)
    return tests.every((test) => test !== undefined) ? { join: inner.join, tests } : undefined
  })
  return parts.every((part) => part !== undefined) ? { join: group.join, parts } : undefined
}

/** The condition the finished lines say; `undefined` while none is finished. */
export function conditionOf({ join, parts }: ConditionDraft): Condition | undefined {
  return joined(
    join,
    parts.map((part) => ('tests' in part ? joined(part.join, part.tests.map(finished)) : finished(part))),
  )
}

/** Whether every line of a draft says something. */
export function isFinished({ parts }: ConditionDraft): boolean {
  return parts.every((part) => ('tests' in part ? part.tests.every((test) => finished(test) !== undefined) : finished(part) !== undefined))
}

/** What may be asked of a fact, the most likely first. */
export function opsFor(term: Pick<FactTerm, 'type' | 'values' | 'of'> | undefined): readonly TestOp[] {
  switch (term?.type) {
    case 'number':
      return ['ge', 'gt', 'le', 'lt', 'eq', 'ne', 'exists']
    case 'boolean':
      return ['eq', 'exists']
    case 'list':
      return ['has', 'exists']
    case 'date':
      return ['exists']
    default:
      return term?.values || term?.of ? ['eq', 'ne', 'in', 'exists'] : ['eq', 'ne', 'exists']
  }
}

/** A line with another fact: its operator stays if it still makes sense, its value does not. */
export function withTerm(test: TestDraft, path: string, term: FactTerm | undefined): TestDraft {
  const ops = opsFor(term)
  return { path, op: ops.includes(test.op) ? test.op : (ops[0] ?? 'eq') }
}

function joined(join: 'all' | 'any', parts: readonly (Condition | undefined)[]): Condition | undefined {
  const said = parts.filter((part) => part !== undefined)
  const [only] = said
  if (said.length <= 1) return only
  return join === 'all' ? { all: said } : { any: said }
}

function finished({ path, op, value }: TestDraft): Condition | undefined {
  if (path === undefined) return undefined
  if (op === 'exists') return { exists: path }
  if (op === 'in') return Array.isArray(value) && value.length > 0 ? { in: [path, [...(value as readonly ConditionValue[])]] } : undefined
  if (value === undefined || value === '' || Array.isArray(value)) return undefined
  return { [op]: [path, value] } as Condition
}

function groupOf(condition: Condition): { join: 'all' | 'any'; parts: Condition[] } | undefined {
  if ('all' in condition) return { join: 'all', parts: condition.all }
  return 'any' in condition ? { join: 'any', parts: condition.any } : undefined
}

function testOf(condition: Condition): TestDraft | undefined {
  if ('exists' in condition) return { path: condition.exists, op: 'exists' }
  const [op, operand] = Object.entries(condition)[0] as [string, unknown]
  if (!(TEST_OPS as readonly string[]).includes(op) || !Array.isArray(operand)) return undefined
  return { path: operand[0] as string, op: op as TestOp, value: operand[1] as ConditionValue }
}
