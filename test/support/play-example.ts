import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Example, Organisation } from '@shaotai/core'
import { api, type Client } from './api.ts'
import { plainPng } from './png.ts'
import { root } from './root.ts'

type Step = Example['steps'][number]
type Answered = { id?: string; code?: string; case?: { state: string; assignments: { id: string; unit: string; phase: string }[] } }

/** The case of the last step, as an example left it behind on a running product. */
export type Played = { id: string; state: string }

/**
 * Plays steps of a template's example (范例) over HTTP, each as a person of the demonstration county who has that role in that unit: what
 * the template promises in words, given to the running product. States and refusals must be those of the example; times are of today.
 */
export async function playExample(url: string, template: string, id: string, steps?: number): Promise<Played> {
  const examples = read<Example[]>(`templates/${template}/examples.json`)
  const example = examples.find((one) => one.id === id)
  if (!example) throw new Error(`The template ${template} has no example ${id}`)
  const people = peopleOf(url)
  const cases = new Map<string, Played>()
  let last: Played = { id: '', state: '' }
  for (const [index, step] of example.steps.slice(0, steps).entries()) {
    if (step.command === 'wait') continue
    const before = cases.get(step.case ?? '') ?? { id: '', state: '' }
    const answer = await give(await people(step.actor), before.id, step)
    const place = `${template}/${id} step ${index} (${step.actor} ${step.command})`
    // Who has no part in a case is not told why: to them it does not exist.
    const isHidden = step.expect?.refusal !== undefined && answer.code === 'http.not-found'
    if (!isHidden && answer.code !== step.expect?.refusal) throw new Error(`${place}: ${JSON.stringify(answer).slice(0, 600)}`)
    last = answer.case ? { id: answer.id ?? before.id, state: answer.case.state } : before
    cases.set(step.case ?? '', last)
    if (step.expect?.state !== undefined && step.expect.state !== last.state)
      throw new Error(`${place}: the case is ${last.state} and should be ${step.expect.state}`)
  }
  return last
}

async function give(person: Client, id: string, { command, unit, data }: Step): Promise<Answered> {
  const stored = await withUploads(person, data ?? {})
  if (command === 'submit') return (await person.post<Answered>('/api/v1/cases', stored)).body
  const assignment = unit === undefined ? undefined : await assignmentOf(person, id, unit)
  return (
    await person.post<Answered>(`/api/v1/cases/${id}/commands/${command}`, { data: { ...stored, ...(assignment && { assignment }) } })
  ).body
}

async function assignmentOf(person: Client, id: string, unit: string): Promise<string | undefined> {
  const { body } = await person.get<Answered>(`/api/v1/cases/${id}`)
  const ended = ['RETURNED', 'CANCELLED', 'WAIVED']
  return body.case?.assignments.findLast((one) => one.unit === unit && !ended.includes(one.phase))?.id
}

/** Uploads a picture of its own for each that the example only names. */
async function withUploads(person: Client, data: Record<string, unknown>): Promise<Record<string, unknown>> {
  const uploads = new Map<string, Promise<Record<string, unknown>>>()
  const walk = async (value: unknown): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map(walk))
    if (typeof value !== 'object' || value === null) return value
    const { id, name } = value as { id?: unknown; name?: unknown }
    if (typeof id === 'string' && /^[0-9a-f]{64}$/.test(id) && typeof name === 'string') {
      const upload = uploads.get(id) ?? person.upload(plainPng(32, 24, uploads.size + 1), `${name}.png`)
      uploads.set(id, upload)
      const photo = await upload
      return 'size' in value ? photo : { id: photo['id'], name }
    }
    return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([key, item]) => [key, await walk(item)] as const)))
  }
  return (await walk(data)) as Record<string, unknown>
}

/** Signs in, once, the person who has the role in the unit. */
function peopleOf(url: string): (actor: string) => Promise<Client> {
  const { people } = read<Organisation>('templates/hechuan/organisation.json')
  const known = new Map<string, Promise<Client>>()
  return (actor) => {
    const [role = '', unit] = actor.split('#')[0]?.split('@') ?? []
    const person = people.find((one) => one.unit === unit && (one.roles as string[]).includes(role))
    if (!person) throw new Error(`Nobody of the county is ${actor}`)
    const client = known.get(person.account) ?? api(url).signIn(person.account)
    known.set(person.account, client)
    return client
  }
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as T
}
