import type { PolicyVersion } from '@shaotai/api'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../platform/http.ts'
import { say } from '../platform/notification-provider.tsx'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { PasswordDialog, type Signed } from './PasswordDialog.tsx'

type Asking = 'withdraw' | 'emergency' | 'review'

/** What may be done with a version besides reading it: withdraw it before its day, roll back to it at once, review such a roll-back. */
export function VersionActs({ version }: { version: PolicyVersion }) {
  const { t } = useTranslation('publish')
  const session = useSession()
  const client = useQueryClient()
  const [asking, setAsking] = useState<Asking>()
  const [verdict, setVerdict] = useState<'confirmed' | 'objected'>('confirmed')
  const at = `/policy-versions/${version.version}`
  const mayWithdraw = version.state === 'scheduled' && hasAnyRole(session, ['policy-admin', 'policy-reviewer'])
  const mayRollBack = version.state === 'past' && hasAnyRole(session, ['county-leader', 'platform-head'])
  const mayReview =
    version.review !== null &&
    version.review.at === null &&
    hasAnyRole(session, ['policy-reviewer']) &&
    session?.person !== version.approver
  const act = async (path: string, body: object, done: string) => {
    await request('POST', `${at}/${path}`, body)
    say(done)
    await client.invalidateQueries({ queryKey: ['policy'] })
  }
  const number = { version: version.version }
  const close = () => setAsking(undefined)
  return (
    <>
      {mayWithdraw && (
        <Button type="link" size="small" danger onClick={() => setAsking('withdraw')}>
          {t('withdraw.act')}
        </Button>
      )}
      {mayRollBack && (
        <Button type="link" size="small" danger onClick={() => setAsking('emergency')}>
          {t('emergency.act')}
        </Button>
      )}
      {mayReview && (
        <Button type="link" size="small" onClick={() => setAsking('review')}>
          {t('later.act')}
        </Button>
      )}
      {asking === 'withdraw' && (
        <PasswordDialog
          title={t('withdraw.title', number)}
          note={t('withdraw.note')}
          ok={t('withdraw.act')}
          label={t('withdraw.why')}
          danger
          onDone={({ password, why }: Signed) => act('withdraw', { password, why }, t('withdraw.done', number))}
          onClose={close}
        />
      )}
      {asking === 'emergency' && (
        <PasswordDialog
          title={t('emergency.title', number)}
          note={t('emergency.note')}
          ok={t('emergency.ok')}
          label={t('emergency.why')}
          danger
          asksTransition
          onDone={(signed) => act('emergency-rollback', signed, t('emergency.done', number))}
          onClose={close}
        />
      )}
      {asking === 'review' && (
        <PasswordDialog
          title={t('later.title', number)}
          note={t('later.note', { note: version.note })}
          ok={t('later.ok')}
          label={t('later.comment')}
          onDone={({ password, why }) => act('review', { password, verdict, comment: why }, t('later.done'))}
          onClose={close}
        >
          <Form.Item label={t('later.verdict')}>
            <Radio.Group
              aria-label={t('later.verdict')}
              value={verdict}
              onChange={({ target }) => setVerdict(target.value as typeof verdict)}
              options={(['confirmed', 'objected'] as const).map((one) => ({ value: one, label: t(`later.${one}`) }))}
            />
          </Form.Item>
        </PasswordDialog>
      )}
    </>
  )
}
