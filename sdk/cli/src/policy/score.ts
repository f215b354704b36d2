import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  computeScores,
  explainScore,
  factsFileSchema,
  inputsOfFile,
  parseValue,
  scoringModelSchema,
  scoringSchema,
  type FactsFile,
  type ParseRefusal,
  type Result,
  type ScoreFact,
  type ScoreSheet,
  type ScoringModel,
} from '@shaotai/core'
import { EXIT, UsageError, type Exit } from '../exit.ts'
import { readJsonOf } from '../read-file.ts'
import type { Terminal } from '../terminal.ts'
import { printRefused } from './describe-problem.ts'
import { loadPolicy } from './load.ts'

/** A file of facts may hold a year of a county: more values than any policy. */
const FACTS_LIMITS = { values: 20_000_000, characters: 200_000_000 }

/** `policy score`: scores, ranks and outcomes of a model from a file of facts, with every term that made them. */
export function scoreFacts(args: string[], terminal: Terminal): Exit {
  const options = { model: { type: 'string' }, subject: { type: 'string' }, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const [where, file] = positionals
  if (where === undefined || file === undefined) throw new UsageError('需要考核和事实两个文件 / a model and a file of facts are needed')
  const json = values.json ?? false
  const models = readModels(where)
  if (!models.ok) return printRefused(models.error, json, terminal)
  const model = chooseModel(models.value, values.model)
  const parsed = parseValue(factsFileSchema, readJsonOf(file), FACTS_LIMITS)
  if (!parsed.ok) return printRefused(parsed.error, json, terminal)
  const given = parsed.value
  const facts = factsOf(given)
  const sheets = computeScores(model, facts, given.subjects, inputsOfFile(given))
  if (values.subject !== undefined) return printOne(model, given, values.subject, json, terminal)
  if (json) terminal.print(JSON.stringify({ model: model.id, sheets }, undefined, 2))
  else printSheets(model, given, sheets, terminal)
  return EXIT.fine
}

/** The models of a policy directory, of a `scoring.json`, or the one model of a file. */
function readModels(where: string): Result<ScoringModel[], ParseRefusal> {
  if (where !== '-' && statSync(where, { throwIfNoEntry: false })?.isDirectory())
    return { ok: true, value: loadPolicy(where).scoring.models }
  const raw = readJsonOf(where)
  if (typeof raw === 'object' && raw !== null && 'models' in raw) {
    const scoring = parseValue(scoringSchema, raw)
    return scoring.ok ? { ok: true, value: scoring.value.models } : scoring
  }
  const model = parseValue(scoringModelSchema, raw)
  return model.ok ? { ok: true, value: [model.value] } : model
}

function chooseModel(models: readonly ScoringModel[], id: string | undefined): ScoringModel {
  const found = id === undefined ? (models.length === 1 ? models[0] : undefined) : models.find((one) => one.id === id)
  if (found) return found
  throw new UsageError(`--model 应为以下之一 / must be one of: ${models.map((one) => `${one.id} ${one.name}`).join('、')}`)
}

function factsOf({ facts }: FactsFile): ScoreFact[] {
  return facts.map((fact) => ({ assignment: '', unitType: 'unknown', town: '', category: '', ...fact }))
}

function printSheets(model: ScoringModel, { subjects }: FactsFile, sheets: readonly ScoreSheet[], terminal: Terminal): void {
  const names = new Map(subjects.map(({ id, name }) => [id, name === undefined ? id : `${name} ${terminal.dim(id)}`]))
  terminal.print(terminal.bold(model.name))
  const ranked = sheets.toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity))
  for (const sheet of ranked) {
    const rank = sheet.rank === null ? '不排名' : `第 ${sheet.rank} 名`
    terminal.print(`${rank}  ${names.get(sheet.subject) ?? sheet.subject}  ${terminal.bold(sheet.score ?? '无得分')}  ${sheet.facts} 件`)
    printTerms(sheet, terminal)
    for (const outcome of sheet.outcomes) terminal.print(`    ${terminal.amber(outcome)}`)
  }
}

function printTerms({ terms, adjustments, veto }: ScoreSheet, terminal: Terminal): void {
  for (const { name, within, weight, value, points, numerator, denominator, sample } of terms)
    terminal.print(
      `    ${[...within, name].join(' › ')}  ${weight} × ${value ?? '无样本'} = ${points ?? '—'}  ${terminal.dim(`${numerator}/${denominator}，样本 ${sample}`)}`,
    )
  for (const { name, count, points } of adjustments.filter((one) => one.count > 0)) terminal.print(`    ${name}  ${count} 次  ${points}`)
  for (const name of veto) terminal.print(`    ${terminal.red(`一票否决：${name}`)}`)
}

function printOne(model: ScoringModel, given: FactsFile, subject: string, json: boolean, terminal: Terminal): Exit {
  if (!given.subjects.some((one) => one.id === subject))
    throw new UsageError(
      `--subject 应为考核对象之一 / must be one of the subjects: ${given.subjects
        .slice(0, 20)
        .map((one) => one.id)
        .join('、')}`,
    )
  const explained = explainScore(model, factsOf(given), subject, { subjects: given.subjects, inputs: inputsOfFile(given) })
  if (json) {
    terminal.print(JSON.stringify({ model: model.id, ...explained }, undefined, 2))
    return EXIT.fine
  }
  terminal.print(`${terminal.bold(model.name)}  ${subject}  ${explained.sheet.score ?? '无得分'}`)
  for (const { name, weight, points, facts } of explained.terms) {
    terminal.print(`  ${name}  ${weight} → ${points ?? '—'}`)
    for (const fact of facts) terminal.print(`    ${fact.case} ${fact.assignment}  ${String(fact.value)}  ${fact.points ?? '—'}`)
  }
  return EXIT.fine
}
