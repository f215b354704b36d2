import type { Case } from '@shaotai/core'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import css from './show.module.css'

/** 并件: the case this one follows, and those that follow it. Nobody learns the number of a case they may not see. */
export function Merged({ state: { mergedInto, merged = [] } }: { state: Case }) {
  const { t } = useTranslation('case')
  if (mergedInto) {
    const { case: id, number } = mergedInto
    const title = number ? <Link to={`/cases/${id}`}>{t('merged.into', { number })}</Link> : t('merged.intoOther')
    return <Alert type="info" showIcon className={css.strip} title={title} />
  }
  const numbers = merged.map((one) => one.number || t('case.other')).join(t('list.separator'))
  return merged.length > 0 ? <Alert type="info" showIcon className={css.strip} title={t('merged.from', { numbers })} /> : null
}
