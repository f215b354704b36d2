import { formTermsOf, type Vocabulary } from '../condition/vocabulary.ts'
import type { Policy } from '../policy/schema.ts'
import { LEDGER_PHASES, type Ledger } from './schema.ts'

/** The facts a condition of a ledger may read: `entry.*`, the fields of its form and of its steps' forms, and `consultation.*`. */
export function ledgerVocabulary(policy: Pick<Policy, 'forms'>, ledger: Ledger): Vocabulary {
  const cards = { none: '无', white: '白牌', yellow: '黄牌', red: '红牌' }
  return [
    { path: 'entry.state', type: 'text', name: '状态', en: 'State', values: ledger.states.map(({ id, name }) => ({ value: id, name })) },
    { path: 'entry.phase', type: 'text', name: '阶段', en: 'Phase', values: LEDGER_PHASES.map((value) => ({ value, name: value })) },
    { path: 'entry.owner', type: 'text', name: '责任单位', en: 'Responsible unit', of: 'unit' },
    { path: 'entry.author', type: 'text', name: '提出单位', en: 'Registering unit', of: 'unit' },
    {
      path: 'entry.card',
      type: 'text',
      name: '督办牌',
      en: 'Card',
      values: Object.entries(cards).map(([value, name]) => ({ value, name })),
    },
    { path: 'entry.level', type: 'number', name: '督办级别', en: 'Level of supervision' },
    { path: 'entry.round', type: 'number', name: '轮次', en: 'Round' },
    ...formTermsOf(policy, new Set([ledger.form, ...ledger.steps.flatMap((step) => step.form ?? [])])),
    ...(ledger.consultation ? CONSULTATION_TERMS : []),
    ...(ledger.approvals ? [APPROVAL_TERM] : []),
  ]
}

const count = (path: string, name: string, en: string) => ({ path: `consultation.${path}`, type: 'number' as const, name, en })
const STATUSES = { none: '未送审', open: '审批中', 'sent-back': '已退回', passed: '通过', failed: '未通过', cancelled: '已作废' }
const APPROVAL_TERM = {
  path: 'approval.status',
  type: 'text' as const,
  name: '审批结果',
  en: 'Approval',
  values: Object.entries(STATUSES).map(([value, name]) => ({ value, name })),
}
const CONSULTATION_TERMS: Vocabulary = [
  { path: 'consultation.open', type: 'boolean', name: '正在征求意见', en: 'Units are being asked' },
  count('asked', '征求单位数', 'Units asked'),
  count('agreed', '同意的单位数', 'Units that agree'),
  count('disagreed', '不同意的单位数', 'Units that disagree'),
  count('commented', '提出意见的单位数', 'Units that comment'),
  count('silent', '未答复的单位数', 'Units that stayed silent'),
  { path: 'consultation.vetoed', type: 'boolean', name: '被一票否决', en: 'Vetoed' },
]
