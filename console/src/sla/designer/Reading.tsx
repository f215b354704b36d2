import { Alert, Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../platform/format/format.ts'
import type { Reading as State } from './simulation.ts'
import css from './designer.module.css'

/** How far the year of cases is read; it can be given up and begun again. */
export function Reading({ reading, onRead, onCancel }: { reading: State; onRead: () => void; onCancel: () => void }) {
  const { t } = useTranslation('sla')
  if (reading.phase === 'failed')
    return (
      <Alert
        type="error"
        showIcon
        title={reading.status === 403 ? t('sim.failed.rights') : t('sim.failed')}
        action={<Button onClick={onRead}>{t('sim.again')}</Button>}
      />
    )
  if (reading.phase === 'idle') return <p className={css.quiet}>{t('sim.idle')}</p>
  if (reading.phase !== 'reading') return null
  const { read, total } = reading
  return (
    <div className={css.reading} role="status">
      <p>{total > 0 ? t('sim.reading', { read: formatNumber(read), total: formatNumber(total) }) : t('sim.begin')}</p>
      <Progress percent={total > 0 ? Math.floor((read / total) * 100) : 0} showInfo={false} aria-label={t('sim.begin')} />
      <Button onClick={onCancel}>{t('sim.cancel')}</Button>
    </div>
  )
}
