import type { ASSIGNMENT_PHASES } from '@shaotai/core'
import type { Sentence } from './messages.ts'

const words: Readonly<Record<(typeof ASSIGNMENT_PHASES)[number], Sentence>> = {
  PENDING: { zh: '待签收', en: 'to be signed' },
  SIGNED: { zh: '已签收', en: 'signed' },
  ARRIVED: { zh: '已到场', en: 'arrived' },
  WORKING: { zh: '重新办理中', en: 'being reworked' },
  DONE: { zh: '已答复', en: 'replied' },
  RETURNED: { zh: '已退回', en: 'returned' },
  CANCELLED: { zh: '已取消', en: 'cancelled' },
  WAIVED: { zh: '已免办', en: 'waived' },
}

/** Phases of a department's assignment, which refusals name by id. */
export const PHASE_WORDS: Readonly<Record<string, Sentence>> = words
