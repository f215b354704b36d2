import type { CaseView, PersonRef, UnitRef } from '../case/view.ts'
import type { Endpoint, Fields, InferFields, Secret } from '../schema/schema.ts'

/** A configuration as an administrator fills it in: addresses and secrets are texts, what has a default may be left out. */
export type ConfigInput<F extends Fields> = { readonly [K in keyof InferFields<F>]?: Plain<InferFields<F>[K]> }
type Plain<T> = T extends Secret ? string : T extends Endpoint ? string : T

export type HostOptions<F extends Fields> = {
  /** What the clock says at first: ISO 8601. It stands still until `advance`. 2026-05-06T09:00:00+08:00 unless said, a working Wednesday. */
  readonly now?: string
  /** What the administrator filled in, secrets included. */
  readonly config?: ConfigInput<F>
  /** Secrets, where one wants them apart. */
  readonly secrets?: Readonly<Record<string, string>>
  readonly county?: { readonly id?: string; readonly name?: string; readonly offset?: string }
  /** Cases that are there from the beginning; fields left out are those of `aCase()`. */
  readonly cases?: readonly Partial<CaseView>[]
  readonly units?: readonly (UnitRef & { readonly type: string; readonly parent?: string })[]
  readonly people?: Readonly<Record<string, readonly PersonRef[]>>
  /** Real time one call may take before it counts as `timeout`, ms. The clock of the test does not move meanwhile. */
  readonly patience?: number
}
