import type { Evaluation, EvaluationForm } from '@shaotai/core'
import { useSearchParams } from 'react-router'

/** Which form of the draft is open: in the designer and in the preview beside it. `focus` is the place somebody asked to see. */
export function useChosenForm({ forms }: Evaluation, focus: string | undefined) {
  const [params, setParams] = useSearchParams()
  const wanted = /^\/forms\/(\d+)/.exec(focus ?? '')
  const byId = forms.findIndex((one) => one.id === params.get('form'))
  const index = byId >= 0 ? byId : Math.min(wanted ? Number(wanted[1]) : 0, forms.length - 1)
  const choose = (id: string) => {
    const next = new URLSearchParams(params)
    next.set('form', id)
    setParams(next, { replace: true })
  }
  return { forms, index, form: forms[index] as EvaluationForm | undefined, choose }
}
