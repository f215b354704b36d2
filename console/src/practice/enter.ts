import { PRACTICE_PATH, type Practice } from '@shaotai/api'
import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../platform/format/format.ts'
import { request, toRequestFailed } from '../platform/http.ts'
import { sayFailure } from '../platform/notification-provider.tsx'
import { serverNow } from '../platform/now.ts'
import { useRefusalText } from '../policy/refusal-text.ts'

/** The county's own door to practice, also from inside it. */
const DOOR = '/api/v1/practice'

export type EnterOptions = {
  /** Practise with this draft in force; whatever was practised before is forgotten. */
  draft?: string
  again?: boolean
  /** Page inside practice, from `/`. */
  to?: string
}

/** Opens the practice environment in this tab. Asks first when something practised would be lost. */
export function useEnterPractice(): { enter: (options?: EnterOptions) => Promise<void>; busy: boolean } {
  const { t } = useTranslation('practice')
  const { modal } = App.useApp()
  const refusalText = useRefusalText()
  const [busy, setBusy] = useState(false)
  const mayForget = async (): Promise<boolean> => {
    const { state, startedAt } = await request<Practice>('GET', DOOR)
    if (state !== 'running' && state !== 'asleep') return true
    return modal.confirm({
      title: t('again.title'),
      content: t('again.note', { moment: formatMoment(startedAt ?? serverNow(), { now: serverNow() }) }),
      okText: t('again.ok'),
      cancelText: t('again.cancel'),
    })
  }
  const enter = async ({ draft, again, to = '/' }: EnterOptions = {}) => {
    setBusy(true)
    try {
      if ((draft === undefined && !again) || (await mayForget())) {
        await request<Practice>('POST', DOOR, { ...(draft && { draft }), ...(again && { again }) })
        location.assign(`${PRACTICE_PATH}${to}`)
        return
      }
    } catch (error) {
      sayFailure(refusalText(toRequestFailed(error)))
    }
    setBusy(false)
  }
  return { enter, busy }
}

/** Back to the county itself. */
export function leavePractice(): void {
  location.assign('/')
}
