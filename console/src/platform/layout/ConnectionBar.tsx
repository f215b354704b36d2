import { DisconnectOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../format/format.ts'
import { useConnection } from '../live/stream.ts'
import { useNow } from '../now.ts'
import css from './Shell.module.css'

const QUIET = 2000

/** Says that the live connection is lost, for how long, and how old the figures are. A blink of two seconds is not worth a word. */
export function ConnectionBar() {
  const connection = useConnection()
  return connection.state === 'offline' ? <Offline since={connection.since} /> : null
}

function Offline({ since }: { since: number }) {
  const { t } = useTranslation()
  useNow()
  const lost = Date.now() - since
  if (lost < QUIET) return null
  const seconds = Math.floor(lost / 1000)
  const length = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <div className={`${css.strip} ${css.offline}`}>
      <DisconnectOutlined />
      <span role="status">{t('connection.lost')}</span>
      <span className="tabular" aria-hidden="true">
        {length}
      </span>
      <span>{t('connection.dataOf', { time: formatTime(since) })}</span>
    </div>
  )
}
