import { AlertFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { takeAlarm, useAlarm } from '../live/alerts.ts'
import css from './Shell.module.css'

/** The visual twin of the alarm: a red strip across the page until somebody takes it. */
export function AlarmStrip() {
  const { t } = useTranslation()
  const alarm = useAlarm()
  if (!alarm) return null
  return (
    <div className={`${css.strip} ${css.alarm}`} role="alert">
      <AlertFilled />
      <span className={css.alarmText}>{alarm.to ? <Link to={alarm.to}>{alarm.title}</Link> : alarm.title}</span>
      <Button onClick={takeAlarm}>{t('alarm.take')}</Button>
    </div>
  )
}
