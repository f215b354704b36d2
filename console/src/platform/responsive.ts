import { useSyncExternalStore } from 'react'

const PHONE = '(max-width: 640px)'
const NARROW = '(max-width: 1100px)'

/** Phones: bottom tabs, one column, larger targets. */
export const usePhone = () => useMedia(PHONE)
/** Small windows: the left menu folds to icons. */
export const useNarrow = () => useMedia(NARROW)
/** People who asked their system for less motion. */
export const useStill = () => useMedia('(prefers-reduced-motion: reduce)')

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}
