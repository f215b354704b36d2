import type { CaseView } from '@shaotai/api'
import { copyProblem, seeingUnits, type Case } from '@shaotai/core'
import { useMemo } from 'react'
import { useSession } from '../../platform/session.ts'
import { createSender } from '../send-command.ts'
import { CopyButton } from './CopyButton.tsx'

/** 抄送 of a case: shown to the town, the coordinators of its cluster, the lead and the platform while the case runs. */
export function CopyCase({ state, onDone }: { state: Case; onDone: (view: CaseView) => void }) {
  const session = useSession()
  const send = useMemo(createSender, [])
  if (!session || copyProblem(state, { ...session, unit: session.unit.id })) return null
  return (
    <CopyButton
      copies={state.copies}
      seeing={seeingUnits(state)}
      onCopy={async (data) => onDone(await send(state.id, 'copy', data, state.version))}
    />
  )
}
