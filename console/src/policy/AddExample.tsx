import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasAnyRole, useSession } from '../platform/session.ts'

const AddExampleDialog = lazy(async () => ({ default: (await import('./AddExampleDialog.tsx')).AddExampleDialog }))

type AddExampleProps = {
  /** The case the example tells. */
  id: string
  /** The draft it goes into; without it, one is chosen. */
  draft?: string
}

/** 加入范例: what happened to a case becomes an example of a draft, for the county admin. */
export function AddExample({ id, draft }: AddExampleProps) {
  const { t } = useTranslation('policy')
  const session = useSession()
  const [open, setOpen] = useState(false)
  if (!hasAnyRole(session, ['policy-admin'])) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('example.add')}</Button>
      {open && (
        <Suspense>
          <AddExampleDialog id={id} draft={draft} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
