import { BellOutlined, NotificationOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { setDuty, useDuty } from '../platform/live/sound.ts'

/** 开始值守: new whistles sound in this browser until the watch ends. */
export function DutySwitch() {
  const { t } = useTranslation('dispatch')
  const on = useDuty()
  return (
    <Button aria-pressed={on} icon={on ? <NotificationOutlined /> : <BellOutlined />} onClick={() => setDuty(!on)} title={t('duty.hint')}>
      {t(on ? 'duty.stop' : 'duty.start')}
    </Button>
  )
}
