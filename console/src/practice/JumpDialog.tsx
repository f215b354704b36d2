import { DatePicker, Modal } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { civilToInstant, instantToCivil } from '../platform/form/civil-time.ts'
import { countyOffset } from '../platform/format/county-time.ts'
import { serverNow } from '../platform/now.ts'
import css from './practice.module.css'

/** 跳到某日某时: the practice clock only goes forward. */
export function JumpDialog({ onJump, onClose }: { onJump: (at: number) => void; onClose: () => void }) {
  const { t } = useTranslation('practice')
  const offset = countyOffset()
  const [at, setAt] = useState(() => serverNow() + 86_400_000)
  const isLater = at > serverNow()
  return (
    <Modal
      open
      title={t('jump.title')}
      okText={t('jump.ok')}
      cancelText={t('again.cancel')}
      okButtonProps={{ disabled: !isLater }}
      onOk={() => onJump(at)}
      onCancel={onClose}
    >
      <p>{t('jump.note')}</p>
      <DatePicker
        aria-label={t('jump.moment')}
        className={css.moment}
        showTime={{ format: 'HH:mm', minuteStep: 5 }}
        format="YYYY-MM-DD HH:mm"
        allowClear={false}
        minDate={dayjs(instantToCivil(serverNow(), offset))}
        value={dayjs(instantToCivil(at, offset))}
        onChange={(next) => next && setAt(civilToInstant(next.format('YYYY-MM-DDTHH:mm'), offset))}
      />
      {!isLater && <p role="alert">{t('jump.later')}</p>}
    </Modal>
  )
}
