import { copyTo } from '../copy/copy-to.ts'
import type { CopyCommand } from '../copy/schema.ts'
import { ROLES, type Actor, type Role } from '../organisation/role.ts'
import { refuse, type Refusal } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { LedgerEntry } from './event.ts'
import { LEDGER_ENDS } from './schema.ts'
import type { EntryDraft, LedgerTurn } from './turn.ts'

/** Copies an entry to units and people for information (抄送), as a case is. Refusals: those of `entryCopyProblem` and `copyTo`. */
export function copyEntry({ entry, context: { actor, people } }: LedgerTurn, data: CopyCommand): Result<EntryDraft[]> {
  const as = copier(entry, actor)
  const problem = entryCopyProblem(entry, actor)
  if (problem || !as) return fail(problem ?? refuse('ledger.copy.not-yours', {}))
  const copied = copyTo({ copies: entry.copies ?? [], seeing: [entry.owner, entry.author], actor, as, people }, data)
  const text = data.note?.trim() ?? ''
  return copied.ok ? ok([{ type: 'entry.copied', as, ...(text && { reason: { text } }), data: copied.value }]) : copied
}

/** Why somebody may not copy an entry to others: it has ended, or their unit neither registered nor owns it. Refusals: `case.copy.ended`, `ledger.copy.not-yours`. */
export function entryCopyProblem(entry: LedgerEntry, actor: Actor): Refusal | undefined {
  if (LEDGER_ENDS.includes(entry.phase)) return refuse('case.copy.ended', {})
  return copier(entry, actor) ? undefined : refuse('ledger.copy.not-yours', {})
}

/** The role by which somebody copies: of the unit that registered or owns it, or of the platform. */
function copier({ owner, author }: LedgerEntry, actor: Actor): Role | undefined {
  const own = actor.unit === owner || actor.unit === author
  return actor.roles.find((role) => {
    const { side } = ROLES[role]
    if (side === 'platform') return true
    return own && role !== 'responder' && side !== 'system' && side !== 'called'
  })
}
