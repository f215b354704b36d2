import { ANSWERS } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { ChoiceForm } from './ChoiceForm.tsx'
import type { EntryActionProps } from './EntryActions.tsx'

/** 答复征求意见: agree, disagree or comment; whoever does not simply agree says why. */
export function AnswerForm({ formId, onSend }: EntryActionProps) {
  const { t } = useTranslation('ledger')
  return (
    <ChoiceForm
      formId={formId}
      title={t('answer.choose')}
      options={ANSWERS.map((one) => ({ value: one, label: t(`answer.${one}`) }))}
      plain="agree"
      onSend={(answer, text) => onSend({ answer, ...(text !== undefined && { text }) })}
    />
  )
}
