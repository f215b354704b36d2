import { conditionVocabulary, FACT_VOCABULARY, type ConditionPlace, type PolicyKind } from '@shaotai/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Choice } from '../platform/form/context.ts'
import { focusField, SchemaForm } from '../platform/form/SchemaForm.tsx'
import { useEditing } from './editing.ts'
import type { Schema } from './kinds.ts'
import { withReferences } from './with-references.ts'

export type ObjectFormProps = {
  schema: Schema
  value: Readonly<Record<string, unknown>>
  onChange: (value: Record<string, unknown>, place: string) => void
  readOnly: boolean
  units: readonly Choice[]
  sentence: (value: unknown) => string | undefined
  onOpenCode: (at: string) => void
  /** Puts the focus into the field at this pointer, once. */
  focus?: string
}

/** The form of one object of a rule, generated from its schema; every edit is handed on at once. */
export function ObjectForm({ schema, value, onChange, readOnly, units, sentence, onOpenCode, focus }: ObjectFormProps) {
  const host = useRef<HTMLDivElement>(null)
  const { policy, kind } = useEditing()
  // The flow under edit names its own states; typing elsewhere must not build the form anew.
  const { categories, responsibilities, flows, forms, calendars, sla, guides } = policy
  const states = JSON.stringify((value as { states?: unknown }).states ?? null)
  const drawn = useMemo(
    () => withReferences(schema, { policy, units, own: { states: JSON.parse(states) as unknown } }),
    // Only these parts are referred to.
    [schema, units, states, categories, responsibilities.domains, flows, forms, calendars, sla, guides], // oxlint-disable-line react/exhaustive-deps -- see above
  )
  const choices = useMemo(() => ({ unit: units }), [units])
  const facts = useMemo(
    () => (kind === 'scoring' ? FACT_VOCABULARY(policy) : conditionVocabulary(policy, PLACES[kind] ?? 'notice')),
    // Only these parts name facts and their values.
    [kind, categories, policy.responsibilities, flows, forms, sla, policy.sources, policy.supervision], // oxlint-disable-line react/exhaustive-deps -- see above
  )
  // What this form itself sent up comes back as `value`; passing it down again would drop groups that are still empty.
  const [echo, setEcho] = useState({ given: value, sent: value })
  if (value !== echo.given && value !== echo.sent) setEcho({ given: value, sent: value })
  useEffect(() => {
    if (focus === undefined) return undefined
    const timer = setTimeout(() => {
      const root = host.current?.querySelector<HTMLElement>('[data-field]')
      if (root?.dataset['field']) focusField(host.current, root.dataset['field'], focus)
    }, 120)
    return () => clearTimeout(timer)
  }, [focus])
  return (
    <div ref={host}>
      <SchemaForm
        schema={drawn}
        value={echo.given}
        bare
        dense
        readOnly={readOnly}
        choices={choices}
        facts={facts}
        sentence={(_schema, inner) => sentence(inner)}
        onOpenCode={onOpenCode}
        onChange={(next) => {
          setEcho((before) => ({ ...before, sent: next }))
          onChange(next, firstPlace(echo.sent, next))
        }}
      />
    </div>
  )
}

/** What conditions of a kind may be about, where it is less than everything. */
const PLACES: Partial<Record<PolicyKind, ConditionPlace>> = {
  categories: 'case',
  admission: 'case',
  responsibilities: 'case',
  sla: 'assignment',
}

/** Which member changed: one stretch of typing in it is one step to undo. */
function firstPlace(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): string {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].find((key) => before[key] !== after[key] && JSON.stringify(before[key]) !== JSON.stringify(after[key])) ?? ''
}
