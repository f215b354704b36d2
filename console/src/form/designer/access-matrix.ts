import { mayUseField, ROLES, type FormUse, type Role, type SchemaNode } from '@shaotai/core'

/** A step at which the form is filled in, and who takes it: a column of the matrix. */
export type AccessStep = { readonly command: string; readonly name: string; readonly by: readonly Role[] }

/** Roles that meet forms at all, in the order of the table of roles. */
export const FORM_ROLES = (Object.keys(ROLES) as Role[]).filter((role) => ROLES[role].side !== 'system')

/** The steps at which a form is filled in, each command once: `x-fill` tells steps apart by their commands. */
export function accessSteps(uses: readonly FormUse[], form: string): AccessStep[] {
  const own = uses.filter((use) => use.form === form)
  return [...new Set(own.map(({ command }) => command))].map((command) => {
    const same = own.filter((use) => use.command === command)
    return { command, name: [...new Set(same.map(({ name }) => name))].join('、'), by: [...new Set(same.flatMap(({ by }) => by))] }
  })
}

/** `x-see` and `x-fill` after a role got or lost the sight of a field; `undefined` where nothing is limited, nothing at all when nobody would be left. */
export function withSee(field: SchemaNode, role: Role, on: boolean): { 'x-see': Role[] | undefined } | undefined {
  const seeing = FORM_ROLES.filter((one) => (one === role ? on : mayUseField(field, one)))
  if (seeing.length === 0) return undefined
  return { 'x-see': seeing.length === FORM_ROLES.length ? undefined : seeing }
}

/** `x-fill` after a role may or may not fill a field in at a step: a role that may at all its steps stands for itself. */
export function withFill(
  field: SchemaNode,
  steps: readonly AccessStep[],
  { role, command, on }: { role: Role; command: string; on: boolean },
): { 'x-fill': string[] | undefined } | undefined {
  const { 'x-see': _see, ...seen } = field
  const taking = FORM_ROLES.filter((one) => steps.some(({ by }) => by.includes(one)))
  const may = (one: Role, step: string) => (one === role && step === command ? on : mayUseField(seen, one, step))
  const filling = taking.flatMap((one) => {
    const own = steps.filter(({ by }) => by.includes(one)).map((step) => step.command)
    const open = own.filter((step) => may(one, step))
    return open.length === own.length ? [one] : open.map((step) => `${one}@${step}`)
  })
  if (filling.length === 0) return undefined
  return { 'x-fill': taking.every((one) => filling.includes(one)) ? undefined : filling }
}
