import { computeEntryClocks } from '../ledger/clocks.ts'
import type { EntryCommand, EntrySystemCommand } from '../ledger/command.ts'
import { decideLedgerEntry } from '../ledger/decide.ts'
import type { EntryEvent, LedgerEntry } from '../ledger/event.ts'
import { replayLedgerEntry } from '../ledger/evolve.ts'
import type { Ledger } from '../ledger/schema.ts'
import { entryTimers } from '../ledger/timers.ts'
import { SYSTEM, type Actor, type Role } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import { parseLocal } from '../calendar/civil.ts'
import type { Refusal } from '../shared/refusal.ts'
import { aPolicy } from './a-policy.ts'

/** A ledger of rectification like S2-24: a date, reminders, three levels of supervision, monthly and quarterly write-off. */
export function aLedger(overrides: Partial<Ledger> = {}): Ledger {
  return {
    id: 'rectify',
    name: '整改台账',
    use: 'rectification',
    prefix: 'ZG',
    form: 'rectify-entry',
    ownerField: 'owner',
    open: { by: ['supervisor'], state: 'todo' },
    states: [
      { id: 'todo', name: '待整改', phase: 'OPEN' },
      { id: 'doing', name: '整改中', phase: 'DOING' },
      { id: 'review', name: '待销账', phase: 'REVIEW' },
      { id: 'done', name: '已销账', phase: 'DONE' },
      { id: 'void', name: '已取消', phase: 'CANCELLED' },
    ],
    steps: [
      { id: 'accept', name: '认领', from: ['todo'], to: 'doing', by: ['dept-clerk'] },
      { id: 'ask', name: '申请销账', from: ['doing'], to: 'review', by: ['dept-clerk', 'dept-leader'], form: 'rectify-result' },
      {
        id: 'ok',
        name: '同意销账',
        from: ['review'],
        to: 'done',
        by: ['supervisor'],
        when: { eq: ['form.solved', true] },
        note: '没有解决的不能销账',
      },
      { id: 'back', name: '退回整改', from: ['review'], to: 'doing', by: ['supervisor'], reason: 'required', notify: ['dept-clerk'] },
      { id: 'extend', name: '延期', from: ['todo', 'doing'], to: 'doing', by: ['supervisor'], form: 'rectify-extend', reason: 'required' },
      { id: 'drop', name: '取消', from: ['todo', 'doing'], to: 'void', by: ['supervisor'], reason: 'optional' },
    ],
    clocks: [
      {
        id: 'finish',
        name: '整改完成',
        owner: 'owner',
        from: ['todo'],
        until: ['done'],
        dateField: 'deadline',
        remindDays: [3],
      },
      {
        id: 'claim',
        name: '认领',
        owner: 'owner',
        from: ['todo'],
        until: ['doing'],
        goals: [{ amount: 2, unit: 'day', basis: 'working-days' }],
        warnAt: ['1/2'],
      },
    ],
    supervision: [
      { id: 'soon', name: '临期提醒', clock: 'finish', on: 'warned', card: 'none', notify: ['dept-clerk'] },
      { id: 'first', name: '一级督办', clock: 'finish', on: 'breached', level: 1, card: 'white', notify: ['supervisor'] },
      {
        id: 'second',
        name: '二级督办',
        clock: 'finish',
        on: 'breached',
        afterDays: 7,
        level: 2,
        card: 'yellow',
        notify: ['platform-head'],
      },
      { id: 'third', name: '三级督办', clock: 'finish', on: 'breached', afterDays: 15, level: 3, card: 'red', notify: ['county-leader'] },
    ],
    writeOff: { clock: 'finish', rounds: ['month', 'quarter'] },
    ...overrides,
  }
}

/** A policy with ledgers and the forms of `aLedger`. */
export function aLedgerPolicy(ledgers: Ledger[] = [aLedger()], overrides: Partial<Policy> = {}): Policy {
  const base = aPolicy()
  const text = (title: string) => ({ type: 'string', title, maxLength: 200 })
  const form = (id: string, title: string, properties: Record<string, unknown>, required: string[]) => ({
    id,
    title,
    schema: { type: 'object', properties, required, additionalProperties: false },
  })
  return {
    ...base,
    forms: [
      ...base.forms,
      form(
        'rectify-entry',
        '整改事项',
        {
          title: text('问题'),
          owner: { ...text('责任单位'), 'x-widget': 'unit' },
          deadline: { ...text('完成时限'), format: 'date' },
        },
        ['title', 'owner', 'deadline'],
      ),
      form('rectify-result', '整改结果', { solved: { type: 'boolean', title: '已解决' }, result: text('整改情况') }, ['solved']),
      form('rectify-extend', '延期', { deadline: { ...text('新的完成时限'), format: 'date' } }, ['deadline']),
    ],
    ledgers,
    ...overrides,
  }
}

/** A person for a ledger story: `'dept-clerk@ZF'`, or the system. */
export function aPerson(text: string): Actor {
  if (text === 'system') return SYSTEM
  const [role = '', unit = ''] = text.split('@')
  return { person: text, name: text, unit, roles: [role as Role] }
}

/** Plays a story of a ledger entry: commands at local times, timers fired when they fall due. A refusal is kept and changes nothing. */
export class EntryStory {
  events: EntryEvent[] = []
  refusal: Refusal | undefined
  /** For whom whoever acts stands in. */
  standsFor: readonly Actor[] = []
  readonly policy: Policy

  constructor(policy: Policy = aLedgerPolicy()) {
    this.policy = policy
  }

  get entry(): LedgerEntry | undefined {
    return replayLedgerEntry(this.events)
  }

  /** One command; `at` is `YYYY-MM-DDTHH:mm`. Timers due before it fire first. */
  do(at: string, who: string, command: EntryCommand): this {
    const now = parseLocal(at, 480)
    this.until(at)
    return this.#decide(now, aPerson(who), command)
  }

  take(at: string, who: string, step: string, data: { form?: Record<string, unknown>; reason?: { id?: string; text: string } } = {}): this {
    return this.do(at, who, { name: 'take', data: { step, ...data } })
  }

  /** Lets time pass. */
  until(at: string): this {
    const now = parseLocal(at, 480)
    const fired = new Set<string>()
    for (let steps = 0; steps < 50; steps++) {
      const next = this.timers().find((timer) => timer.at <= now && !fired.has(timer.key) && !this.#told(timer.key))
      if (!next) break
      fired.add(next.key)
      this.#decide(next.at, SYSTEM, { name: 'fireClock', data: { timer: next.key } })
    }
    return this
  }

  timers() {
    const ledger = this.policy.ledgers?.find((one) => one.id === this.entry?.ledger)
    return ledger ? entryTimers(ledger, computeEntryClocks(this.policy, this.events)) : []
  }

  clocks(at: string) {
    return computeEntryClocks(this.policy, this.events, parseLocal(at, 480))
  }

  types(): string[] {
    return this.events.map((event) => event.type)
  }

  #told(key: string): boolean {
    return this.events.some((event) => event.data.timer === key)
  }

  #decide(now: number, actor: Actor, command: EntryCommand | EntrySystemCommand): this {
    const decided = decideLedgerEntry(
      {
        policy: this.policy,
        policyHash: 'h',
        actor,
        standsFor: this.standsFor,
        now,
        identity: { id: 'e1', number: 'ZG-2026-0001' },
        clocks: () => computeEntryClocks(this.policy, this.events, now),
      },
      this.entry,
      command,
    )
    this.refusal = decided.ok ? undefined : decided.error
    if (decided.ok) this.events.push(...decided.value)
    return this
  }
}
