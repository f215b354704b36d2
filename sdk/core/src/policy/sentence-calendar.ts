import type { CalendarProblem } from '../calendar/check.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about calendars, one per problem their own check can find. */
export const CALENDAR_SENTENCES: Record<CalendarProblem['code'], Sentence> = {
  'calendar.hours.empty': say(
    '有一段办公时间没有长度。',
    '止须晚于起；休息日请留空。',
    'A stretch of opening hours is empty.',
    'It must end after it begins; leave days off empty.',
  ),
  'calendar.hours.unordered': say(
    '办公时段 {from}—{to} 排在了更晚的时段后面。',
    '请从早到晚排列。',
    'The hours {from}–{to} stand after later ones.',
    'Write them from early to late.',
  ),
  'calendar.hours.overlapping': say(
    '办公时段 {from}—{to} 与前一段（至 {before}）重叠。',
    '请改开两段。',
    'The hours {from}–{to} overlap the stretch before, which ends at {before}.',
    'Separate the two.',
  ),
  'calendar.date.invalid': say('日期“{date}”不存在。', '请改为真实日期。', 'The date "{date}" does not exist.', 'Use a real date.'),
  'calendar.season.invalid-date': say(
    '季节作息“{name}”的日期“{date}”不存在。',
    '请改为真实的月日。',
    'The season "{name}" has the date "{date}", which does not exist.',
    'Use a real month and day.',
  ),
  'calendar.season.overlapping': say(
    '季节作息“{name}”与“{with}”重叠，以排在前面的为准。',
    '请改开两段，免得看错。',
    'The seasons "{name}" and "{with}" overlap; the first in the list decides.',
    'Separate them so that nobody needs to know.',
  ),
  'calendar.season.no-hours': say(
    '季节作息“{name}”没有任何办公时间。',
    '请填写，或删去该季节。',
    'The season "{name}" has no opening hours.',
    'Fill them in, or remove the season.',
  ),
  'calendar.week.no-hours': say(
    '一周没有任何办公时间，按工作时间计的时限永远到不了期。',
    '请填每周办公时间。',
    'The week has no opening hours, so working time never passes.',
    'Fill in the hours of the week.',
  ),
  'calendar.exception.reversed': say(
    '“{name}”的止日早于起日。',
    '请核对起止日期。',
    '"{name}" ends before it begins.',
    'Check both dates.',
  ),
  'calendar.exception.outside-coverage': say(
    '“{name}”不在已导入的范围内。',
    '请扩大已导入年份，或删去。',
    '"{name}" lies outside the dates that are covered.',
    'Extend the coverage, or remove it.',
  ),
  'calendar.exception.overlapping': say(
    '“{name}”与“{with}”落在同一天，类别不同。',
    '请改开两段，免得看错。',
    '"{name}" and "{with}" fall on the same day but differ.',
    'Separate them so that nobody needs to know which decides.',
  ),
  'calendar.exception.no-hours': say(
    '调休上班“{name}”没有办公时间。',
    '请填写，或不填以沿用平日作息。',
    'The make-up workday "{name}" has no hours.',
    'Fill them in, or leave them out to use those of a weekday.',
  ),
  'calendar.coverage.reversed': say(
    '已导入年份的止日早于起日。',
    '请核对两个日期。',
    'The coverage ends before it begins.',
    'Check both dates.',
  ),
  'calendar.coverage.ends-soon': say(
    '节假日只导入到 {to}，之后的到期时间将是暂定的。',
    '节假日安排公布后，请至少导入到 {needed}。',
    'Holidays are known only up to {to}; later due times will be provisional.',
    'Once the arrangement is published, import it up to {needed} at least.',
  ),
}
