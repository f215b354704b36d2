import { PRACTISERS, type Session } from '@shaotai/api'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { request } from '../platform/http.ts'
import { WhistleIcon } from '../platform/icons.tsx'
import { leavePractice, useEnterPractice } from './enter.ts'
import css from './practice.module.css'

/** Instead of a sign-in page: practice has no passwords, one comes in from the county itself. */
export function PracticeDoor() {
  const { t } = useTranslation('practice')
  const { enter, busy } = useEnterPractice()
  const session = useQuery({ queryKey: ['practice', 'real-session'], queryFn: realSession, retry: false })
  useEffect(() => {
    document.title = t('door.title')
  }, [t])
  if (session.isPending) return <PageLoading full />
  const may = PRACTISERS.some((role) => session.data?.roles.includes(role))
  return (
    <main className={css.door}>
      <section className={css.doorBox}>
        <h1>
          <WhistleIcon size={24} /> {t('door.title')}
        </h1>
        <p>{t('door.note')}</p>
        {session.data && !may && <Alert type="warning" showIcon title={t('door.notAllowed')} />}
        {session.isError && <Alert type="error" showIcon title={t('platform:error.offline')} />}
        <div className={css.doorActs}>
          {may && (
            <Button type="primary" size="large" loading={busy} onClick={() => void enter()}>
              {t('enter')}
            </Button>
          )}
          {session.data === null && (
            <Button type="primary" size="large" href="/login">
              {t('door.signIn')}
            </Button>
          )}
          <Button size="large" onClick={leavePractice}>
            {t('leave')}
          </Button>
        </div>
      </section>
    </main>
  )
}

/** Who is signed in to the county itself. */
async function realSession(): Promise<Session | null> {
  const { session } = await request<{ session: Session | null }>('GET', '/api/v1/session-if-any')
  return session
}
