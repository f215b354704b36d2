import { useEffect, useRef } from 'react'
import type { LiveEvent } from '@shaotai/api'
import { stream } from './stream.ts'

/** Calls `heard` for every live change of these topics, and with nothing after an interruption, when anything may have changed. */
export function useLive(topics: readonly string[], heard: (change: LiveEvent | undefined) => void, enabled = true): void {
  const latest = useRef(heard)
  latest.current = heard
  const wanted = topics.join(' ')
  useEffect(() => {
    if (!enabled) return undefined
    return stream.onChange((change) => {
      if (change === 'everything') latest.current(undefined)
      else if (wanted.split(' ').includes(change.topic)) latest.current(change)
    })
  }, [wanted, enabled])
}
