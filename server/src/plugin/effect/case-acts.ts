import { Injectable } from '@nestjs/common'
import { activeAssignments, type Actor, type Command, type Role } from '@shaotai/core'
import type { Effect } from '@shaotai/plugin/protocol'
import { CaseService } from '../../case/case.service.ts'
import { CaseStore } from '../../case/case.store.ts'
import type { Tx } from '../../platform/unit-of-work/unit-of-work.ts'
import type { Running } from '../hosting/plugin-pool.ts'

type Bringing = Pick<Running, 'plugin' | 'manifest'>
import { storable } from '../hosting/plugin-records.ts'

/** Something said about a case that moves it nowhere. */
export type Note = { readonly text: string; readonly kind: 'note' | 'supplement' | 'urge' | 'withdraw' | 'feedback' | 'progress' }

/** What plugins do to cases, through the same commands as people; what the rules do not allow now is kept as a note that people read. */
@Injectable()
export class CaseActs {
  constructor(
    private readonly service: CaseService,
    private readonly store: CaseStore,
  ) {}

  /** Writes into the trace of a case. False when there is none. */
  note(tx: Tx, running: Bringing, id: string, { text, kind }: Note): Promise<boolean> {
    return this.service.systemCommand(as(tx, running, '', []), id, {
      name: 'note',
      data: { text: storable(text).slice(0, 2000), kind, from: running.manifest.title.zh },
    })
  }

  /** Gives a command as a town's clerk would; false when the rules refuse it. */
  async asTown(tx: Tx, running: Bringing, id: string, command: Command): Promise<boolean> {
    const state = (await this.store.load(tx.db, tx.context.county, id, 'system'))?.state
    if (!state) return false
    const { ok } = await this.service.command(as(tx, running, state.town, ['town-clerk']).context, id, command, undefined)
    return ok
  }

  /** Progress of an assignment, or a note where the rules know none now. */
  async progress(tx: Tx, running: Bringing, { case: id, assignment, text }: Extract<Effect, { kind: 'case.progress' }>): Promise<boolean> {
    const state = (await this.store.load(tx.db, tx.context.county, id, 'system'))?.state
    if (!state) return false
    const active = activeAssignments(state)
    const target = assignment === undefined ? active.find(({ role }) => role === 'lead') : active.find((one) => one.id === assignment)
    if (target) {
      const { context } = as(tx, running, target.unit, ['dept-clerk', 'responder'])
      const data = { assignment: target.id, text: storable(text).slice(0, 2000) }
      const { ok } = await this.service.command(context, id, { name: 'progress', data }, undefined)
      if (ok) return true
    }
    return this.note(tx, running, id, { text, kind: 'progress' })
  }
}

/** The plugin as the one who acts: its name stands in the trace, with no more than a clerk of that unit may do. */
export function actorOf({ plugin, manifest }: Bringing, unit: string, roles: Role[]): Actor {
  return { person: `plugin/${plugin}`, name: manifest.title.zh, unit, roles }
}

function as(tx: Tx, running: Bringing, unit: string, roles: Role[]): Tx {
  const context = { county: tx.context.county, actor: actorOf(running, unit, roles) }
  return { ...tx, afterCommit: (run) => tx.afterCommit(run), context }
}
