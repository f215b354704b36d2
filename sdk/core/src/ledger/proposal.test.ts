import { describe, expect, it } from 'vitest'
import type { CaseEvent } from '../case/event.ts'
import { SYSTEM } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import { A_MONDAY_MORNING } from '../testing/index.ts'
import { aLedger, aLedgerPolicy } from '../testing/a-ledger.ts'
import { decideLedgerEntry } from './decide.ts'
import type { ListChange } from './effect-schema.ts'
import { proposedEntries } from './proposal.ts'
import type { Ledger } from './schema.ts'

const CHANGE: ListChange = {
  kind: 'list-change',
  change: 'change',
  item: 'item',
  from: 'begin',
  fields: {},
  proposal: {
    title: 'title',
    item: 'item',
    lead: 'owner',
    cooperating: 'helpers',
    case: 'case',
    fixed: [{ field: 'basis', value: '定责小组认定' }],
  },
}
const SAID = { item: 'A-01', lead: 'SL', cooperating: ['ZF'], title: '早市占道', reason: '在红线内' }

function policyOf(ledgers: Partial<Ledger>[]): Policy {
  const policy = aLedgerPolicy(ledgers.map((one) => aLedger({ effect: CHANGE, ownerField: undefined, ...one })))
  const form = policy.forms.find((one) => one.id === 'rectify-entry')
  if (form) Object.assign(form.schema.properties as object, { title: { type: 'string', title: '标题', maxLength: 6 } })
  return policy
}

function proposed(data: Record<string, unknown>, type: CaseEvent['type'] = 'listChange.proposed'): CaseEvent {
  return { type, seq: 1, at: A_MONDAY_MORNING, by: SYSTEM, data }
}

const opened = (policy: Policy, event: CaseEvent) => proposedEntries(policy, { number: 'X2026-00001' }, [event])

describe('an entry that a panel’s proposal opens', () => {
  it('is filled by the mapping and by nothing else: the reason has no field here', () => {
    expect(opened(policyOf([{}]), proposed(SAID))).toEqual([
      {
        ledger: 'rectify',
        form: {
          change: 'amend',
          basis: '定责小组认定',
          title: '早市占道',
          item: 'A-01',
          owner: 'SL',
          helpers: ['ZF'],
          case: 'X2026-00001',
        },
      },
    ])
  })

  it('has texts no longer than their fields', () => {
    const [entry] = opened(policyOf([{}]), proposed({ ...SAID, title: '早市占道二十余个摊位' }))
    expect(entry?.form.title).toBe('早市占道二…')
  })

  it.each<[string, Partial<Ledger>[], CaseEvent]>([
    ['another event', [{}], proposed(SAID, 'case.adjudicated')],
    ['a ledger that says nothing of it', [{ effect: { ...CHANGE, proposal: undefined } }], proposed(SAID)],
    ['a ledger out of use', [{ retired: true }], proposed(SAID)],
    ['no ledger', [], proposed(SAID)],
  ])('is not opened for %s', (_name, ledgers, event) => {
    expect(opened(policyOf(ledgers), event)).toEqual([])
  })

  it.each<[string, Partial<NonNullable<ListChange['proposal']>>, Record<string, unknown>]>([
    ['with name and category where the ledger takes them', { name: 'name', category: 'sort' }, { name: '早市占道', sort: 'quick' }],
    ['without them where it does not', {}, {}],
  ])('asks to add an item for a matter on no list, %s', (_name, more, filled) => {
    const effect = { ...CHANGE, proposal: { ...CHANGE.proposal!, ...more } }
    const [entry] = opened(policyOf([{ effect }]), proposed({ ...SAID, item: undefined, category: 'quick' }))
    expect(entry?.form).toEqual({
      change: 'add',
      basis: '定责小组认定',
      title: '早市占道',
      item: 'X-X2026-00001',
      owner: 'SL',
      helpers: ['ZF'],
      case: 'X2026-00001',
      ...filled,
    })
  })

  it('an item that is amended keeps its name and category', () => {
    const effect = { ...CHANGE, proposal: { ...CHANGE.proposal!, name: 'name', category: 'sort' } }
    const [entry] = opened(policyOf([{ effect }]), proposed({ ...SAID, category: 'quick' }))
    expect(entry?.form).not.toHaveProperty('name')
    expect(entry?.form).not.toHaveProperty('sort')
  })

  it('belongs to the first ledger in use', () => {
    expect(opened(policyOf([{ id: 'old', retired: true }, { id: 'new' }]), proposed(SAID)).map((one) => one.ledger)).toEqual(['new'])
  })

  it('is opened by the system, whoever may otherwise register one', () => {
    const policy = policyOf([{}])
    const [data] = opened(policy, proposed(SAID))
    if (!data) throw new Error('no entry')
    const context = { policy, policyHash: 'p', actor: SYSTEM, now: A_MONDAY_MORNING, identity: { id: 'e1', number: 'T2026-0001' } }
    const decided = decideLedgerEntry(context, undefined, { name: 'propose', data })
    expect(decided.ok && decided.value.map(({ type, by, as }) => [type, by.person, as])[0]).toEqual(['entry.opened', 'system', undefined])
    expect(decideLedgerEntry(context, undefined, { name: 'open', data })).toMatchObject({ error: { code: 'ledger.open.not-your-role' } })
  })
})
