import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about the responsibility list and its routes. */
export const LIST_SENTENCES = {
  'policy.item.lead-among-cooperating': say(
    '牵头部门同时列为配合部门。',
    '请从配合部门中删去。',
    'The lead is also listed as cooperating.',
    'Remove it from the cooperating units.',
  ),
  'policy.item.no-basis': say(
    '没有写监督执法依据。',
    '请至少写一条法律法规或文件依据。',
    'It has no legal basis.',
    'State at least one law or document.',
  ),
  'policy.item.same-name-different-lead': say(
    '与另一条同名事项的牵头部门不同。',
    '同一事项只能有一个牵头部门，请合并或改名区分。',
    'Another item of the same name has a different lead.',
    'One matter has one lead: merge them, or name them apart.',
  ),
  'policy.item.dates-reversed': say('废止日早于施行日。', '请核对两个日期。', 'It ends before it takes effect.', 'Check the two dates.'),
  'policy.item.versions-overlap': say(
    '与它取代的“{other}”有一段时间同时施行。',
    '请让旧事项在新事项施行的前一天废止。',
    'It is in force together with "{other}", which it replaces.',
    'End the old item the day before the new one begins.',
  ),
  'policy.route.lead-among-cooperating': say(
    '牵头单位同时列为配合单位。',
    '请从配合单位中删去。',
    'The lead is also listed as cooperating.',
    'Remove it from the cooperating units.',
  ),
  'policy.route.same-condition': say(
    '与规则“{other}”条件相同而牵头单位不同。',
    '请合并，或把条件写出区别。',
    'It has the same condition as "{other}" but another lead.',
    'Merge them, or make the conditions differ.',
  ),
  'policy.route.never-reached': say(
    '与排在前面的“{other}”条件相同，永远轮不到。',
    '可以删去。',
    '"{other}" before it has the same condition, so it is never reached.',
    'It can be removed.',
  ),
} as const satisfies Partial<Record<FindingCode, Sentence>>
