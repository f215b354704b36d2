import { REMAINING_EDGES, type Remaining } from '@shaotai/core'
import { BarChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { formatDuration, formatNumber } from '../../platform/format/format.ts'
import { COLOURS, FONT } from '../../platform/theme.ts'
import css from './designer.module.css'

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

/** How much time was left when clocks ended, under both versions; what is left of the middle was late. The table below says the same. */
export function TimeLeftChart({ remaining }: { remaining: Remaining }) {
  const { t } = useTranslation('sla')
  const host = useRef<HTMLDivElement>(null)
  const labels = bars().map(({ from, to }) => labelOf(t, from, to))
  const key = JSON.stringify([remaining, labels])
  useEffect(() => {
    if (!host.current) return undefined
    const [data, names] = JSON.parse(key) as [Remaining, string[]]
    const chart = init(host.current, null, { renderer: 'svg' })
    const series = (name: string, values: readonly number[], color: string) => ({
      type: 'bar' as const,
      name,
      data: [...values],
      itemStyle: { color },
      barGap: '10%',
    })
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: FONT, fontSize: 12, color: COLOURS.text },
      grid: { left: 4, right: 8, top: 34, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, selectedMode: false },
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      xAxis: {
        type: 'category',
        data: names,
        axisTick: { show: false },
        axisLabel: { fontSize: 12, interval: 0, width: 54, overflow: 'break' },
      },
      yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: COLOURS.border } } },
      series: [series(t('sim.inForce'), data.before, '#9db4cf'), series(t('sim.draft'), data.after, COLOURS.primary)],
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(host.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [key, t])
  return (
    <>
      <div ref={host} role="img" aria-label={t('sim.leftLabel')} className={css.histogram} />
      <table className="visually-hidden">
        <caption>{t('sim.leftLabel')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('sim.left')}</th>
            <th scope="col">{t('sim.inForce')}</th>
            <th scope="col">{t('sim.draft')}</th>
          </tr>
        </thead>
        <tbody>
          {labels.map((label, index) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{formatNumber(remaining.before[index] ?? 0)}</td>
              <td>{formatNumber(remaining.after[index] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function bars(): { from: number | undefined; to: number | undefined }[] {
  return Array.from({ length: REMAINING_EDGES.length + 1 }, (_, index) => ({
    from: REMAINING_EDGES[index - 1],
    to: REMAINING_EDGES[index],
  }))
}

function labelOf(t: TFunction<'sla'>, from: number | undefined, to: number | undefined): string {
  const late = (to ?? 1) <= 0
  const [near, far] = late ? [to ?? 0, from] : [from ?? 0, to]
  const side = late ? 'over' : 'leftOf'
  const text = (ms: number) => formatDuration(Math.abs(ms))
  if (far === undefined) return t(`sim.${side}.beyond`, { length: text(near) })
  return t(`sim.${side}.within`, { length: text(far) })
}
