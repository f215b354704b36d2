import type { CasePreview, SubmitCase } from '@shaotai/api'
import { useEffect, useState } from 'react'
import { request } from '../../platform/http.ts'

const PAUSE = 500

/** What the whistle would lead to, asked again a moment after each change. The last answer stays while the next is on its way. */
export function usePreview(body: SubmitCase | undefined): { preview: CasePreview | undefined; error: unknown; busy: boolean } {
  const [state, setState] = useState<{ preview?: CasePreview; error?: unknown; busy: boolean }>({ busy: false })
  const text = body ? JSON.stringify(body) : ''
  useEffect(() => {
    if (text === '') {
      setState({ busy: false })
      return undefined
    }
    const abort = new AbortController()
    const timer = setTimeout(() => {
      setState((before) => ({ ...before, busy: true }))
      request<CasePreview>('POST', '/case-previews', JSON.parse(text), { signal: abort.signal }).then(
        (preview) => setState({ preview, busy: false }),
        (error: unknown) => {
          if (!abort.signal.aborted) setState({ error, busy: false })
        },
      )
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [text])
  return { preview: state.preview, error: state.error, busy: state.busy }
}
