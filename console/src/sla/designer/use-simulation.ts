import type { Policy } from '@shaotai/core'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { hasAnyRole, useSession } from '../../platform/session.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import type { Question } from './desk-messages.ts'
import { simulation, type Answer, type Reading } from './simulation.ts'

export type UsedSimulation = {
  readonly reading: Reading
  /** The latest answer; it may be of an earlier draft while the next is under way. */
  readonly answer: Answer | undefined
  /** Whether this person may try drafts on the county's cases at all. */
  readonly allowed: boolean
  /** Reads the year, anew if it was read or failed. */
  readonly read: () => void
  readonly cancel: () => void
}

/** Tries a draft against `base` on the county's cases: reads them once, then answers each change within a frame or a few. */
export function useSimulation(draft: Policy, base: Policy | undefined, question: Question): UsedSimulation {
  const session = useSession()
  const { list } = useUnits()
  const { reading, answer } = useSyncExternalStore(simulation.subscribe, simulation.state)
  const allowed = hasAnyRole(session, ['policy-admin', 'policy-reviewer'])
  const owner = session?.person
  const places = useMemo(() => {
    const of = (type: string) => list.filter((unit) => unit.type === type).map(({ id, name }) => ({ id, name }))
    return { towns: of('town'), departments: of('department') }
  }, [list])
  const known = list.length > 0
  const start = () => {
    if (allowed && owner !== undefined && base && known) simulation.start(owner, base, places)
  }
  useEffect(() => {
    if (simulation.state().reading.phase !== 'failed') start()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the first policy to compare with is enough to read; later ones go with a question
  }, [allowed, owner, base === undefined, known])

  const ready = reading.phase === 'ready'
  const key = JSON.stringify(question)
  useEffect(() => {
    if (!ready || !base) return undefined
    const frame = requestAnimationFrame(() => simulation.ask({ draft, base, question }))
    return () => cancelAnimationFrame(frame)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a question is compared by what it says
  }, [ready, draft, base, key])

  return {
    reading,
    answer,
    allowed,
    read: () => {
      simulation.stop()
      start()
    },
    cancel: () => simulation.stop(),
  }
}
