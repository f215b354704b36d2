import { clocksOf, DAY, replayYear, type ChangedClock, type Instant, type Policy, type Year, type YearReplay } from '@shaotai/core'
import type { BothClocks, Question, Source } from './desk-messages.ts'

/** Cases with the moment they are looked at, and the policies they were handled under. */
export type Cases = { readonly year: Year; readonly until: Instant; readonly pinned: (hash: string) => Policy | undefined }

/** Answers drafts on cases that were read once; what one draft needed is kept for the next. */
export type Desk = {
  replay(draft: Policy, question: Question): YearReplay
  clocks(draft: Policy, source: Source, of: ChangedClock): BothClocks
}

/** A desk for drafts compared with `base`. */
export function openDesk(base: Policy, cases: (source: Source) => Cases): Desk {
  const judges = new Map<Source, ReturnType<typeof replayYear>>()
  const judgeOf = (source: Source) => {
    let judge = judges.get(source)
    if (!judge) {
      const { year, until, pinned } = cases(source)
      judges.set(source, (judge = replayYear({ inForce: base, pinned, until }, year)))
    }
    return judge
  }
  return {
    replay: (draft, question) => {
      const chosen = chooseCases(cases(question.source), question)
      return judgeOf(question.source)(draft, { ...(chosen && { cases: chosen }), ...(question.also && { also: question.also }) })
    },
    clocks: (draft, source, of) => {
      const { year, until } = cases(source)
      const history = year.history(year.id.indexOf(of.case))
      if (!history) return { before: undefined, after: undefined }
      const find = (policy: Policy, due: Instant | null) => {
        const own = clocksOf(policy, history, until).filter((one) => one.clock === of.clock && (of.unit ?? '') === (one.unit ?? ''))
        return own.find((one) => one.dueAt === due) ?? own[0]
      }
      return { before: find(base, of.dueBefore), after: find(draft, of.dueAfter) }
    },
  }
}

/** A mark for each case that is asked for; undefined: all are. */
export function chooseCases({ year, until }: Cases, { days, town }: Question): Uint8Array | undefined {
  if (days === undefined && town === undefined) return undefined
  const since = days === undefined ? -Infinity : until - days * DAY
  const place = town === undefined ? undefined : year.towns.indexOf(town)
  const chosen = new Uint8Array(year.size)
  for (let index = 0; index < year.size; index++)
    if ((year.submittedAt[index] ?? 0) >= since && (place === undefined || year.town[index] === place)) chosen[index] = 1
  return chosen
}
