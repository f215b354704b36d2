import { EVENT_NAMES, EVENT_VERSION, type EventName, type EventPayload } from '../case/event.ts'
import type { CaseView, UnitRef } from '../case/view.ts'

const TOWN: UnitRef = { id: 'town-east', name: '东关街道', code: '110105001' }
const LEAD: UnitRef = { id: 'bureau-urban', name: '城管局' }
const HELPER: UnitRef = { id: 'bureau-traffic', name: '交通支队' }
const AT = '2026-05-06T08:30:00+08:00'

/** A case as plugins see it: one that was just dispatched. What is given replaces it. */
export function aCase(given: Partial<CaseView> = {}): CaseView {
  return {
    id: 'c1',
    number: 'CS-2026-0001',
    title: '路口占道经营',
    category: 'urban',
    categoryName: '城市管理',
    level: '2',
    source: 'town',
    town: TOWN,
    phase: 'DISPATCHED',
    state: 'dispatched',
    stateName: '已派单',
    emergency: false,
    suspended: false,
    card: 'none',
    round: 1,
    version: 3,
    submittedAt: AT,
    due: { at: '2026-05-06T12:00:00+08:00', name: '签收' },
    place: { address: '东关街道幸福路 1 号' },
    form: { description: '多名摊贩占用人行道，联系人电话 13800000000' },
    assignments: [
      { id: 'a1', unit: LEAD, role: 'lead', phase: 'PENDING', round: 1, createdAt: AT },
      { id: 'a2', unit: HELPER, role: 'cooperating', phase: 'PENDING', round: 1, createdAt: AT },
    ],
    attachments: [],
    ...given,
  }
}

const CLOCK = { clock: 'sign', name: '签收', unit: LEAD, due: '2026-05-06T12:00:00+08:00' }
const CARD = { card: 'yellow', unit: LEAD, rule: '逾期未签收' }

/** What single events tell, as samples. */
const DATA: Partial<Readonly<Record<EventName, object>>> = {
  'case.dispatched': { lead: LEAD, cooperating: [HELPER] },
  'case.supplemented': { text: '摊贩转移到路口北侧' },
  'case.levelChanged': { from: '2', to: '1' },
  'case.merged': { into: 'c0' },
  'case.suspended': { until: '2026-05-10T09:00:00+08:00' },
  'case.evaluated': { rater: 'town', satisfied: true, points: 95 },
  'case.callbackDone': { satisfied: true, text: '已解决' },
  'case.closed': { result: '已清理，恢复通行' },
  'assignment.done': { unit: LEAD, result: '已清理，恢复通行' },
  'assignment.extended': { unit: LEAD, until: '2026-05-08T17:00:00+08:00' },
  'assignment.transferred': { from: LEAD, to: HELPER },
  'request.opened': { kind: 'extension', text: '需会商，申请延期两天' },
  'request.decided': { kind: 'extension', approved: true },
  'clock.warned': CLOCK,
  'clock.breached': CLOCK,
  'card.issued': CARD,
  'card.withdrawn': CARD,
  'urge.sent': { to: [LEAD], text: '请尽快到场' },
  'order.issued': { to: LEAD, text: '限三日内整改', due: '2026-05-09T17:00:00+08:00' },
}

/** Events whose case stands elsewhere than `aCase()` does. */
const PHASES: Partial<Readonly<Record<EventName, Partial<CaseView>>>> = {
  'case.submitted': { phase: 'ADMISSION', state: 'admission', stateName: '待审核', assignments: [] },
  'case.closed': { phase: 'CLOSED', state: 'closed', stateName: '已办结', closedAt: '2026-05-07T16:00:00+08:00' },
  'case.rejected': { phase: 'REJECTED', state: 'rejected', stateName: '已退回', assignments: [] },
  'case.suspended': { suspended: true },
}

/** An event as it is given: everything left out is that of the sample. */
export type EventInput<N extends EventName> = Partial<Omit<EventPayload<N>, 'case' | 'data' | 'name' | 'version'>> & {
  readonly case?: Partial<CaseView>
  readonly data?: Partial<EventPayload<N>['data']>
}

/** A canonical event with the data it carries, as samples of `emit` and of the event player. */
export function anEvent<N extends EventName>(name: N, given: EventInput<N> = {}): EventPayload<N> {
  if (!EVENT_NAMES.includes(name))
    throw new Error(`There is no event ${JSON.stringify(name)}; the nearest are: ${nearest(name).join(', ')}`)
  return {
    id: `${given.case?.id ?? 'c1'}/${name}/${given.seq ?? 1}`,
    seq: 1,
    at: AT,
    ...(name.startsWith('assignment.') && { assignment: 'a1' }),
    ...given,
    version: EVENT_VERSION,
    name,
    case: aCase({ ...PHASES[name], ...given.case }),
    data: { ...DATA[name], ...given.data } as EventPayload<N>['data'],
  }
}

function nearest(name: string): readonly EventName[] {
  const [area = ''] = String(name).split('.')
  const same = EVENT_NAMES.filter((one) => one.startsWith(`${area}.`))
  return same.length > 0 ? same : EVENT_NAMES.slice(0, 5)
}
