import type { Sla } from '@shaotai/core'
import type { DesignerProps } from '../../policy/designers.tsx'
import { useEditing } from '../../policy/editing.ts'
import { useFocusedLimit } from './focused-limit.ts'
import { SimulationPanel } from './SimulationPanel.tsx'
import { TryOut } from './TryOut.tsx'

/** Beside the rules: what the draft would have done to a year of cases, and when a single whistle would be due. */
export function SlaSide({ document, base }: DesignerProps) {
  const { policy } = useEditing()
  const sla = document as Sla
  const focused = useFocusedLimit(sla)
  return (
    <>
      <SimulationPanel draft={policy} base={base} focus={focused?.clock} />
      <TryOut sla={sla} base={base} />
    </>
  )
}
