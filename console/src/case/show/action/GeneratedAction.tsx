import { useMemo, useState } from 'react'
import { SchemaForm } from '../../../platform/form/SchemaForm.tsx'
import { useChoices } from '../../use-choices.ts'
import { placeOf } from '../../refusal.ts'
import { RequestFailed } from '../../../platform/http.ts'
import type { ActionProps } from './action.ts'
import { AppealDecision, appealOfApproval } from './AppealFields.tsx'
import { generatedForm } from './generated-form.ts'

/**
 * 会议决议 and 会商纪要: the form is the schema of the command itself, narrowed to what the county allows. A meeting that grants an appeal against a rating
 * may give it other values.
 */
export function GeneratedAction({ action, view, policy, formId, onSend, error }: ActionProps) {
  const choices = useChoices(policy)
  const form = useMemo(() => generatedForm(action, view, policy), [action, view, policy])
  const problems = useMemo(() => {
    const inside = new RegExp(`^/${form.key}(/.+)$`).exec(placeOf(error))?.[1]
    return inside && error instanceof RequestFailed ? [{ at: inside, code: error.code, params: error.params }] : []
  }, [error, form.key])
  const appeal = appealOfApproval(view, action.approval)
  const [values, setValues] = useState<Record<string, number | string>>()
  return (
    <>
      {appeal && <AppealDecision view={view} policy={policy} {...appeal} values={values} onChange={setValues} />}
      <SchemaForm
        id={formId}
        bare
        schema={form.schema}
        choices={choices}
        problems={problems}
        onSubmit={(data) => onSend({ ...form.envelope, [form.key]: data, ...(appeal && values && { values }) })}
      />
    </>
  )
}
