import { describe, expect, it } from 'vitest'
import { DAY } from '../shared/instant.ts'
import { inventHistory } from '../simulation/history.ts'
import { HISTORY_DAYS, openHistorySummary, type HistorySummary } from '../simulation/summarise-history.ts'
import { retypesFields } from '../simulation/retyped-fields.ts'
import { withoutPersonal } from '../simulation/without-personal.ts'
import { A_MONDAY_MORNING, anOrganisation, aPolicy } from '../testing/index.ts'
import { blocksPublishing } from './check.ts'
import { checkHistory } from './check-history.ts'
import type { Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'
import { describeFinding } from './sentence.ts'

const organisation = anOrganisation()
const until = A_MONDAY_MORNING
const [first, second] = aPolicy().categories
if (!first) throw new Error('aPolicy has no category')
const spare = { ...(second ?? first), id: 'spare', name: '备用哨' }

/** A year handled under a policy that also had a category nobody used. */
const lived: Policy = { ...aPolicy(), categories: [...aPolicy().categories, spare] }
const year = [
  ...inventHistory(aPolicy(), 'lived', organisation, {
    cases: 80,
    seed: 5,
    from: until - HISTORY_DAYS * DAY,
    to: until,
    photos: [],
    texts: ['已核实。'],
    comments: ['好。'],
  }),
]

/** Every title that was written: at the whistle, and again in supplements. */
const titles = year.flatMap(({ events }) => events.filter(({ data }) => (data.form as { title?: string } | undefined)?.title)).length

type Options = { cases?: typeof year; pinned?: Policy; samples?: number; current?: Policy }

function summarise(draft: Policy, { cases = year, pinned = lived, ...options }: Options = {}): HistorySummary {
  const reading = openHistorySummary({ draft, pinned: (hash) => (hash === 'lived' ? pinned : undefined), until, ...options })
  for (const one of cases) reading.add(one)
  return reading.result()
}

type Edit = (draft: Policy) => unknown
function edited(edit: Edit): Policy {
  const draft = structuredClone(lived)
  draft.categories = draft.categories.filter((one) => one.id !== 'spare')
  edit(draft)
  return draft
}
function check(edit: Edit, options?: Options): Finding[] {
  const draft = edited(edit)
  return checkHistory(draft, summarise(draft, options), organisation.units)
}

const goalOf = (draft: Policy, clock: string) => {
  const goal = draft.sla.clocks.find((one) => one.id === clock)?.goals[0]
  if (!goal) throw new Error(clock)
  return goal
}
const fieldsOfForm = (draft: Policy) => draft.forms[0]?.schema.properties as Record<string, Record<string, unknown>>
const generous: Edit = (draft) => {
  for (const { goals } of draft.sla.clocks) for (const goal of goals) Object.assign(goal, { amount: 100_000 })
}
const also =
  (edit: Edit): Edit =>
  (draft) => {
    generous(draft)
    edit(draft)
  }

describe('a draft held against a year of cases', () => {
  it.each<[name: string, edit: Edit, expected: string[]]>([
    ['limits everybody keeps, every category used, every case on the list', generous, []],
    // A2
    [
      'one minute to sign',
      also((draft) => Object.assign(goalOf(draft, 'sign'), { amount: 1, unit: 'minute', basis: 'natural' })),
      ['policy.history.limit-below-median /sla/clocks/1/goals/0'],
    ],
    // A4
    ['a category nobody used', also((draft) => draft.categories.push(spare)), ['policy.history.category-unused /categories/1']],
    ['the same out of use', also((draft) => draft.categories.push({ ...spare, retired: true })), []],
    ['a category only the draft has', also((draft) => draft.categories.push({ ...spare, id: 'fresh' })), []],
    // A6
    ['a list without its items', also((draft) => (draft.responsibilities.items = [])), ['policy.history.off-list /responsibilities/items']],
    [
      'items out of use',
      also((draft) => draft.responsibilities.items.forEach((item) => (item.retired = true))),
      ['policy.history.off-list /responsibilities/items'],
    ],
    [
      'items under new ids that say what they replace',
      also(
        (draft) =>
          (draft.responsibilities.items = draft.responsibilities.items.flatMap((item) => [
            { ...item, retired: true },
            { ...item, id: `${item.id}-new`, replaces: item.id },
          ])),
      ),
      [],
    ],
    [
      'a route for every whistle',
      also((draft) => {
        draft.responsibilities.items = []
        draft.responsibilities.routes = [{ id: 'all', name: '都派', when: { exists: 'case.town' }, lead: 'ZF', cooperating: [] }]
      }),
      [],
    ],
    // R15
    [
      'words that become a number',
      also((draft) => (fieldsOfForm(draft).title = { type: 'integer', title: '标题' })),
      ['policy.history.field-retyped /forms/0/schema/properties/title'],
    ],
    ['words that become a list of words', also((draft) => (fieldsOfForm(draft).title = { type: 'array', items: { type: 'string' } })), []],
    ['words that may be longer', also((draft) => Object.assign(fieldsOfForm(draft).title ?? {}, { maxLength: 4000 })), []],
    ['a retyped field out of use', also((draft) => (fieldsOfForm(draft).title = { type: 'integer', 'x-retired': true })), []],
  ])('%s', (_, edit, expected) => {
    expect(check(edit).map(({ code, at }) => `${code} ${at}`)).toEqual(expected)
  })

  it('only a retyped field blocks publishing, and its repair takes it back', () => {
    const retype = also((draft) => (fieldsOfForm(draft).title = { type: 'integer', title: '标题' }))
    const found = check(retype)
    expect(blocksPublishing(found)).toBe(true)
    expect(found[0]?.repair).toEqual({ op: 'replace', at: '/forms/0/schema/properties/title', value: fieldsOfForm(lived).title })
    expect(found[0]?.params).toMatchObject({ count: titles, of: titles, hidden: 0 })
  })

  it('a change that is in force already is not held against a later draft', () => {
    const retype = also((draft) => (fieldsOfForm(draft).title = { type: 'integer', title: '标题' }))
    expect(check(retype, { current: lived })).toHaveLength(1)
    expect(check(retype, { current: edited(retype) })).toEqual([])
    expect([retypesFields(lived, edited(retype)), retypesFields(edited(retype), edited(retype))]).toEqual([true, false])
  })

  it('values without personal data are counted as hidden, never as wrong', () => {
    const bare = year.map(({ events, ...one }) => ({ ...one, events: withoutPersonal(lived, events) }))
    const draft = edited(also((one) => (fieldsOfForm(one).title = { type: 'integer', title: '标题' })))
    const summary = summarise(draft, { cases: bare })
    expect(summary.retyped.find(({ field }) => field === 'title')).toMatchObject({ unconverted: 0, hidden: titles })
    expect(checkHistory(draft, summary, [])).toEqual([])
  })

  it('more than half late is the line, and few runs say nothing', () => {
    const draft = edited(generous)
    const found = (runs: number, late: number) =>
      checkHistory(draft, { ...summarise(draft), goals: [{ clock: 'sign', goal: 0, unit: 'ZF', runs, late }] }, []).length
    expect([found(10, 5), found(10, 6), found(4, 4), found(5, 3)]).toEqual([0, 1, 0, 1])
  })

  it('a category of the last weeks was not offered all year', () => {
    const draft = edited(also((one) => one.categories.push(spare)))
    const recent = year.filter(({ events }) => (events[0]?.at ?? 0) > until - 60 * DAY)
    expect(recent.length).toBeGreaterThan(0)
    expect(checkHistory(draft, summarise(draft, { cases: recent }), [])).toEqual([])
  })

  it('names at most as many cases off the list as asked and counts them all', () => {
    const draft = edited((one) => (one.responsibilities.items = []))
    const { offList } = summarise(draft, { samples: 3 })
    expect(offList.samples).toHaveLength(3)
    expect(offList.cases).toBeGreaterThan(20)
    expect(summarise(draft).offList.samples).toHaveLength(20)
  })

  it('counts cases nobody has the policy of, and says nothing about them', () => {
    const draft = edited((one) => (one.responsibilities.items = []))
    const reading = openHistorySummary({ draft, pinned: () => undefined, until })
    for (const one of year) reading.add(one)
    expect(reading.result()).toMatchObject({ cases: year.length, unknown: year.length, goals: [], offList: { cases: 0 }, retyped: [] })
  })

  it('reads as a person would say it', () => {
    const draft = edited(also((one) => (fieldsOfForm(one).title = { type: 'integer', title: '标题' })))
    const [found] = checkHistory(draft, summarise(draft), [])
    expect(found && describeFinding(found, draft)).toContain(
      `“标题”改了类型（文字 → 整数），已存的 ${titles} 个值中有 ${titles} 个换不过来。请另建一个新字段、停用旧字段，或把类型改回去。`,
    )
    expect(found && describeFinding(found, draft, 'en')).toContain('(text → whole number)')
  })
})
