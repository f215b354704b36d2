import type { PolicyDocument, PolicyVersion } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { API, request } from '../platform/http.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { printVersion } from './regulation.ts'
import { WordButton } from './WordButton.tsx'
import css from './publish.module.css'

/** What a version is taken along as: the regulation in Word or on paper, and the signed bundle other counties and the command line read; and what units said of it. */
export function VersionFiles({ version }: { version: PolicyVersion }) {
  const { t } = useTranslation('publish')
  const session = useSession()
  const { name: unitName } = useUnits()
  const paper = async () => {
    const { document } = await request<PolicyDocument>('GET', `/policies/${version.hash}`)
    return printVersion(document as unknown as Policy, version, { t, unitName })
  }
  return (
    <span className={css.acts}>
      <WordButton small paper={paper} />
      <Link className={css.act} to={`/policy/versions/${version.hash}/print`}>
        {t('files.print')}
      </Link>
      {hasAnyRole(session, ['policy-admin', 'policy-reviewer', 'vendor']) && (
        <Button type="link" size="small" href={`${API}/policy-versions/${version.version}/bundle`} download>
          {t('files.bundle')}
        </Button>
      )}
      {version.draft !== null && hasAnyRole(session, ['policy-admin', 'policy-reviewer']) && (
        <Link className={css.act} to={`/policy/review/${version.draft}?step=consult`}>
          {t('consult.record')}
        </Link>
      )}
    </span>
  )
}
