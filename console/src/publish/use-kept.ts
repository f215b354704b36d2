import { useCallback, useState } from 'react'

/** A form's state kept for the browser tab: who has to sign in again in the middle finds it as it was. Never for passwords. */
export function useKept<T>(key: string, initial: T): [T, (next: T) => void, () => void] {
  const place = `shaotai.kept.${key}`
  const [value, setValue] = useState<T>(() => read<T>(place) ?? initial)
  const keep = useCallback(
    (next: T) => {
      setValue(next)
      try {
        sessionStorage.setItem(place, JSON.stringify(next))
      } catch {
        // The value still holds for this page.
      }
    },
    [place],
  )
  const forget = useCallback(() => sessionStorage.removeItem(place), [place])
  return [value, keep, forget]
}

function read<T>(place: string): T | undefined {
  try {
    const text = sessionStorage.getItem(place)
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}
