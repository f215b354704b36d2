import type { TFunction } from 'i18next'
import type { Policy, YearReplay } from '@shaotai/core'
import type { Report } from '@shaotai/office/word'
import { formatNumber } from '../../platform/format/format.ts'
import { byRank, placesWon, ratesOf } from './figures.ts'
import { share } from './Headline.tsx'

/** What a report of a simulation says beside its figures; all of it in words. */
export type ReportFacts = {
  readonly dataset: string
  readonly invented: boolean
  /** Content hashes of the draft and of the version it was compared with. */
  readonly draftHash: string
  readonly baseHash: string
  readonly made: string
  readonly by: string
  readonly unitName: (id: string) => string
}

type T = TFunction<'sla'>

const MOST_ROWS = 6

/** A simulation on one page: what it was run on, the changed rules, who gains and loses most, and what was not counted. */
export function reportOf(replay: YearReplay, { draft, base }: { draft: Policy; base: Policy }, facts: ReportFacts, t: T): Report {
  const nameOf = (id: string) => [draft, base].flatMap(({ sla }) => sla.clocks.filter((one) => one.id === id))[0]?.name ?? id
  const moved = byRank(replay.byUnit)
    .toSorted((a, b) => Math.abs(b.late - b.lateBefore) - Math.abs(a.late - a.lateBefore))
    .slice(0, MOST_ROWS)
  const { total } = replay
  return {
    title: t('sla:report.title'),
    lines: [
      t('sla:report.dataset', { dataset: facts.dataset, count: formatNumber(replay.cases) }),
      ...(facts.invented ? [t('sla:sim.invented')] : []),
      t('sla:report.total', {
        lateBefore: formatNumber(total.lateBefore),
        late: formatNumber(total.late),
        newly: formatNumber(total.newlyLate),
        longer: formatNumber(total.noLongerLate),
      }),
    ],
    tables: [
      {
        heading: t('sla:sim.byRule'),
        head: [
          t('sla:sim.rule'),
          t('sla:sim.clocks'),
          t('sla:report.before'),
          t('sla:report.after'),
          t('sla:sim.newlyLate'),
          t('sla:sim.noLongerLate'),
        ],
        rows: replay.rules.map((rule) => {
          const { before, after } = ratesOf(rule)
          return [
            nameOf(rule.clock),
            formatNumber(rule.clocks),
            share(before),
            share(after),
            formatNumber(rule.newlyLate),
            formatNumber(rule.noLongerLate),
          ]
        }),
      },
      {
        heading: t('sla:report.units'),
        head: [t('sla:sim.by.unit'), t('sla:sim.clocks'), t('sla:report.before'), t('sla:report.after'), t('sla:report.rank')],
        rows: moved.map((row) => {
          const { before, after } = ratesOf(row)
          return [facts.unitName(row.id), formatNumber(row.clocks), share(before), share(after), rankText(t, row)]
        }),
      },
    ],
    foot: [
      ...replay.missing.map(({ clock, path, cases }) =>
        t('sla:sim.missing', { clock: nameOf(clock), fact: path, count: formatNumber(cases) }),
      ),
      ...replay.excluded.map(({ why, what, cases }) => t(`sla:sim.excluded.${why}`, { what, count: formatNumber(cases) })),
      t('sla:report.hashes', { draft: facts.draftHash, base: facts.baseHash }),
      t('sla:report.made', { made: facts.made, by: facts.by }),
      t('sla:report.only'),
    ],
  }
}

function rankText(t: T, row: Parameters<typeof placesWon>[0]): string {
  const won = placesWon(row)
  if (won === undefined) return '—'
  if (won === 0) return t('sla:report.sameRank', { rank: row.rank })
  return t(won > 0 ? 'sla:report.won' : 'sla:report.lost', { rank: row.rank, count: Math.abs(won) })
}
