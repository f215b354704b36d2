import type { SimulationScores } from '@shaotai/api'
import type { Policy, ScoreExplanation, ScoringModel } from '@shaotai/core'
import { FACT_VOCABULARY } from '@shaotai/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { request, type RequestFailed } from '../../platform/http.ts'
import { serverNow } from '../../platform/now.ts'
import { useSession } from '../../platform/session.ts'
import { firstPeriod } from './try-model.ts'
import type { Trial, TrialPeriod, TrialResult } from './trial-message.ts'
import { useTrialWorker, type FactsState } from './use-trial-worker.ts'

export type TrialState = {
  facts: FactsState
  reload: () => void
  periods: readonly TrialPeriod[]
  period: string | undefined
  choosePeriod: (key: string) => void
  inputs: SimulationScores | undefined
  inputsFailed: RequestFailed | null
  /** What the draft would do; of the weights a moment ago while a bar moves. */
  result: TrialResult | undefined
  /** Whether the draft cannot be tried as it stands. */
  broken: boolean
  isNew: boolean
  explain: (subject: string) => Promise<ScoreExplanation>
}

/** A model of the draft tried on a period of the last twelve months, anew at each change. */
export function useTrial(model: ScoringModel, base: Policy | undefined): TrialState {
  const { facts, ask, reload } = useTrialWorker()
  const offset = useSession()?.utcOffsetMinutes ?? 480
  const { unit } = model.period
  const [periods, setPeriods] = useState<readonly TrialPeriod[]>([])
  const [chosen, setChosen] = useState<string>()
  const period = periods.some((one) => one.key === chosen) ? chosen : firstPeriod(periods)
  const ready = facts.state === 'ready'

  useEffect(() => {
    if (!ready) return undefined
    let wanted = true
    void ask<TrialPeriod[]>({ type: 'periods', unit, offset, now: serverNow() }).then((found) => wanted && setPeriods(found))
    return () => {
      wanted = false
    }
  }, [ask, ready, unit, offset])

  const reads = useMemo(() => otherModels(model), [model])
  const { id, subject } = model
  const inputs = useQuery<SimulationScores, RequestFailed>({
    queryKey: ['simulation', 'scores', id, subject, period, reads],
    queryFn: () =>
      request<SimulationScores>('GET', '/policy-simulation/scores', undefined, {
        query: { model: id, subject, period, ...(reads && { reads }) },
      }),
    enabled: period !== undefined,
    staleTime: 300_000,
    retry: false,
  })

  const old = base?.scoring.models.find((one) => one.id === id)
  const known = useMemo(() => (base ? FACT_VOCABULARY(base).map((term) => term.path) : []), [base])
  const data = inputs.data
  const trial = useMemo<Trial | undefined>(
    () => (data && period !== undefined ? { before: old ?? model, after: model, period, inputs: data } : undefined),
    [data, period, old, model],
  )
  const [result, setResult] = useState<TrialResult>()
  const [broken, setBroken] = useState(false)
  const running = useRef(false)
  const newest = useRef(trial)
  useEffect(() => {
    newest.current = trial
    if (!ready || !trial) return
    // One question at a time; of those that come meanwhile only the newest is asked.
    const run = async (): Promise<void> => {
      const asked = newest.current
      if (running.current || !asked) return
      running.current = true
      try {
        setResult(await ask<TrialResult>({ type: 'compare', trial: asked, offset, known }))
        setBroken(false)
      } catch {
        setBroken(true)
      }
      running.current = false
      if (newest.current !== asked) await run()
    }
    void run()
  }, [ask, ready, trial, offset, known])

  return {
    facts,
    reload,
    periods,
    period,
    choosePeriod: setChosen,
    inputs: data,
    inputsFailed: inputs.error,
    result: trial ? result : undefined,
    broken,
    isNew: old === undefined,
    explain: (who) =>
      trial ? ask<ScoreExplanation>({ type: 'explain', trial, offset, subject: who }) : Promise.reject(new Error('nothing to explain')),
  }
}

/** The other models a draft looks at, as the server is asked for them. */
function otherModels({ indicators }: ScoringModel): string {
  return [...new Set(Object.values(indicators).flatMap((one) => ('model' in one ? one.model : [])))].toSorted().join(',')
}
