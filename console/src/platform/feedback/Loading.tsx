import { Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './feedback.module.css'

const PATIENCE = 300

/** The outline of a page that is on its way; quick ones show nothing, so that nothing flickers. */
export function PageLoading({ rows = 6, full = false }: { rows?: number; full?: boolean }) {
  const { t } = useTranslation()
  const late = useLate()
  return (
    <div className={full ? css.skeletonFull : css.skeleton} role="status" aria-label={t('loading')}>
      {late && <Skeleton active title paragraph={{ rows }} />}
    </div>
  )
}

/** True once something has been loading for longer than a person waits without noticing. */
export function useLate(after = PATIENCE): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), after)
    return () => clearTimeout(timer)
  }, [after])
  return late
}
