import { useTranslation } from 'react-i18next'
import { seatOf } from '../case/show/action/action.ts'
import { ChoiceForm } from './ChoiceForm.tsx'
import type { EntryActionProps } from './EntryActions.tsx'

/** 签批: what a seat of an approval says; anything but yes needs words. */
export function SignForm({ action, formId, onSend }: EntryActionProps) {
  const { t } = useTranslation('ledger')
  return (
    <ChoiceForm
      formId={formId}
      title={t('sign.choose')}
      options={(action.stances ?? []).map((one) => ({ value: one, label: t(`stance.${one}`) }))}
      plain="approve"
      onSend={(stance, comment) => onSend({ ...seatOf(action), stance, ...(comment !== undefined && { comment }) })}
    />
  )
}
