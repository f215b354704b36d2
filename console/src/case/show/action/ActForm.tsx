import type { ReactNode } from 'react'

/** The form of an act. Its button stands outside, in the bar of the page, and names the form by `id`. */
export function ActForm({ id, onSend, children }: { id: string; onSend: () => void; children?: ReactNode }) {
  return (
    <form
      id={id}
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      {children}
    </form>
  )
}
