import { fieldsOf, type FieldKind, type Form } from '@shaotai/core'
import { Alert, Button, Modal, Spin, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons'
import { failureText } from '../../platform/feedback/failure-text.ts'
import { formatMoment } from '../../platform/format/format.ts'
import { retypeField, type DesignField } from './edit-form.ts'
import { useFieldUsage } from './use-field-usage.ts'
import css from './designer.module.css'

export type RetypeDialogProps = {
  form: Form
  field: DesignField
  kind: FieldKind
  onRetype: () => void
  /** 另建新项: the old field goes out of use, a new one asks for the other kind. */
  onNew: () => void
  onClose: () => void
}

/** How many stored answers would mean something as another kind, a sample of them, and the way that loses nothing. */
export function RetypeDialog({ form, field, kind, onRetype, onNew, onClose }: RetypeDialogProps) {
  const { t } = useTranslation('form')
  const { t: platform } = useTranslation()
  const next = retypeField(form, field.id, kind)
  const { data, error } = useFieldUsage(form.id, field.id, fieldsOf(next.schema, next.schema).get(field.id))
  return (
    <Modal
      open
      title={t('retype.ask', { name: field.title, kind: t(`kind.${kind}`) })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type={data && data.unconverted > 0 ? 'primary' : 'default'} onClick={onNew}>
            {t('retype.new')}
          </Button>
          <Button type={data && data.unconverted > 0 ? 'default' : 'primary'} danger={!!data && data.unconverted > 0} onClick={onRetype}>
            {t('retype.change')}
          </Button>
        </>
      }
    >
      {!data && !error && (
        <p role="status">
          <Spin size="small" /> {t('usage.reading')}
        </p>
      )}
      {error && <Alert type="warning" showIcon title={failureText(error, platform).title} />}
      {data && (
        <>
          <p role="status">
            {data.values === 0
              ? t('retire.unfilled')
              : t('retype.counts', { values: data.values, fit: data.values - data.unconverted, lost: data.unconverted })}
          </p>
          {data.reached !== null && <p>{t('usage.reached', { time: formatMoment(data.reached) })}</p>}
          {data.sample.length > 0 && (
            <ul className={css.sample} aria-label={t('retype.sample')}>
              {data.sample.map((one, index) => (
                <li key={index /* answers repeat */}>
                  <Tag color={one.converts ? 'success' : 'error'} icon={one.converts ? <CheckCircleOutlined /> : <WarningOutlined />}>
                    {t(one.converts ? 'retype.fits' : 'retype.lost')}
                  </Tag>
                  {one.text}
                </li>
              ))}
            </ul>
          )}
          {data.unconverted > 0 && <p>{t('retype.note')}</p>}
        </>
      )}
    </Modal>
  )
}
