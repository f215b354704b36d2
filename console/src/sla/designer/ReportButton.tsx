import { FileWordOutlined } from '@ant-design/icons'
import { policyHash } from '@shaotai/core'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatStamp } from '../../platform/format/format.ts'
import { say, sayFailure } from '../../platform/notification-provider.tsx'
import { serverNow } from '../../platform/now.ts'
import { saveFile, WORD } from '../../platform/save-file.ts'
import { useSession } from '../../platform/session.ts'
import { reportOf } from './report.ts'
import type { Answer } from './simulation.ts'

type Props = {
  answer: Answer
  /** What the figures were made of, in words. */
  dataset: string
  invented: boolean
  unitName: (id: string) => string
}

/** Saves what is on screen as a Word report of one page: figures, data, both hashes, when and by whom. */
export function ReportButton({ answer, dataset, invented, unitName }: Props) {
  const { t } = useTranslation('sla')
  const session = useSession()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const made = serverNow()
      const { draft, base, replay } = answer
      const facts = {
        dataset,
        invented,
        draftHash: policyHash(draft),
        baseHash: policyHash(base),
        made: formatStamp(made),
        by: session?.name ?? '',
        unitName,
      }
      const { writeReport } = await import('@shaotai/office/word')
      const bytes = await writeReport(reportOf(replay, { draft, base }, facts, t))
      saveFile(`${t('report.title')} ${formatStamp(made).replace(':', '')}.docx`, new Uint8Array(bytes), WORD)
      say(t('report.saved'))
    } catch {
      sayFailure(t('report.failed'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button icon={<FileWordOutlined />} loading={busy} onClick={() => void save()}>
      {t('report.save')}
    </Button>
  )
}
