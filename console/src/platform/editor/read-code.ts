import { getLocation, parseTree, printParseErrorCode, findNodeAtLocation, type Node, type ParseError } from 'jsonc-parser'
import { findProblems, steps, type Problem } from '../form/problems.ts'
import type { JsonSchema } from '../form/prepare-schema.ts'

/** A place in the text: lines and columns count from 1. */
export type Span = { line: number; column: number; endLine: number; endColumn: number }
/** What is wrong in the code, and where. `code` names a syntax error. */
export type CodeProblem = Span & { kind: 'syntax' | 'schema'; message: string; pointer: string }
/** What a text of code means: its value, or null while it cannot be read. */
export type CodeReading = { text: string; value: unknown; problems: readonly CodeProblem[] }

export type Sentences = {
  syntax: (code: string, params?: Readonly<Record<string, string>>) => string
  schema: (problem: Problem) => string
}

/**
 * Reads JSON: `value` is null while the text is broken, so that a half-typed edit never reaches the other faces of a rule. Problems with the
 * schema do not make the value null: they block publishing, not drafting.
 */
export function readCode(text: string, schema: JsonSchema | undefined, say: Sentences): CodeReading {
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false })
  const syntax = errors.map((error): CodeProblem => {
    return {
      ...spanOf(text, error.offset, error.length),
      kind: 'syntax',
      message: say.syntax(printParseErrorCode(error.error)),
      pointer: pointerAt(text, error.offset),
    }
  })
  const doubled = tree ? duplicates(tree) : []
  for (const node of doubled) {
    syntax.push({
      ...spanOf(text, node.offset, node.length),
      kind: 'syntax',
      message: say.syntax('DuplicateKey', { key: String(node.value) }),
      pointer: pointerAt(text, node.offset),
    })
  }
  if (!tree || syntax.length > 0) return { text, value: null, problems: syntax }
  const value: unknown = JSON.parse(text)
  if (!schema) return { text, value, problems: [] }
  const problems = findProblems(schema, value).map((problem): CodeProblem => {
    return { ...spanOfPointer(text, tree, problem.at), kind: 'schema', message: say.schema(problem), pointer: problem.at }
  })
  return { text, value, problems }
}

/** Where the value of a JSON pointer stands; for what is missing, the nearest object around it. */
export function findSpan(text: string, pointer: string): Span | undefined {
  const tree = parseTree(text)
  return tree ? spanOfPointer(text, tree, pointer) : undefined
}

function spanOfPointer(text: string, tree: Node, pointer: string): Span {
  const path = steps(pointer)
  for (let length = path.length; length >= 0; length -= 1) {
    const node = nodeAt(tree, path.slice(0, length))
    if (!node) continue
    // A missing member: mark only the opening of its object, not all of it.
    const isMissing = length < path.length
    const isBlock = node.type === 'object' || node.type === 'array'
    return spanOf(text, node.offset, isMissing || isBlock ? 1 : node.length)
  }
  return spanOf(text, 0, 1)
}

function nodeAt(tree: Node, path: readonly string[]): Node | undefined {
  let here: Node | undefined = tree
  for (const step of path) {
    if (!here) return undefined
    here = findNodeAtLocation(here, [here.type === 'array' ? Number(step) : step])
  }
  return here
}

function duplicates(node: Node): Node[] {
  const found: Node[] = []
  const seen = new Set<unknown>()
  for (const child of node.children ?? []) {
    const key = node.type === 'object' ? child.children?.[0] : undefined
    if (key) {
      if (seen.has(key.value)) found.push(key)
      seen.add(key.value)
    }
    const value = node.type === 'object' ? child.children?.[1] : child
    if (value) found.push(...duplicates(value))
  }
  return found
}

function pointerAt(text: string, offset: number): string {
  return getLocation(text, offset)
    .path.filter((step) => step !== '')
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
}

function spanOf(text: string, offset: number, length: number): Span {
  const start = positionOf(text, Math.min(offset, text.length))
  const end = positionOf(text, Math.min(offset + Math.max(1, length), text.length))
  return {
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column === start.column && end.line === start.line ? end.column + 1 : end.column,
  }
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}
