import { CaretDownOutlined, ExperimentOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown, Select } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../platform/format/format.ts'
import { toRequestFailed } from '../platform/http.ts'
import { say, sayFailure } from '../platform/notification-provider.tsx'
import { useNow } from '../platform/now.ts'
import { usePhone } from '../platform/responsive.ts'
import { roleName } from '../platform/role-names.ts'
import { useSession } from '../platform/session.ts'
import { useRefusalText } from '../policy/refusal-text.ts'
import { leavePractice, useEnterPractice } from './enter.ts'
import { JumpDialog } from './JumpDialog.tsx'
import { roleOptions } from './role-options.ts'
import { become, moveClock, usePracticeRoom, type Journey } from './room.ts'
import { goToStop, useTourStop } from './tour-state.ts'
import css from './practice.module.css'

const GuidedTour = lazy(() => import('./GuidedTour.tsx').then((module) => ({ default: module.GuidedTour })))

/** The striped bar above every page of practice: that nothing counts, who one is, what time it is, and the way out. */
export function PracticeBar() {
  const { t, i18n } = useTranslation('practice')
  const phone = usePhone()
  const room = usePracticeRoom()
  const session = useSession()
  const refusalText = useRefusalText()
  const stop = useTourStop()
  const { enter, busy } = useEnterPractice()
  const language = i18n.language === 'en' ? 'en' : 'zh'
  const groups = useMemo(
    () => roleOptions(room?.people ?? [], { usual: t('role.usual'), roleName: (role) => roleName(role, language) }),
    [room?.people, language, t],
  )
  const change = (person: string) => void become(person).catch((error: unknown) => sayFailure(refusalText(toRequestFailed(error))))
  return (
    <section className={css.bar} aria-label={t('bar')}>
      <strong className={css.mark}>
        <ExperimentOutlined aria-hidden="true" /> {t('mark')}
      </strong>
      {room?.policy && <span className={css.policy}>{t(`policy.${room.policy.from}`, { title: room.policy.title })}</span>}
      <Select
        data-tour="role"
        className={css.role}
        aria-label={t('role.label')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={260}
        listHeight={360}
        value={session?.person}
        options={groups}
        loading={!room}
        onChange={change}
      />
      <Clock onAgain={phone ? () => void enter({ again: true }) : undefined} />
      <span className={css.space} />
      {!phone && stop === undefined && (
        <Button size="small" onClick={() => goToStop(0)}>
          {t('tour.menu')}
        </Button>
      )}
      {!phone && (
        <Button size="small" loading={busy} onClick={() => void enter({ again: true })}>
          {t('again')}
        </Button>
      )}
      <Button size="small" onClick={leavePractice}>
        {t('leave')}
      </Button>
      {!phone && stop !== undefined && room && (
        <Suspense>
          <span data-tour="corner-left" className={css.corner} />
          <span data-tour="corner-right" className={`${css.corner} ${css.cornerRight}`} />
          <GuidedTour stop={stop} people={room.people} />
        </Suspense>
      )}
    </section>
  )
}

/** What time it is, and how to move it; on a phone also the way to begin anew. */
function Clock({ onAgain }: { onAgain: (() => void) | undefined }) {
  const { t } = useTranslation('practice')
  const now = useNow()
  const client = useQueryClient()
  const refusalText = useRefusalText()
  const [busy, setBusy] = useState(false)
  const [jumping, setJumping] = useState(false)
  const move = async (journey: Journey) => {
    setBusy(true)
    try {
      const { now: at, fired, arrived } = await moveClock(journey)
      say(t(arrived ? 'clock.moved' : 'clock.stopped', { moment: formatMoment(at), count: fired }))
      await client.invalidateQueries()
    } catch (error) {
      sayFailure(refusalText(toRequestFailed(error)))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'hour', label: t('clock.hour') },
            { key: 'morning', label: t('clock.morning') },
            { key: 'jump', label: t('clock.jump') },
            { type: 'divider' },
            { key: 'back', label: t('clock.back') },
            ...(onAgain ? [{ key: 'again', label: t('again') }] : []),
          ],
          onClick: ({ key }) => {
            if (key === 'hour') void move({ hours: 1 })
            if (key === 'morning') void move({ to: 'next-morning' })
            if (key === 'jump') setJumping(true)
            if (key === 'back') void move({ to: 'real-time' })
            if (key === 'again') onAgain?.()
          },
        }}
      >
        <Button size="small" loading={busy} aria-label={t('clock.label', { moment: formatMoment(now) })}>
          <span className="tabular">{formatMoment(now)}</span>
          <CaretDownOutlined aria-hidden="true" />
        </Button>
      </Dropdown>
      {jumping && (
        <JumpDialog
          onClose={() => setJumping(false)}
          onJump={(at) => {
            setJumping(false)
            void move({ at })
          }}
        />
      )}
    </>
  )
}
