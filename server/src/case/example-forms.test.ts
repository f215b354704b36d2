import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  assembleTemplate,
  isCommandName,
  parsePolicy,
  playStory,
  replay,
  type CaseEvent,
  type Command,
  type Example,
  type Policy,
} from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { FormValidator } from '../policy/form-validator.ts'
import { formOfCommand } from './form-of-command.ts'

const templates = dirname(fileURLToPath(import.meta.resolve('@shaotai/templates/package.json')))
const counties = readdirSync(templates).filter((name) => existsSync(join(templates, name, 'template.json')))
const forms = new FormValidator()

/** What the examples of a template fill in is what the server would take: the forms people read about are the forms they get. */
describe.each(counties)('examples of %s', (county) => {
  const policy = policyOf(county)

  it.each(policy.examples.map((example) => [example.title, example] as const))('fills in its forms: %s', (_title, example) => {
    expect(problemsOf(policy, county, example)).toEqual([])
  })
})

function problemsOf(policy: Policy, county: string, example: Example): string[] {
  const events = new Map<string, CaseEvent[]>()
  return playStory(policy, example).turns.flatMap((turn) => {
    for (const { case: key, event } of turn.timers) events.set(key, [...(events.get(key) ?? []), event])
    const before = events.get(turn.case) ?? []
    events.set(turn.case, [...before, ...turn.events])
    const step = example.steps[turn.step]
    if (!step || turn.refusal || !isCommandName(step.command)) return []
    const command = { name: step.command, data: step.data ?? {} } as Command
    const form = formOfCommand(policy, replay(before), command)
    const checked = form === undefined ? undefined : forms.check(policy, county, form, step.data?.form ?? {})
    return checked && !checked.ok
      ? [`step ${turn.step + 1} ${step.command} ${form}: ${JSON.stringify(checked.error.params?.problems)}`]
      : []
  })
}

function policyOf(county: string): Policy {
  const read = (path: string) => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : undefined)
  const parsed = parsePolicy(assembleTemplate(read, join(templates, county)).policy)
  if (!parsed.ok) throw new Error(parsed.error.problems.map(({ at, code }) => `${at}: ${code}`).join('\n'))
  return parsed.value
}
