import type { CrudFilter } from '@refinedev/core'
import { END_PHASES } from '@shaotai/core'

export const QUEUES = ['triage', 'dueSoon', 'overdue', 'disputed'] as const
export type QueueName = (typeof QUEUES)[number]

const HOUR = 3_600_000
const OPEN: CrudFilter = { field: 'phase', operator: 'nin', value: [...END_PHASES] }

/** The rows of a queue at a moment: the same boundaries as the counters of the server. */
export function queueFilters(queue: QueueName, now: number): CrudFilter[] {
  if (queue === 'triage') return [{ field: 'phase', operator: 'eq', value: 'TRIAGE' }]
  if (queue === 'disputed') return [{ field: 'disputed', operator: 'eq', value: true }, OPEN]
  if (queue === 'overdue') return [{ field: 'nextDueAt', operator: 'lt', value: now }, OPEN]
  return [{ field: 'nextDueAt', operator: 'gte', value: now }, { field: 'nextDueAt', operator: 'lt', value: now + HOUR }, OPEN]
}
