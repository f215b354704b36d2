import type { ClockRule, Goal, Sla } from '../sla/schema.ts'

/** The clocks of `aPolicy`: dispatch and sign 30 minutes, arrive 3 hours (natural time); reply 3, consent 2, evaluate 3 working days. */
export function aSla(overrides: Partial<Sla> = {}): Sla {
  return { calendar: 'work', onCalendarEdit: 'recompute', clocks: clocks(), ...overrides }
}

const assignmentEnds: ClockRule['cancel'] = ['assignment.returned', 'assignment.waived', 'assignment.cancelled']

function clocks(): ClockRule[] {
  return [
    {
      ...base('dispatch', '派件'),
      per: 'case',
      owner: 'platform',
      start: ['case.submitted', 'case.supplemented'],
      stop: ['case.dispatched'],
      cancel: ['case.recalled'],
      pauseBy: ['supplement'],
      goals: [natural(30, 'minute')],
      onReentry: 'resume',
    },
    {
      ...base('sign', '签收'),
      start: ['assignment.created'],
      stop: ['assignment.signed'],
      goals: [natural(30, 'minute')],
      onReentry: 'ignore',
    },
    {
      ...base('arrive', '到场'),
      start: ['assignment.signed'],
      stop: ['assignment.arrived'],
      pauseBy: ['suspension'],
      goals: [natural(3, 'hour')],
      onReentry: 'ignore',
    },
    {
      ...base('reply', '答复'),
      start: ['assignment.arrived', 'assignment.reworkStarted'],
      stop: ['assignment.done'],
      pauseBy: ['suspension'],
      goals: [workingDays(3)],
      extension: { max: 1, amountMax: 3, unit: 'day' },
    },
    {
      ...base('consent', '同意结案'),
      per: 'case',
      owner: 'town',
      start: ['case.resultSubmitted'],
      stop: ['case.consented', 'case.consentRefused'],
      cancel: ['case.recalled'],
      goals: [workingDays(2)],
    },
    {
      ...base('evaluate', '评价'),
      per: 'case',
      owner: 'town',
      start: ['case.consented'],
      stop: ['case.evaluated'],
      cancel: ['case.recalled'],
      goals: [workingDays(3)],
    },
  ]
}

function base(id: string, name: string): Pick<ClockRule, 'id' | 'name' | 'per' | 'owner' | 'cancel' | 'onReentry' | 'warnAt' | 'notify'> {
  return {
    id,
    name,
    per: 'assignment',
    owner: 'assignee',
    cancel: assignmentEnds,
    onReentry: 'restart',
    warnAt: ['4/5'],
    notify: ['dept-clerk'],
  }
}

function natural(amount: number, unit: Goal['unit']): Goal {
  return { amount, unit, basis: 'natural' }
}

function workingDays(amount: number): Goal {
  return { amount, unit: 'day', basis: 'working-days', countRule: 'next-day-close' }
}
