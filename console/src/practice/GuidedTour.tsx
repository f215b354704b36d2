import type { CaseRow, PolicyDraft, PolicyDraftDocument, PracticePerson } from '@shaotai/api'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Tour } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { request, toRequestFailed } from '../platform/http.ts'
import { say, sayFailure } from '../platform/notification-provider.tsx'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { useRefusalText } from '../policy/refusal-text.ts'
import { become, personWith } from './room.ts'
import { CORNER_AT, isAt, pageOf, ROLE_AT, STOPS, FRAMED_AT, type Stop } from './tour-stops.ts'
import { goToStop } from './tour-state.ts'
import css from './practice.module.css'

/** 五分钟导览: six stops from the check of the rules to a signed practice whistle. The page stays usable all the while. */
export function GuidedTour({ stop: at, people }: { stop: number; people: readonly PracticePerson[] }) {
  const { t } = useTranslation('practice')
  const stop = STOPS[at] ?? 'check'
  const { pathname } = useLocation()
  const here = isAt(stop, pathname)
  const side = CORNER_AT[stop]
  const corner = useElement(`[data-tour="corner-${side}"]`)
  const framed = useElement(FRAMED_AT[stop])
  useEffect(() => {
    framed?.classList.add(css.framed ?? '')
    return () => framed?.classList.remove(css.framed ?? '')
  }, [framed])
  const { go, change, busy } = useTourWay(people)
  const acts: Partial<Record<Stop, ReactNode>> = {
    publish: (
      <Button size="small" loading={busy} onClick={() => change('policy-reviewer')}>
        {t('tour.publish.become')}
      </Button>
    ),
    sign: (
      <Button size="small" loading={busy} onClick={() => change('dept-clerk')}>
        {t('tour.sign.clerk')}
      </Button>
    ),
  }
  const isLast = at === STOPS.length - 1
  return (
    <Tour
      key={stop}
      open={corner !== null}
      mask={false}
      arrow={false}
      classNames={{ root: css.tour ?? '' }}
      placement={side === 'left' ? 'topLeft' : 'topRight'}
      scrollIntoViewOptions={{ block: 'nearest' }}
      onClose={() => goToStop(undefined)}
      steps={[
        {
          target: corner,
          title: t(`tour.${stop}.title`),
          description: (
            <div className={css.tourText}>
              <p className={css.quiet}>{t('tour.progress', { at: at + 1, of: STOPS.length })}</p>
              <p>{t(`tour.${stop}.text`)}</p>
              <div className={css.tourActs}>
                {!here && (
                  <Button size="small" loading={busy} onClick={() => go(at)}>
                    {t('tour.open')}
                  </Button>
                )}
                {acts[stop]}
              </div>
            </div>
          ),
        },
      ]}
      actionsRender={() => (
        <>
          {at > 0 && (
            <Button size="small" disabled={busy} onClick={() => go(at - 1)}>
              {t('tour.back')}
            </Button>
          )}
          <Button size="small" type="primary" loading={busy} onClick={() => (isLast ? goToStop(undefined) : go(at + 1))}>
            {t(isLast ? 'tour.done' : 'tour.next')}
          </Button>
        </>
      )}
    />
  )
}

/** Walks from stop to stop: as the right person, on the right page, with a draft where one is needed. */
function useTourWay(people: readonly PracticePerson[]) {
  const { t } = useTranslation('practice')
  const session = useSession()
  const navigate = useNavigate()
  const client = useQueryClient()
  const refusalText = useRefusalText()
  const [busy, setBusy] = useState(false)
  const attempt = async (act: () => Promise<void>) => {
    setBusy(true)
    try {
      await act()
    } catch (error) {
      sayFailure(refusalText(toRequestFailed(error)))
    } finally {
      setBusy(false)
    }
  }
  const walk = async (at: number) => {
    const stop = STOPS[at] ?? 'check'
    const role = ROLE_AT[stop]
    if (!hasAnyRole(session, [role])) {
      const person = personWith(people, role)
      if (person) {
        goToStop(at)
        await become(person.person, pageOf(stop, []) ?? '/policy')
        return
      }
    }
    goToStop(at)
    const needsDrafts = role === 'policy-admin' && stop !== 'check'
    const drafts = needsDrafts ? await request<PolicyDraft[]>('GET', '/policy-drafts') : []
    const page = pageOf(stop, drafts)
    if (page) {
      await navigate(page)
      return
    }
    const draft = await request<PolicyDraftDocument>('POST', '/policy-drafts', {})
    await client.invalidateQueries({ queryKey: ['policy', 'drafts'] })
    await navigate(`/policy/drafts/${draft.id}/sla`)
  }
  return {
    busy,
    go: (at: number) => void attempt(() => walk(at)),
    change: (role: 'policy-reviewer' | 'dept-clerk') =>
      void attempt(async () => {
        if (role === 'policy-reviewer') {
          const drafts = await request<PolicyDraft[]>('GET', '/policy-drafts')
          const person = personWith(people, role)
          if (person) await become(person.person, pageOf('publish', drafts) ?? '/policy')
          return
        }
        const unit = await newestLead()
        const person = unit === null ? undefined : personWith(people, role, unit)
        if (person) await become(person.person, '/assignments')
        else say(t('tour.sign.none'))
      }),
  }
}

/** Which department leads the newest whistle that has been dispatched. */
async function newestLead(): Promise<string | null> {
  const { data } = await request<{ data: CaseRow[] }>('GET', '/cases', undefined, {
    query: { limit: 1, page: 1, sort: 'submittedAt,DESC' },
  })
  return data[0]?.leadUnit ?? null
}

/** The element of a selector as soon as the page has it. */
function useElement(selector: string): HTMLElement | null {
  const { pathname } = useLocation()
  const [element, setElement] = useState<HTMLElement | null>(null)
  useEffect(() => {
    const look = () => setElement(document.querySelector<HTMLElement>(selector))
    look()
    const watch = new MutationObserver(look)
    watch.observe(document.body, { childList: true, subtree: true })
    return () => watch.disconnect()
  }, [selector, pathname])
  return element
}
