import type { ChangedClock, Clock, Policy, YearReplay } from '@shaotai/core'

/** What cases a draft is tried on: the county's last twelve months, or the examples of the policy itself. */
export type Source = 'year' | 'examples'

/** Which of them: all, the last so many days, one town. */
export type Question = { readonly source: Source; readonly days?: number; readonly town?: string; readonly also?: readonly string[] }

/** Asked of the worker. `base` is the policy a draft is compared with; it is sent before the first question and whenever it changes. */
export type ToDesk =
  | { readonly type: 'base'; readonly base: Policy }
  | {
      readonly type: 'read'
      readonly now: number
      readonly towns: readonly Place[]
      readonly departments: readonly Place[]
      readonly api: string
    }
  | { readonly type: 'replay'; readonly ask: number; readonly question: Question; readonly draft: Policy }
  | { readonly type: 'clocks'; readonly ask: number; readonly source: Source; readonly of: ChangedClock; readonly draft: Policy }

/** A unit by id and name: the worker invents cases with them where there are none. */
export type Place = { readonly id: string; readonly name: string }

/** What was read: `invented` cases stand in for a county without history. */
export type Ready = { readonly cases: number; readonly towns: readonly string[]; readonly invented: boolean; readonly until: number }

/** One clock under both versions. */
export type BothClocks = { readonly before: Clock | undefined; readonly after: Clock | undefined }

export type FromDesk =
  | { readonly type: 'reading'; readonly read: number; readonly total: number }
  | ({ readonly type: 'ready' } & Ready)
  | { readonly type: 'failed'; readonly status: number; readonly detail: string }
  | { readonly type: 'replayed'; readonly ask: number; readonly replay: YearReplay; readonly took: number }
  | ({ readonly type: 'clocks'; readonly ask: number } & BothClocks)
