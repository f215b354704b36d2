import { objectName, type Policy } from '@shaotai/core'
import { Button, Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { formatDay, formatMoment } from '../platform/format/format.ts'
import { serverNow } from '../platform/now.ts'
import { kindAt } from './kinds.ts'
import { rankUsage, type KindUsage, type UsedThing } from './rank-usage.ts'
import { usePolicyUsage } from './use-usage.ts'
import css from './policy.module.css'

/** Names of one line before the rest is folded away. */
const SHOWN = 6

/** What of the policy in force last year's cases never used, and what they used least (用得最少、没人命中). */
export function UsageCard({ policy, hash }: { policy: Policy; hash: string }) {
  const { t } = useTranslation('policy')
  const usage = usePolicyUsage()
  const { data } = usage
  return (
    <Card size="small" title={t('usage.title')} className={css.checkCard}>
      {usage.error ? (
        <ErrorState error={usage.error} onRetry={() => void usage.refetch()} />
      ) : !data ? (
        <PageLoading rows={4} />
      ) : data.countedAt === null ? (
        <p className={css.nothing}>{t('usage.notYet')}</p>
      ) : data.cases === 0 ? (
        <p className={css.nothing}>{t('usage.noCases')}</p>
      ) : (
        <>
          <p className={css.nothing}>
            {t('usage.read', {
              count: data.cases,
              since: formatDay(data.since, { year: true }),
              moment: formatMoment(data.countedAt, { now: serverNow() }),
            })}
          </p>
          <dl className={css.usage}>
            {rankUsage(policy, data).map((one) => (
              <Kind key={one.kind} usage={one} policy={policy} hash={hash} />
            ))}
          </dl>
        </>
      )}
    </Card>
  )
}

function Kind({ usage: { kind, of, never, least }, policy, hash }: { usage: KindUsage; policy: Policy; hash: string }) {
  const { t } = useTranslation('policy')
  const [open, setOpen] = useState(false)
  const shown = open ? never : never.slice(0, SHOWN)
  return (
    <>
      <dt>{t(`usage.${kind}`)}</dt>
      <dd>
        {never.length === 0 ? (
          t('usage.allUsed', { count: of })
        ) : (
          <>
            {t('usage.never', { count: never.length, of })}
            <Names things={shown} policy={policy} hash={hash} />
            {never.length > shown.length && (
              <Button type="link" size="small" onClick={() => setOpen(true)}>
                {t('usage.more', { count: never.length - shown.length })}
              </Button>
            )}
          </>
        )}
        {least.length > 0 && (
          <small>
            {t('usage.least')}
            <Names things={least} policy={policy} hash={hash} counted />
          </small>
        )}
      </dd>
    </>
  )
}

function Names({
  things,
  policy,
  hash,
  counted = false,
}: {
  things: readonly UsedThing[]
  policy: Policy
  hash: string
  counted?: boolean
}) {
  const { t, i18n } = useTranslation('policy')
  const language = i18n.language === 'en' ? 'en' : 'zh'
  return (
    <ul className={css.usageNames}>
      {things.map(({ at, cases }) => (
        <li key={at}>
          <Link to={`/policy/versions/${hash}/${kindAt(at) ?? ''}`}>{objectName(policy, at, language)}</Link>
          {counted && <span className="tabular"> {t('usage.cases', { count: cases })}</span>}
        </li>
      ))}
    </ul>
  )
}
