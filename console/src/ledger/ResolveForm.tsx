import { resolutionSchema } from '@shaotai/core'
import { useMemo } from 'react'
import { resolutionProblems } from './resolution-problems.ts'
import { seatOf } from '../case/show/action/action.ts'
import { SchemaForm } from '../platform/form/SchemaForm.tsx'
import type { EntryActionProps } from './EntryActions.tsx'

/** 录入会议决议: the resolution as one form; the result follows from its figures. */
export function ResolveForm({ action, formId, onSend, error }: EntryActionProps) {
  const problems = useMemo(() => resolutionProblems(error), [error])
  return (
    <SchemaForm
      id={formId}
      bare
      schema={resolutionSchema}
      problems={problems}
      onSubmit={(resolution) => onSend({ ...seatOf(action), resolution })}
    />
  )
}
