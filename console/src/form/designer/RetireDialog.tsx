import { Modal, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../platform/feedback/failure-text.ts'
import { formatMoment } from '../../platform/format/format.ts'
import type { DesignField } from './edit-form.ts'
import { useFieldUsage } from './use-field-usage.ts'

/** 停用: how many cases filled the field in, before it goes out of use. */
export function RetireDialog({
  form,
  field,
  onRetire,
  onClose,
}: {
  form: string
  field: DesignField
  onRetire: () => void
  onClose: () => void
}) {
  const { t } = useTranslation('form')
  const { t: platform } = useTranslation()
  const { data, error } = useFieldUsage(form, field.id)
  return (
    <Modal
      open
      title={t('retire.ask', { name: field.title })}
      okText={t('retire')}
      okButtonProps={{ danger: true }}
      cancelText={t('cancel')}
      onOk={onRetire}
      onCancel={onClose}
    >
      <p role="status">
        {data ? (
          data.cases > 0 ? (
            t('retire.filled', { count: data.cases })
          ) : (
            t('retire.unfilled')
          )
        ) : error ? (
          failureText(error, platform).title
        ) : (
          <>
            <Spin size="small" /> {t('usage.reading')}
          </>
        )}
      </p>
      {data?.reached != null && <p>{t('usage.reached', { time: formatMoment(data.reached) })}</p>}
      <p>{t('retire.note')}</p>
    </Modal>
  )
}
