import { Input, Radio } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SchemaForm } from '../../../platform/form/SchemaForm.tsx'
import { useOwnForm } from '../../../form/use-own-form.ts'
import { formOf } from '../../../policy-data/names.ts'
import { formProblems } from '../../refusal.ts'
import { useChoices } from '../../use-choices.ts'
import { Approvals } from '../Approvals.tsx'
import { seatOf, type ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import { AppealDecision, appealOfApproval } from './AppealFields.tsx'
import css from './action.module.css'

/** 签批: who has said what so far, then one's own word; anything but agreement needs reasons. */
export function SignAction({ action, view, policy, formId, onSend, error }: ActionProps) {
  const { t } = useTranslation('case')
  const choices = useChoices(policy)
  const problems = useMemo(() => formProblems(error), [error])
  const [stance, setStance] = useState<string>()
  const [comment, setComment] = useState('')
  const [missing, setMissing] = useState<{ stance?: boolean; comment?: boolean }>({})
  const [values, setValues] = useState<Record<string, number | string>>()
  const form = useOwnForm(formOf(policy, action.form), 'signApproval')
  const appeal = appealOfApproval(view, action.approval)
  const send = (data?: Record<string, unknown>) => {
    const words = comment.trim()
    const lacking = { stance: stance === undefined, comment: stance !== undefined && stance !== 'approve' && words === '' }
    setMissing(lacking)
    if (lacking.stance || lacking.comment) return Promise.resolve()
    return onSend({
      ...seatOf(action),
      stance,
      ...(words && { comment: words }),
      ...(appeal && stance === 'approve' && values && { values }),
      ...(data && { form: data }),
    })
  }
  const fields = (
    <>
      <Approvals view={view} policy={policy} only={action.approval} />
      <fieldset className={css.group}>
        <legend className={css.required}>{t('sign.title')}</legend>
        <Radio.Group
          value={stance}
          optionType="button"
          buttonStyle="solid"
          onChange={(event) => {
            setStance(String(event.target.value))
            setMissing({})
          }}
          options={(action.stances ?? ['approve', 'disapprove']).map((one) => ({ value: one, label: t(`stance.${one}`) }))}
        />
        {missing.stance && (
          <div className={css.problem} role="alert">
            {t('decide.missing')}
          </div>
        )}
      </fieldset>
      {appeal && stance === 'approve' && <AppealDecision view={view} policy={policy} {...appeal} values={values} onChange={setValues} />}
      <label className={stance !== undefined && stance !== 'approve' ? css.required : css.label} htmlFor={`${formId}-comment`}>
        {t('sign.comment')}
      </label>
      <Input.TextArea
        id={`${formId}-comment`}
        value={comment}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 8 }}
        status={missing.comment ? 'error' : undefined}
        onChange={(event) => {
          setComment(event.target.value)
          setMissing({})
        }}
      />
      {missing.comment && (
        <div className={css.problem} role="alert">
          {t('sign.commentMissing')}
        </div>
      )}
    </>
  )
  if (!form)
    return (
      <ActForm id={formId} onSend={() => void send()}>
        {fields}
      </ActForm>
    )
  return (
    <>
      {fields}
      <SchemaForm id={formId} bare schema={form.schema} order={form.order} choices={choices} problems={problems} onSubmit={send} />
    </>
  )
}
