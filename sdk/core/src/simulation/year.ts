import type { CaseEvent } from '../case/event.ts'
import { SYSTEM } from '../organisation/role.ts'
import { ClockHistory } from '../sla/history.ts'
import type { YearPage } from './year-page.ts'

/** A year of cases in columns: places of names in lists, so that 75,000 cases fit into a browser's worker. */
export type Year = {
  readonly size: number
  readonly id: readonly string[]
  readonly number: readonly string[]
  readonly policies: readonly string[]
  readonly towns: readonly string[]
  readonly categories: readonly string[]
  readonly items: readonly string[]
  /** Case by case, places in the lists above; -1: it has none. */
  readonly policy: Int32Array
  readonly town: Int32Array
  readonly category: Int32Array
  readonly item: Int32Array
  readonly submittedAt: Float64Array
  /** One case as clocks read it, by its place. */
  history(place: number): ClockHistory | undefined
  /** Every case as clocks read it, made anew each time it is asked for: the year is never whole in memory as objects. */
  histories(): Iterable<ClockHistory>
}

/** Opens the pages of a year, in the order in which they came. */
export function openYear(pages: Iterable<YearPage>): Year {
  const chunks: Chunk[] = []
  const names = { policies: new Names(), towns: new Names(), categories: new Names(), items: new Names() }
  const columns = { policy: [] as number[], town: [] as number[], category: [] as number[], item: [] as number[], at: [] as number[] }
  const id: string[] = []
  const number: string[] = []
  for (const page of pages) {
    chunks.push(toChunk(page))
    let first = 0
    for (const [index, events] of page.cases.events.entries()) {
      const data = page.happenings[page.events.happening[first] ?? -1]?.data ?? {}
      columns.policy.push(names.policies.place(page.policies[page.cases.policy[index] ?? -1]))
      columns.town.push(names.towns.place(data.town))
      columns.category.push(names.categories.place(data.category))
      columns.item.push(names.items.place(data.item))
      columns.at.push(page.events.after[first] ?? 0)
      id.push(page.cases.id[index] ?? '')
      number.push(page.cases.number[index] ?? '')
      first += events
    }
  }
  return {
    size: id.length,
    id,
    number,
    policies: names.policies.list,
    towns: names.towns.list,
    categories: names.categories.list,
    items: names.items.list,
    policy: Int32Array.from(columns.policy),
    town: Int32Array.from(columns.town),
    category: Int32Array.from(columns.category),
    item: Int32Array.from(columns.item),
    submittedAt: Float64Array.from(columns.at),
    history: (place) => historyAt(chunks, place),
    histories: () => historiesOf(chunks),
  }
}

/** Names by the order in which they were first met. */
class Names {
  readonly list: string[] = []
  readonly #places = new Map<string, number>()

  place(name: unknown): number {
    if (typeof name !== 'string') return -1
    let place = this.#places.get(name)
    if (place === undefined) this.#places.set(name, (place = this.list.push(name) - 1))
    return place
  }
}

type Chunk = {
  readonly ids: readonly string[]
  readonly counts: readonly number[]
  readonly happenings: YearPage['happenings']
  readonly happening: Int32Array
  readonly after: Float64Array
}

function toChunk({ cases, happenings, events }: YearPage): Chunk {
  return {
    ids: cases.id,
    counts: cases.events,
    happenings,
    happening: Int32Array.from(events.happening),
    after: Float64Array.from(events.after),
  }
}

function* historiesOf(chunks: readonly Chunk[]): Generator<ClockHistory> {
  for (const chunk of chunks) {
    let next = 0
    for (const [index, count] of chunk.counts.entries()) {
      yield readHistory(chunk, index, next)
      next += count
    }
  }
}

function historyAt(chunks: readonly Chunk[], place: number): ClockHistory | undefined {
  let index = place
  for (const chunk of chunks) {
    if (index < chunk.counts.length) {
      const first = chunk.counts.slice(0, index).reduce((sum, count) => sum + count, 0)
      return index < 0 ? undefined : readHistory(chunk, index, first)
    }
    index -= chunk.counts.length
  }
  return undefined
}

function readHistory({ ids, counts, happenings, happening, after }: Chunk, index: number, first: number): ClockHistory {
  const events: CaseEvent[] = []
  const count = counts[index] ?? 0
  let at = 0
  for (let seq = 1; seq <= count; seq++) {
    const happened = happenings[happening[first + seq - 1] ?? -1]
    at += after[first + seq - 1] ?? 0
    if (!happened) continue
    const { type, assignment, unit, to, data } = happened
    events.push({ seq, type, at, by: SYSTEM, assignment, unit, to, data: seq === 1 ? { ...data, id: ids[index] } : data })
  }
  return new ClockHistory(events)
}
