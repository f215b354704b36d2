import type { EvaluationForm, EvaluationItem } from '@shaotai/core'

/** Directions a form may go: who rates, and whom or what. */
export const DIRECTIONS = ['town', 'department', 'public', 'platform'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** Forms to begin with: 双项五星 of towns about departments, towns as departments see them, and what people say. */
export const STARTS = ['stars', 'towns', 'public'] as const
export type Start = (typeof STARTS)[number]

/** What follows from who rates: whose roles may fill the form in, and whom it is about. The county changes either afterwards. */
export function facing(rater: Direction): Pick<EvaluationForm, 'rater' | 'by' | 'subject'> {
  switch (rater) {
    case 'town':
      return { rater, by: ['town-clerk', 'town-principal'], subject: 'assignment' }
    case 'department':
      return { rater, by: ['dept-clerk', 'dept-leader'], subject: 'town' }
    case 'public':
      return { rater, by: ['callback-agent'], subject: 'case' }
    case 'platform':
      return { rater, by: ['duty', 'platform-head'], subject: 'assignment' }
  }
}

/** An item on the usual scale of its kind. */
export function freshItem(
  kind: EvaluationItem['scale']['kind'],
  { id, name, yes, no }: { id: string; name: string; yes: string; no: string },
): EvaluationItem {
  const scales = {
    stars: { kind, max: 5 },
    points: { kind, max: 100 },
    choice: {
      kind,
      // Full points for the good answer, so that a mark for low ratings never takes it for a low one.
      max: 100,
      options: [
        { id: 'yes', name: yes, points: 100 },
        { id: 'no', name: no, points: 0 },
      ],
    },
  }
  return { id, name, required: true, scale: scales[kind] }
}

/** The scale changed to another kind; the name and everything else of the item stays. */
export function withScale(item: EvaluationItem, kind: EvaluationItem['scale']['kind'], words: { yes: string; no: string }): EvaluationItem {
  const { suggestion: _suggestion, ...rest } = item
  return { ...rest, scale: freshItem(kind, { id: item.id, name: item.name, ...words }).scale }
}

/** A higher or lower end of the scale; what the levels above it meant is let go. */
export function withMax(item: EvaluationItem, max: number): EvaluationItem {
  const { labels, ...scale } = item.scale
  return { ...item, scale: { ...scale, max, ...(labels && { labels: labels.slice(0, max) }) } }
}

/** What one level means, `level` from 1; levels before it that nobody named yet are called by their number. */
export function withLabel(item: EvaluationItem, level: number, text: string): EvaluationItem {
  const labels = Array.from({ length: item.scale.max }, (_label, at) => item.scale.labels?.[at] ?? `${at + 1}`)
  return { ...item, scale: { ...item.scale, labels: labels.with(level - 1, text) } }
}

/** The rule for words; a mark for low ratings is kept only where one is asked for. */
export function withComment(form: EvaluationForm, comment: EvaluationForm['comment']): EvaluationForm {
  const { lowAtOrBelow, ...rest } = form
  return comment === 'required-when-low' ? { ...rest, comment, lowAtOrBelow: lowAtOrBelow ?? 2 } : { ...rest, comment }
}
