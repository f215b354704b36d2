import { FileWordOutlined } from '@ant-design/icons'
import type { PolicyDocument, PolicyVersion } from '@shaotai/api'
import { printPolicy, type Policy } from '@shaotai/core'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../platform/feedback/failure-text.ts'
import { formatDay } from '../platform/format/format.ts'
import { request } from '../platform/http.ts'
import { sayFailure } from '../platform/notification-provider.tsx'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { saveFile } from './save-file.ts'
import css from './publish.module.css'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** What a version is taken along as: the regulation in Word, and the signed bundle other counties and the command line read. */
export function VersionFiles({ version }: { version: PolicyVersion }) {
  const { t } = useTranslation('publish')
  const session = useSession()
  const units = useUnits()
  const [busy, setBusy] = useState(false)
  const number = { version: version.version }
  const word = async () => {
    setBusy(true)
    try {
      // Word is written in the browser, by a library that is fetched when somebody asks for it.
      const [{ writeWord }, { document }] = await Promise.all([
        import('@shaotai/office/word'),
        request<PolicyDocument>('GET', `/policies/${version.hash}`),
      ])
      const printed = printPolicy(document as unknown as Policy, {
        unitName: units.name,
        version: t('files.version', number),
        ...(version.state !== 'withdrawn' && { effectiveFrom: formatDay(version.effectiveAt, { year: true }) }),
      })
      saveFile(`${printed.title}-${t('files.version', number)}.docx`, await writeWord(printed), WORD)
    } catch (error) {
      sayFailure(failureText(error, t).title)
    } finally {
      setBusy(false)
    }
  }
  return (
    <span className={css.acts}>
      <Button type="link" size="small" icon={<FileWordOutlined aria-hidden="true" />} loading={busy} onClick={() => void word()}>
        {t('files.word')}
      </Button>
      {hasAnyRole(session, ['policy-admin', 'policy-reviewer', 'vendor']) && (
        <Button type="link" size="small" href={`/api/v1/policy-versions/${version.version}/bundle`} download>
          {t('files.bundle')}
        </Button>
      )}
    </span>
  )
}
