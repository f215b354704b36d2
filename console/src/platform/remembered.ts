/** One preference kept in this browser. Without storage (private windows) it lasts as long as the page. */
export function remembered<T extends string>(name: string, fallback: T): { read: () => T; write: (value: T) => void } {
  const key = `shaotai.${name}`
  let here: T | undefined
  return {
    read() {
      try {
        return here ?? (localStorage.getItem(key) as T | null) ?? fallback
      } catch {
        return here ?? fallback
      }
    },
    write(value) {
      here = value
      try {
        localStorage.setItem(key, value)
      } catch {
        // The value still holds for this page.
      }
    },
  }
}
