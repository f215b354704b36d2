import type { Scoring, ScoringModel } from '@shaotai/core'
import { useSearchParams } from 'react-router'

/** Which model of the draft is open: in the form and in the forecast beside it. `focus` is the place somebody asked to see. */
export function useChosenModel(document: unknown, focus: string | undefined) {
  const { models } = document as Scoring
  const [params, setParams] = useSearchParams()
  const asked = params.get('model')
  const wanted = /^\/models\/(\d+)/.exec(focus ?? '')
  const byName = models.findIndex((one) => one.id === asked)
  const index = byName >= 0 ? byName : Math.min(wanted ? Number(wanted[1]) : 0, models.length - 1)
  const choose = (id: string) => {
    const next = new URLSearchParams(params)
    next.set('model', id)
    setParams(next, { replace: true })
  }
  return { models, index, model: models[index] as ScoringModel | undefined, choose }
}
