import type { FieldKind } from '@shaotai/core'

/** The kinds of field as the palette offers them. */
export const PALETTE: readonly { readonly group: string; readonly kinds: readonly FieldKind[] }[] = [
  { group: 'common', kinds: ['text', 'long-text', 'choice', 'yes-no', 'date-time'] },
  { group: 'basic', kinds: ['number', 'money', 'date', 'time', 'choices', 'cascade'] },
  { group: 'place', kinds: ['place', 'photos', 'files', 'signature'] },
  { group: 'people', kinds: ['unit', 'person', 'item'] },
  { group: 'layout', kinds: ['section', 'table', 'computed'] },
]
