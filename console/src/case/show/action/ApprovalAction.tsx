import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Approvals } from '../Approvals.tsx'
import { seatOf, type SeatedActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import css from './action.module.css'

/** The small acts on an approval: 减签, 撤回送审, 再送审, 抄送已阅 in one click, 委派答复 and 回避 with words. */
export function ApprovalAction({ action, view, policy, formId, onSend }: SeatedActionProps) {
  const { t } = useTranslation('case')
  const [text, setText] = useState('')
  const [missing, setMissing] = useState(false)
  const { command } = action
  const required = command === 'advise' || command === 'recuse'
  const send = () => {
    const words = text.trim()
    setMissing(required && words === '')
    if (required && words === '') return
    if (command === 'recuse') return void onSend({ reason: { text: words } })
    if (command === 'advise') return void onSend({ ...seatOf(action), text: words })
    if (command === 'removeSeat') return void onSend(seatOf(action))
    void onSend({
      ...(action.approval && { approval: action.approval }),
      ...(command === 'resubmit' && words && { reason: { text: words } }),
    })
  }
  return (
    <ActForm id={formId} onSend={send}>
      {action.approval && <Approvals view={view} policy={policy} only={action.approval} />}
      {(required || command === 'resubmit') && (
        <>
          <label className={required ? css.required : css.label} htmlFor={`${formId}-words`}>
            {t(`words.${command}`)}
          </label>
          <Input.TextArea
            id={`${formId}-words`}
            value={text}
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            status={missing ? 'error' : undefined}
            onChange={(event) => {
              setText(event.target.value)
              setMissing(false)
            }}
          />
        </>
      )}
      {missing && (
        <div className={css.problem} role="alert">
          {t('progress.missing')}
        </div>
      )}
    </ActForm>
  )
}
