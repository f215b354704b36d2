import type { LedgerEntryView } from '@shaotai/api'
import type { EntryCommandName } from '@shaotai/core'
import { createCommandSender } from '../case/send-command.ts'

/** Gives commands on ledger entries. The same act sent again after a lost answer is done once. */
export function createEntrySender() {
  return createCommandSender<EntryCommandName, LedgerEntryView>('/ledger-entries')
}
