import { BarChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { COLOURS, FONT } from '../platform/theme.ts'

use([BarChart, GridComponent, TooltipComponent, SVGRenderer])

export type ScoreBarRow = { id: string; name: string; value: number; text: string }
type Props = { rows: readonly ScoreBarRow[]; own: string | undefined; label: string; onOpen: (id: string) => void }

const ROW = 30

/** Scores as horizontal bars, best on top. The table beside it says the same to those who cannot see it. */
export function ScoreChart({ rows, own, label, onOpen }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const open = useRef(onOpen)
  useEffect(() => {
    open.current = onOpen
  })
  useEffect(() => {
    if (!host.current) return undefined
    const chart = init(host.current, null, { renderer: 'svg' })
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: FONT, fontSize: 13, color: COLOURS.text },
      grid: { left: 4, right: 52, top: 4, bottom: 4, containLabel: true },
      xAxis: { type: 'value', show: false, min: 0, max: Math.max(100, ...rows.map((row) => row.value)) },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map((row) => row.name),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: COLOURS.text, fontSize: 13, width: 132, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          barWidth: 14,
          data: rows.map((row) => ({
            value: row.value,
            itemStyle: { color: row.id === own ? COLOURS.primary : '#9db4cf' },
            label: { formatter: row.text },
          })),
          label: { show: true, position: 'right', color: COLOURS.text, fontSize: 13 },
          cursor: 'pointer',
        },
      ],
    })
    chart.on('click', (event) => {
      const row = rows[event.dataIndex]
      if (row) open.current(row.id)
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(host.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [rows, own])
  return <div ref={host} role="img" aria-label={label} style={{ height: rows.length * ROW + 8 }} />
}
