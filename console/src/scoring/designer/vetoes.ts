import { evaluationPaths, type Policy, type ScoringModel } from '@shaotai/core'

/** A way somebody may cast a veto: by entering it for the model, or by a choice of an evaluation form that is worth nothing. */
export type Cast = { readonly key: string; readonly name: string } & ({ readonly input: string } | { readonly path: string })

/** Every way the county has: an input of the model that takes 1, and each choice with an option of no points. */
export function castsOf(policy: Pick<Policy, 'evaluation'>, model: Pick<ScoringModel, 'inputs'>, rated: (name: string) => string): Cast[] {
  const pathOf = evaluationPaths(policy)
  const entered = (model.inputs ?? []).map(({ id, name }) => ({ key: `input/${id}`, name, input: id }))
  const chosen = policy.evaluation.forms.flatMap((form) =>
    form.items
      .filter(({ scale }) => scale.kind === 'choice' && scale.options?.some((option) => option.points === 0))
      .map((item) => ({ key: `item/${form.id}/${item.id}`, name: rated(item.name), path: pathOf(form.id, item.id) })),
  )
  return [...entered, ...chosen]
}
