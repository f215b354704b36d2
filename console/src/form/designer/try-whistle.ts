import {
  computeClocks,
  countyDay,
  decide,
  fail,
  flowOf,
  formOf,
  forecastClocks,
  normaliseFormData,
  ok,
  proposeRoute,
  refuse,
  replay,
  type Clock,
  type Example,
  type Forecast,
  type FormData,
  type Policy,
  type Result,
  type Role,
  type Route,
} from '@shaotai/core'

/** What a whistle written on a draft's form would lead to. Nothing of it is stored anywhere. */
export type TrialResult = { data: FormData; route: Route; clocks: Clock[]; forecast: Forecast[] }
export type Trial = {
  category: string
  item?: string
  situation?: string
  level?: string
  role: Role
  town: string
  form: Record<string, unknown>
}

/** Decides a whistle by the rules of a draft, as the server would: the same core, here. */
export function tryWhistle(policy: Policy, { role, town, form, ...matter }: Trial, now: number): Result<TrialResult> {
  const schema = formOf(policy, policy.categories.find((each) => each.id === matter.category)?.form)?.schema
  const cleaned = normaliseFormData(schema ?? {}, form)
  if (!cleaned.ok) return cleaned
  const actor = { person: 'trial', name: '', unit: town, roles: [role] }
  const context = { policy, policyHash: 'draft', actor, now, identity: { id: 'trial', number: '' } }
  const decided = decide(context, undefined, { name: 'submit', data: { ...matter, form: cleaned.value } })
  if (!decided.ok) return decided
  const state = replay(decided.value)
  if (!state) return fail(refuse('http.not-found'))
  return ok({
    data: cleaned.value,
    route: state.route ?? proposeRoute(policy, state, countyDay(policy, now)),
    clocks: computeClocks(policy, decided.value, now).filter((clock) => clock.status === 'running' && clock.dueAt !== null),
    forecast: forecastClocks(policy, decided.value, now),
  })
}

/** The roles that may blow a whistle of a category. */
export function submitters(policy: Policy, category: string): Role[] {
  const steps = flowOf(policy, category)?.steps.filter((step) => step.act === 'submit') ?? []
  return [...new Set(steps.flatMap((step) => step.by).filter((one): one is Role => one !== 'system'))]
}

/** Whistles of the saved examples that are written on a form: their title, and what they were filled in with. */
export function savedWhistles(policy: Policy, form: string): { id: string; title: string; trial: Omit<Trial, 'role' | 'town'> }[] {
  const categories = new Set(policy.categories.filter((one) => one.form === form).map((one) => one.id))
  return policy.examples.flatMap((example: Example) => {
    const data = example.steps.find((step) => step.command === 'submit')?.data
    if (!isRecord(data) || typeof data['category'] !== 'string' || !categories.has(data['category']) || !isRecord(data['form'])) return []
    const text = (key: string) => (typeof data[key] === 'string' ? { [key]: data[key] } : {})
    return [
      {
        id: example.id,
        title: example.title,
        trial: { category: data['category'], ...text('item'), ...text('situation'), ...text('level'), form: data['form'] },
      },
    ]
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
