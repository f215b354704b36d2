import { CompassOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import css from './feedback.module.css'

/** No such page. */
export function NotFound() {
  const { t } = useTranslation()
  return (
    <div className={css.state}>
      <span className={css.mark} aria-hidden="true">
        <CompassOutlined />
      </span>
      <h2>{t('notFound.title')}</h2>
      <p>{t('notFound.advice')}</p>
      <Link to="/">
        <Button>{t('backHome')}</Button>
      </Link>
    </div>
  )
}
