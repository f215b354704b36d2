import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about decision tables. */
export const ADMISSION_SENTENCES = {
  'policy.admission.incomplete': say(
    '缺少一种情形：{words}。',
    '请加一行说明这种情形怎么办。',
    'A case is missing: {words}.',
    'Add a row that decides it.',
  ),
  'policy.admission.overlap': say(
    '{words}时，规则 {rows} 同时成立。',
    '请改得只有一行成立，或改为“先满足先用”。',
    'For {words} the rows {rows} both apply.',
    'Let only one apply, or use the first that does.',
  ),
  'policy.admission.row-never-reached': say(
    '规则行“{row}”永远轮不到。',
    '可以删去，或移到前面。',
    'The row "{row}" is never reached.',
    'Remove it, or move it up.',
  ),
  'policy.admission.cell-unknown': say(
    '规则行“{row}”用了没有的条件列“{id}”。',
    '请删去该格，或加上这一列。',
    'The row "{row}" uses a column "{id}" that does not exist.',
    'Remove the cell, or add the column.',
  ),
  'policy.admission.input': say(
    '条件列“{name}”读的“{path}”不是“是或否”的项目。',
    '请改选一个是或否的项目。',
    'The column "{name}" reads "{path}", which is not a yes-or-no fact.',
    'Choose a yes-or-no fact.',
  ),
} as const satisfies Partial<Record<FindingCode, Sentence>>
