import { useTranslation } from 'react-i18next'
import type { YearDay } from './calendar-days.ts'

/** A day in words: 10月1日 周四 节假日 国庆节. */
export function useDayText(): (day: YearDay) => string {
  const { t } = useTranslation('calendar')
  return ({ date, weekday, mark, name, covered }) => {
    const text = t('day.label', {
      date: t('date', { month: Number(date.slice(5, 7)), day: Number(date.slice(8)) }),
      weekday: t(`weekday.${weekday}`),
      mark: t(`mark.${mark}`),
      name: name ?? '',
    }).trim()
    return covered ? text : `${text} ${t('uncovered')}`
  }
}
