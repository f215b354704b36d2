import { closeSync, openSync, writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  inventHistory,
  parseLocal,
  policyHash,
  readLocal,
  sm3Text,
  writeHistoryHeader,
  type Attachment,
  type Instant,
  type Policy,
} from '@shaotai/core'
import { EXIT, UsageError, type Exit } from '../exit.ts'
import { SILENT, withProgress } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import { loadCounty } from './load.ts'

const YEAR = 365 * 86_400_000

/** `policy history`: invents a plausible, reproducible year of cases for a policy and writes it as a history file. */
export function inventHistoryFile(args: string[], terminal: Terminal): Exit {
  const text = { type: 'string' } as const
  const options = {
    cases: text,
    seed: text,
    until: text,
    organisation: text,
    out: { type: 'string', short: 'o' },
    json: { type: 'boolean' },
  } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const { policy, organisation } = loadCounty(positionals[0], values.organisation)
  if (!organisation) throw new UsageError('需要机构人员数据：--organisation / units and people are needed')
  const cases = wholeNumber(values.cases ?? '1000', '--cases', 1, 1_000_000)
  const seed = wholeNumber(values.seed ?? '1', '--seed', 0, 2 ** 31)
  const until = readUntil(values.until, policy)
  const hash = policyHash(policy)
  const units = organisation.units.map(({ id, name, type }) => ({ id, name, type }))
  const file = values.out === undefined ? undefined : openOut(values.out)
  const write = (line: string) => (file === undefined ? terminal.print(line) : void writeSync(file, `${line}\n`))
  write(writeHistoryHeader({ format: 'shaotai-history', version: 1, until, current: hash, units, policies: new Map([[hash, policy]]) }))
  let written = 0
  const words = { photos: inventPhotos(), texts: ['现场已核实。'], comments: ['办理情况属实。'] }
  // Cases that go to the same terminal are progress enough.
  const progress = file === undefined ? SILENT : terminal.progress('虚拟哨件', { json: values.json, of: cases })
  withProgress(progress, ({ step }) => {
    for (const { id, number, events } of inventHistory(policy, hash, organisation, {
      cases,
      seed,
      from: until - YEAR,
      to: until,
      ...words,
    })) {
      write(JSON.stringify({ id, number, events }))
      written++
      step()
    }
  })
  if (file !== undefined) {
    closeSync(file)
    if (values.json) terminal.print(JSON.stringify({ file: values.out, cases: written, seed, policy: hash }, undefined, 2))
    else terminal.complain(terminal.green(`已写入 ${values.out}：虚拟哨件 ${written} 件`))
  }
  return EXIT.fine
}

/** Names of photos nobody took: forms and evidence ask for some. */
function inventPhotos(): Attachment[] {
  return Array.from({ length: 20 }, (_, index) => ({
    id: sm3Text(`photo ${index}`),
    name: `${index + 1}.jpg`,
    type: 'image/jpeg',
    size: 1,
  }))
}

function readUntil(text: string | undefined, { calendars, sla }: Policy): Instant {
  const offset = calendars.find((one) => one.id === sla.calendar)?.utcOffsetMinutes ?? 0
  // A fixed day, so that the same seed gives the same file tomorrow.
  if (text === undefined) return parseLocal('2026-11-01T00:00', offset)
  const until = readLocal(`${text}T00:00`, offset)
  if (until !== undefined) return until
  throw new UsageError(`--until 应形如 2026-11-01 / must look like 2026-11-01, found ${text}`)
}

function wholeNumber(text: string, name: string, least: number, most: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new UsageError(`${name} 应为 ${least} 到 ${most} 的整数 / must be a whole number from ${least} to ${most}`)
}

function openOut(path: string): number {
  try {
    return openSync(path, 'w')
  } catch (error) {
    throw new UsageError(`写不了 ${path} / cannot write ${path}: ${(error as Error).message}`)
  }
}
