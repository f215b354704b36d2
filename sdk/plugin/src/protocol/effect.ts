import type { CaseDraft, IntakeItem } from '../case/draft.ts'
import type { FileRef } from '../case/view.ts'
import type { CalendarDraft, OrganisationProposal } from '../context.ts'
import type { Permission } from '../permission.ts'

/** What a successful call leaves behind. The host carries all of them out with the acknowledgement, in one commit, or none. */
export type Effect =
  | { readonly kind: 'case.intake'; readonly item: Exclude<IntakeItem, CaseDraft> | (CaseDraft & { readonly kind: 'case' }) }
  | { readonly kind: 'case.note'; readonly case: string; readonly text: string }
  | {
      readonly kind: 'case.progress'
      readonly case: string
      readonly assignment?: string
      readonly text: string
      readonly attachments?: readonly FileRef[]
    }
  | { readonly kind: 'organisation.propose'; readonly change: OrganisationProposal }
  | { readonly kind: 'calendar.propose'; readonly draft: CalendarDraft }
  | { readonly kind: 'notify'; readonly to: readonly string[]; readonly title: string; readonly text: string; readonly case?: string }
  | { readonly kind: 'kv.set'; readonly key: string; readonly value: unknown; readonly ttl?: number; readonly ifVersion?: number }
  | { readonly kind: 'kv.delete'; readonly key: string }

/** The permission an effect needs; `undefined` for the plugin's own data. */
export function permissionOf(effect: Effect): Permission | undefined {
  switch (effect.kind) {
    case 'case.intake':
      return INTAKE[effect.item.kind]
    case 'case.note':
      return 'cases:note'
    case 'case.progress':
      return 'cases:progress'
    case 'organisation.propose':
      return 'organisation:propose'
    case 'calendar.propose':
      return 'calendar:propose'
    case 'notify':
      return 'notify:send'
    case 'kv.set':
    case 'kv.delete':
      return undefined
  }
}

const INTAKE = {
  case: 'cases:create',
  supplement: 'cases:supplement',
  urge: 'cases:urge',
  withdraw: 'cases:withdraw',
  feedback: 'cases:feedback',
  progress: 'cases:progress',
} as const satisfies Readonly<Record<string, Permission>>
