import { LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { COLOURS, FONT } from '../../platform/theme.ts'
import { placesWon, type ComparedSubject } from './movement.ts'

use([LineChart, GridComponent, SVGRenderer])

type Props = { subjects: readonly ComparedSubject[]; name: (id: string) => string; label: string; sides: readonly [string, string] }

const ROW = 22
const LONGEST = 7

/** Ranks now and then, one line for each that moves; up is green and solid, down red and dashed. The table below says the same. */
export function SlopeChart({ subjects, name, label, sides }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const [now, then] = sides
  const moved = subjects.filter((one) => (placesWon(one) ?? 0) !== 0)
  const ranks = moved.flatMap((one) => [one.rankBefore ?? 0, one.rankAfter ?? 0])
  const [first, last] = [Math.min(...ranks), Math.max(...ranks)]
  const height = Math.min(360, (last - first + 1) * ROW + 56)
  useEffect(() => {
    if (!host.current) return undefined
    const chart = init(host.current, null, { renderer: 'svg' })
    const short = (id: string) => {
      const text = name(id)
      return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
    }
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: FONT, fontSize: 12, color: COLOURS.text },
      grid: { left: 118, right: 118, top: 30, bottom: 8 },
      xAxis: {
        type: 'category',
        data: [now, then],
        position: 'top',
        boundaryGap: false,
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: COLOURS.textSecond, fontSize: 12 },
      },
      yAxis: { type: 'value', inverse: true, min: first - 0.5, max: last + 0.5, show: false },
      series: moved.map((one) => {
        const won = placesWon(one) ?? 0
        const colour = won > 0 ? COLOURS.green : COLOURS.red
        return {
          type: 'line',
          symbol: won > 0 ? 'circle' : 'rect',
          symbolSize: 7,
          lineStyle: { color: colour, width: 2, type: won > 0 ? 'solid' : 'dashed' },
          itemStyle: { color: colour },
          data: [
            { value: one.rankBefore, label: { show: true, position: 'left', formatter: `${short(one.subject)} ${one.rankBefore}` } },
            { value: one.rankAfter, label: { show: true, position: 'right', formatter: `${one.rankAfter} ${short(one.subject)}` } },
          ],
        }
      }),
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(host.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [moved, first, last, name, now, then])
  return <div ref={host} role="img" aria-label={label} style={{ height }} />
}
