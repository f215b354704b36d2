import { SIMULATION_PAGE } from '@shaotai/api'
import { useCallback, useEffect, useRef, useState } from 'react'
import { API } from '../../platform/http.ts'
import { serverNow } from '../../platform/now.ts'
import type { LoadingPages } from '../../simulation/load-pages.ts'
import type { TrialAnswer, TrialQuestion } from './trial-message.ts'

export type FactsState =
  | { state: 'loading'; progress: LoadingPages }
  | { state: 'ready'; facts: number }
  | { state: 'failed'; status: number }

type Asked = TrialQuestion extends infer Q ? (Q extends { id: number } ? Omit<Q, 'id'> : never) : never

/** The worker that keeps the year: how far its facts are, a way to ask it, and to load again. */
export type TrialWorker = { facts: FactsState; ask: <T>(question: Asked) => Promise<T>; reload: () => void }

const NOTHING: FactsState = { state: 'loading', progress: { pages: 0, share: 0 } }

export function useTrialWorker(): TrialWorker {
  const [facts, setFacts] = useState<FactsState>(NOTHING)
  const [attempt, setAttempt] = useState(0)
  const worker = useRef<Worker>(undefined)
  const waiting = useRef(new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>())
  const asked = useRef(0)

  useEffect(() => {
    const mine = new Worker(new URL('./trial.worker.ts', import.meta.url), { type: 'module' })
    const open = waiting.current
    worker.current = mine
    setFacts(NOTHING)
    mine.addEventListener('message', ({ data }: MessageEvent<TrialAnswer>) => {
      if (data.type === 'loading') setFacts({ state: 'loading', progress: data.progress })
      else if (data.type === 'loaded') setFacts({ state: 'ready', facts: data.facts })
      else if (data.type === 'failed') setFacts({ state: 'failed', status: data.status })
      else {
        const one = open.get(data.id)
        open.delete(data.id)
        if (data.type === 'answer') one?.resolve(data.value)
        else one?.reject(new Error(data.message))
      }
    })
    // An old browser without module workers says so here; the page then shows no forecast instead of waiting for ever.
    mine.addEventListener('error', () => setFacts({ state: 'failed', status: 0 }))
    post(mine, { type: 'load', address: `${API}/policy-simulation/facts`, limit: SIMULATION_PAGE.facts.most, now: serverNow() })
    return () => {
      mine.terminate()
      open.clear()
    }
  }, [attempt])

  const ask = useCallback(<T>(question: Asked): Promise<T> => {
    const id = ++asked.current
    return new Promise<T>((resolve, reject) => {
      waiting.current.set(id, { resolve: (value) => resolve(value as T), reject })
      if (worker.current) post(worker.current, { ...question, id })
    })
  }, [])
  return { facts, ask, reload: useCallback(() => setAttempt((before) => before + 1), []) }
}

function post(worker: Worker, question: TrialQuestion): void {
  worker.postMessage(question, [])
}
