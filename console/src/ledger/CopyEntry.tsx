import type { LedgerEntryView } from '@shaotai/api'
import { entryCopyProblem, type LedgerEntry } from '@shaotai/core'
import { useMemo } from 'react'
import { CopyButton } from '../case/show/CopyButton.tsx'
import { useSession } from '../platform/session.ts'
import { createEntrySender } from './send-entry-command.ts'

/** 抄送 of an entry: shown to the units that registered or own it and to the platform until it ends. */
export function CopyEntry({ entry, onDone }: { entry: LedgerEntry; onDone: (view: LedgerEntryView) => void }) {
  const session = useSession()
  const send = useMemo(createEntrySender, [])
  if (!session || entryCopyProblem(entry, { ...session, unit: session.unit.id })) return null
  return (
    <CopyButton
      copies={entry.copies}
      seeing={[entry.owner, entry.author]}
      onCopy={async (data) => onDone(await send(entry.id, 'copy', data, entry.version))}
    />
  )
}
