import { Controller } from '@nestjs/common'
import {
  commandLedgerEntry,
  countLedgerEntries,
  listLedgerEntries,
  listLedgerEntryEvents,
  openLedgerEntry,
  showLedgerEntry,
  showLedgerRound,
  type RouteInput,
} from '@shaotai/api'
import { entryCommandSchemas, type EntryCommand } from '@shaotai/core'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import { Refused } from '../platform/http/refused.ts'
import { findProblem } from '../platform/http/validate-input.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { LedgerLists } from './ledger-lists.ts'
import { LedgerService } from './ledger.service.ts'

@Controller()
export class LedgerController {
  constructor(
    private readonly ledgers: LedgerService,
    private readonly lists: LedgerLists,
  ) {}

  @Route(listLedgerEntries)
  @Allow('signed-in')
  list(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof listLedgerEntries>) {
    return this.lists.entries(context, query)
  }

  @Route(countLedgerEntries)
  @Allow('signed-in')
  counts(@CurrentActor() context: ActorContext) {
    return this.lists.counts(context)
  }

  @Route(showLedgerRound)
  @Allow('signed-in')
  round(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showLedgerRound>) {
    return this.lists.round(context, params.ledger, params.round)
  }

  @Route(openLedgerEntry)
  @Allow('signed-in')
  open(@CurrentActor() context: ActorContext, @Input() { body, key }: RouteInput<typeof openLedgerEntry>) {
    return this.ledgers.open(context, body, key)
  }

  @Route(showLedgerEntry)
  @Allow('signed-in')
  show(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showLedgerEntry>) {
    return this.ledgers.show(context, params.id)
  }

  @Route(listLedgerEntryEvents)
  @Allow('signed-in')
  events(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof listLedgerEntryEvents>) {
    return this.ledgers.events(context, params.id)
  }

  @Route(commandLedgerEntry)
  @Allow('signed-in')
  command(@CurrentActor() context: ActorContext, @Input() { params, body, key }: RouteInput<typeof commandLedgerEntry>) {
    const problem = findProblem(entryCommandSchemas[params.command], body.data)
    if (problem) throw new Refused({ ...problem, at: `/data${problem.at ?? ''}` })
    // Checked just above against the schema of this very command.
    const command = { name: params.command, data: body.data, expectedVersion: body.expectedVersion } as EntryCommand
    return this.ledgers.command(context, params.id, command, key)
  }
}
