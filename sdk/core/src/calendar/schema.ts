import Type, { type Static } from 'typebox'
import { civilDate, clockTime, identifier, label, strict } from '../shared/identifier.ts'

/** Opening hours of one day: half-open intervals `[from, to)`, in order, not overlapping. An empty list is a day off. */
export const dayHoursSchema = Type.Array(Type.Tuple([clockTime('开始'), clockTime('结束')]), {
  title: '办公时段',
  description: '如 08:30–12:00、13:30–17:30; 午休不在任何时段内, 因此不计时.',
  maxItems: 6,
})
export type DayHours = Static<typeof dayHoursSchema>

/** Hours for the week; key 1 is Monday, 7 is Sunday. A missing day is a day off. */
export const weekSchema = Type.Object(
  {
    1: Type.Optional(dayHoursSchema),
    2: Type.Optional(dayHoursSchema),
    3: Type.Optional(dayHoursSchema),
    4: Type.Optional(dayHoursSchema),
    5: Type.Optional(dayHoursSchema),
    6: Type.Optional(dayHoursSchema),
    7: Type.Optional(dayHoursSchema),
  },
  { ...strict, title: '每周办公时间' },
)
export type Week = Static<typeof weekSchema>

/** A part of the year with its own week, e.g. 夏季作息. `from`/`to` are month-days, inclusive, and may wrap round the new year. */
export const seasonSchema = Type.Object(
  {
    name: label('名称'),
    from: Type.String({ title: '起', pattern: '^\\d{2}-\\d{2}$' }),
    to: Type.String({ title: '止（含）', pattern: '^\\d{2}-\\d{2}$' }),
    week: weekSchema,
  },
  strict,
)

/**
 * A stretch of days that differs from the week. `holiday` = day off. `makeup` = a day worked in exchange (调休上班),
 * with the hours of a working weekday unless `hours` says otherwise. `custom` = the hours given, e.g. a half day.
 */
export const calendarExceptionSchema = Type.Object(
  {
    kind: Type.Enum(['holiday', 'makeup', 'custom'], { title: '类别', 'x-enum-names': ['放假', '调休上班', '特别安排'] }),
    from: civilDate('起'),
    to: civilDate('止（含）'),
    name: label('名称'),
    hours: Type.Optional(dayHoursSchema),
  },
  strict,
)
export type CalendarException = Static<typeof calendarExceptionSchema>

/** A working calendar: data with a source and a coverage. Beyond `coverage` every due time is provisional. */
export const calendarSchema = Type.Object(
  {
    id: identifier(),
    name: label(),
    utcOffsetMinutes: Type.Integer({
      title: '时区（分钟）',
      description: '固定偏移; 中国为 480. 不使用夏令时.',
      default: 480,
      minimum: -720,
      maximum: 840,
    }),
    week: weekSchema,
    makeupHours: Type.Optional(dayHoursSchema),
    seasons: Type.Optional(Type.Array(seasonSchema, { title: '季节作息', maxItems: 8 })),
    exceptions: Type.Array(calendarExceptionSchema, { title: '节假日与调休', maxItems: 2000 }),
    coverage: Type.Object(
      { from: civilDate('自'), to: civilDate('至（含）') },
      { ...strict, title: '已导入年份', description: '节假日安排已导入的范围; 之外的到期时间标为暂定.' },
    ),
    sources: Type.Array(
      Type.Object(
        {
          title: label('名称', 300),
          date: Type.Optional(civilDate('发布日期')),
          url: Type.Optional(Type.String({ title: '网址', maxLength: 500 })),
        },
        strict,
      ),
      { title: '依据' },
    ),
  },
  { ...strict, title: '工作日历' },
)
export type Calendar = Static<typeof calendarSchema>
