import { FileWordOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../platform/feedback/failure-text.ts'
import { sayFailure } from '../platform/notification-provider.tsx'
import { saveAsWord, type Paper } from './regulation.ts'

/** Takes a regulation along in Word. `small`: as a link in a row. */
export function WordButton({ paper, small = false }: { paper: () => Paper | Promise<Paper>; small?: boolean }) {
  const { t } = useTranslation('publish')
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      await saveAsWord(await paper())
    } catch (error) {
      sayFailure(failureText(error, t).title)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      {...(small && { type: 'link', size: 'small' })}
      icon={<FileWordOutlined aria-hidden="true" />}
      loading={busy}
      onClick={() => void save()}
    >
      {t('files.word')}
    </Button>
  )
}
