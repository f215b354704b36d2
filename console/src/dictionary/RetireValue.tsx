import type { FieldUsageAnswer } from '@shaotai/api'
import type { DictionaryEntry } from '@shaotai/core'
import { useQuery } from '@tanstack/react-query'
import { Modal, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../platform/format/format.ts'
import { request } from '../platform/http.ts'
import type { FieldUse } from './uses-of-dictionary.ts'

type Props = { entry: DictionaryEntry; uses: readonly FieldUse[]; onRetire: () => void; onClose: () => void }

/** 停用 of a value: in how many cases somebody chose it, before it is offered no more. */
export function RetireValue({ entry, uses, onRetire, onClose }: Props) {
  const { t } = useTranslation('dictionary')
  const counted = uses.filter((use) => !use.inTable)
  const { data, error } = useQuery({
    queryKey: ['policy', 'value-usage', entry.id, counted.map((use) => `${use.form}/${use.field}`)],
    queryFn: () =>
      Promise.all(
        counted.map(({ form, field }) => request<FieldUsageAnswer>('POST', '/form-field-usages', { form, field, value: entry.id })),
      ),
    staleTime: 30_000,
  })
  const cases = data?.reduce((sum, one) => sum + one.holding, 0) ?? 0
  const reached = data?.map((one) => one.reached).filter((one) => one !== null) ?? []
  return (
    <Modal
      open
      title={t('retire.ask', { name: entry.name })}
      okText={t('retire')}
      okButtonProps={{ danger: true }}
      cancelText={t('cancel')}
      onOk={onRetire}
      onCancel={onClose}
    >
      <p role="status">
        {data && (cases > 0 ? t('retire.used', { count: cases }) : t('retire.unused'))}
        {!data && error && t('retire.failed')}
        {!data && !error && (
          <>
            <Spin size="small" /> {t('retire.reading')}
          </>
        )}
      </p>
      {reached.length > 0 && <p>{t('retire.reached', { time: formatMoment(Math.max(...reached)) })}</p>}
      {counted.length < uses.length && <p>{t('retire.rows')}</p>}
      <p>{t('retire.note')}</p>
    </Modal>
  )
}
