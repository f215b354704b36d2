import type { TFunction } from 'i18next'
import { leavesOf, formatFraction, type PrintedPolicy, type ScoringModel } from '@shaotai/core'
import { byNewRank, countMoved, placesWon, topMovers } from './movement.ts'
import type { TrialResult } from './trial-message.ts'
import { roundWeight } from './weights.ts'

type Trial = {
  model: ScoringModel
  period: string
  result: TrialResult
  name: (id: string) => string
  isNew: boolean
  /** What was left out or rests on little, in words. */
  notes: readonly string[]
  t: TFunction<'scoring'>
}

/** The forecast as a paper: the formula, who moves, every rank now and then, how firm it is, what was left out. */
export function printTrial({ model, period, result, name, isNew, notes, t }: Trial): PrintedPolicy {
  const { subjects, sensitivity } = result.comparison
  const ranked = subjects.filter((one) => one.rankBefore !== null || one.rankAfter !== null)
  const moved = countMoved(ranked)
  const way = (won: number | null) =>
    won === null
      ? '–'
      : won === 0
        ? t('scoring:trial.same')
        : t(won > 0 ? 'scoring:trial.up' : 'scoring:trial.down', { count: Math.abs(won) })
  const head = isNew
    ? [t('scoring:unit'), t('scoring:rank'), t('scoring:score')]
    : [
        t('scoring:unit'),
        t('scoring:trial.rankBefore'),
        t('scoring:trial.rankAfter'),
        t('scoring:trial.change'),
        t('scoring:trial.scoreBefore'),
        t('scoring:trial.scoreAfter'),
      ]
  return {
    title: t('scoring:trial.paper', { name: model.name }),
    subtitle: [t('scoring:trial.paperPeriod', { period })],
    chapters: [
      {
        number: '',
        title: t('scoring:trial.paperSummary'),
        articles: [
          {
            ...article('一', t('scoring:trial.result')),
            text: isNew ? t('scoring:trial.new', { count: ranked.length }) : t('scoring:trial.moved', { ...moved, count: ranked.length }),
            items: topMovers(ranked).map((one) =>
              t('scoring:trial.mover', { name: name(one.subject), before: one.rankBefore, after: one.rankAfter, way: way(placesWon(one)) }),
            ),
          },
          {
            ...article('二', t('scoring:design.formula')),
            table: {
              head: [t('scoring:design.part'), t('scoring:design.weight')],
              rows: leavesOf(model.parts).map((leaf) => [leaf.name, roundWeight(formatFraction(leaf.weight))]),
            },
          },
          {
            ...article('三', t('scoring:trial.table')),
            table: {
              head,
              rows: byNewRank(ranked).map((one) => {
                const after = `${one.rankAfter ?? '–'}`
                return isNew
                  ? [name(one.subject), after, one.scoreAfter ?? '–']
                  : [
                      name(one.subject),
                      `${one.rankBefore ?? '–'}`,
                      after,
                      way(placesWon(one)),
                      one.scoreBefore ?? '–',
                      one.scoreAfter ?? '–',
                    ]
              }),
            },
          },
          {
            ...article('四', t('scoring:trial.sensitivity')),
            items: sensitivity.map((one) =>
              one.places === 0
                ? t('scoring:trial.steady', { part: one.name })
                : t('scoring:trial.shaky', {
                    part: one.name,
                    places: one.places,
                    names: one.most.map((each) => name(each.subject)).join(t('scoring:trial.comma')),
                  }),
            ),
          },
          { ...article('五', t('scoring:trial.notes')), items: notes.length > 0 ? notes : [t('scoring:trial.noNotes')] },
        ],
      },
    ],
    annexes: [],
    foot: t('policy:try.only'),
  }
}

function article(number: string, title: string) {
  return { number, at: '', title, text: '', items: [] as readonly string[] }
}
