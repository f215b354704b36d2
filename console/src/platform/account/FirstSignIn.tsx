import { useLogout } from '@refinedev/core'
import { Button, Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { PasswordForm } from './PasswordForm.tsx'
import css from './MePage.module.css'

/** What somebody sees who signed in with a first password: it is changed before anything else. */
export function FirstSignIn() {
  const { t } = useTranslation()
  const { mutate: logout } = useLogout()
  return (
    <main className={css.first}>
      <Card>
        <h1>{t('password.firstTitle')}</h1>
        <p>{t('password.firstNote')}</p>
        <PasswordForm onChanged={() => location.reload()} />
        <p>
          <Button type="link" onClick={() => logout()}>
            {t('account.signOut')}
          </Button>
        </p>
      </Card>
    </main>
  )
}
