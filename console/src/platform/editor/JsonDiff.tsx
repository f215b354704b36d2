import { lazy, Suspense } from 'react'
import { PageLoading } from '../feedback/Loading.tsx'
import { usePhone } from '../responsive.ts'
import css from './editor.module.css'

const DiffPane = lazy(() => import('./DiffPane.tsx').then((module) => ({ default: module.DiffPane })))

/** Two versions of code side by side, read only; on a phone the new one alone. */
export function JsonDiff({ before, after, height = 480 }: { before: string; after: string; height?: number | string }) {
  const phone = usePhone()
  if (phone) return <pre className={css.plain}>{after}</pre>
  return (
    <div className={css.editor}>
      <Suspense
        fallback={
          <div style={{ height }} className={css.waiting}>
            <PageLoading />
          </div>
        }
      >
        <DiffPane before={before} after={after} height={height} />
      </Suspense>
    </div>
  )
}
