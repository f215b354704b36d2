import { useEffect, useRef } from 'react'

/** Single keys of the desk; they rest while somebody types, holds a modifier, or a dialog is open. */
export function useDeskKeys(keys: Readonly<Record<string, () => void>>, enabled: boolean): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    if (!enabled) return undefined
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return
      const name = event.key.length === 1 ? event.key.toLowerCase() : event.key
      const target = event.target instanceof Element ? event.target : null
      if (target?.closest('input, textarea, select, [contenteditable], [role="combobox"], [role="dialog"], [role="menu"]')) return
      // A focused button or link keeps its own Enter, except the rows of the queue.
      if (name === 'Enter' && target?.closest('button, a') && !target.closest('[aria-current]')) return
      const act = latest.current[name]
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [enabled])
}
