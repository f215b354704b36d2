import type { PolicyDraft } from '@shaotai/api'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'

const COLOURS = { draft: 'warning', submitted: 'processing', published: 'success', rejected: 'error', withdrawn: 'default' } as const

/** Where a draft stands. */
export function DraftTag({ draft }: { draft: Pick<PolicyDraft, 'status'> }) {
  const { t } = useTranslation('policy')
  return <Tag color={COLOURS[draft.status]}>{t(`status.${draft.status}`)}</Tag>
}
