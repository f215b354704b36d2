import { StopOutlined } from '@ant-design/icons'
import type { Role } from '@shaotai/core'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { roleName } from '../role-names.ts'
import css from './feedback.module.css'

/** Not for this person: says who can. */
export function Forbidden({ roles }: { roles: readonly Role[] }) {
  const { t, i18n } = useTranslation()
  const names = roles.map((role) => roleName(role, i18n.language === 'en' ? 'en' : 'zh'))
  return (
    <div className={css.state} role="alert">
      <span className={css.mark} aria-hidden="true">
        <StopOutlined />
      </span>
      <h2>{t('forbidden.title')}</h2>
      {names.length > 0 && <p>{t('forbidden.who', { roles: names.join(t('list.separator')) })}</p>}
      <Link to="/">
        <Button>{t('backHome')}</Button>
      </Link>
    </div>
  )
}
