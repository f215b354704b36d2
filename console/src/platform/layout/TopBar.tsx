import { GlobalOutlined, SearchOutlined, SoundFilled, SoundOutlined, UserOutlined } from '@ant-design/icons'
import { useLogout } from '@refinedev/core'
import { Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate } from 'react-router'
import { PRACTISERS } from '@shaotai/api'
import { leavePractice, useEnterPractice } from '../../practice/enter.ts'
import { startTour } from '../../practice/tour-state.ts'
import { WHO } from '../access-control.ts'
import { IN_PRACTICE } from '../base.ts'
import { WhistleIcon } from '../icons.tsx'
import { chooseLanguage } from '../i18n.ts'
import { setDuty, useDuty } from '../live/sound.ts'
import { pageAt } from '../menu.ts'
import { setDensity, usePreferences } from '../preferences.ts'
import { usePhone } from '../responsive.ts'
import { roleName } from '../role-names.ts'
import { PAGES } from '../routes.tsx'
import { hasAnyRole, useSession } from '../session.ts'
import { NoticeBell } from './NoticeBell.tsx'
import css from './Shell.module.css'

/** The dark bar: whose system this is, who I am, and the tools every page has. */
export function TopBar({ onPalette }: { onPalette: () => void }) {
  const { t } = useTranslation()
  const phone = usePhone()
  const session = useSession()
  const roles = useRoleNames()
  const { pathname } = useLocation()
  const here = pageAt(PAGES, pathname)
  const title = session?.title ?? t('shell.title', { county: session?.county.name ?? '' })
  const who = [session?.unit.name, roles.join('、')].filter(Boolean).join(' · ')

  return (
    <header className={css.bar}>
      <Link className={css.brand} to="/">
        {!phone && <WhistleIcon size={22} />}
        {phone ? (here ? t(here.name) : (session?.county.name ?? t('shell.short'))) : title}
      </Link>
      {!phone && <span className={css.who}>{who}</span>}
      <span className={css.space} />
      <div className={css.tools}>
        {phone ? (
          <span className={css.who}>{[session?.unit.name, session?.name].filter(Boolean).join(' · ')}</span>
        ) : (
          <>
            <button type="button" className={`${css.barButton} ${css.framed}`} onClick={onPalette}>
              <SearchOutlined />
              {t('shell.find')}
              <kbd>Ctrl K</kbd>
            </button>
            <span className={css.divider} />
            {hasAnyRole(session, WHO.desk) && <DutyButton />}
          </>
        )}
        <NoticeBell />
        {!phone && <LanguageButton />}
        {!phone && <AccountButton name={session?.name ?? ''} />}
      </div>
    </header>
  )
}

/** The signed-in person's roles in words. */
export function useRoleNames(): string[] {
  const { i18n } = useTranslation()
  const session = useSession()
  return (session?.roles ?? []).map((role) => roleName(role, i18n.language === 'en' ? 'en' : 'zh'))
}

function DutyButton() {
  const { t } = useTranslation()
  const on = useDuty()
  return (
    <button
      type="button"
      className={`${css.barButton} ${on ? css.onDuty : ''}`}
      aria-pressed={on}
      title={t('duty.hint')}
      onClick={() => setDuty(!on)}
    >
      {on ? <SoundFilled /> : <SoundOutlined />}
      {on ? t('duty.on') : t('duty.start')}
    </button>
  )
}

function LanguageButton() {
  const { t, i18n } = useTranslation()
  const next = i18n.language === 'en' ? 'zh' : 'en'
  return (
    <button type="button" className={css.barButton} onClick={() => void chooseLanguage(next)}>
      <GlobalOutlined />
      <span className="visually-hidden">{t('shell.language')}</span>
      <span lang={next}>{next === 'en' ? 'EN' : '中文'}</span>
    </button>
  )
}

function AccountButton({ name }: { name: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { mutate: logout } = useLogout()
  const { density } = usePreferences()
  const enter = useEnterPractice()
  const mayPractise = hasAnyRole(useSession(), PRACTISERS) && !IN_PRACTICE
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'me', label: t('page.me') },
          ...(mayPractise ? [{ key: 'practice', label: t('practice:enter') }] : []),
          ...(mayPractise || IN_PRACTICE ? [{ key: 'tour', label: t('practice:tour.menu') }] : []),
          { key: 'density', label: density === 'compact' ? t('density.toComfortable') : t('density.toCompact') },
          { type: 'divider' },
          { key: 'out', label: t(IN_PRACTICE ? 'practice:leave' : 'account.signOut') },
        ],
        onClick: ({ key }) => {
          if (key === 'me') void navigate('/me')
          if (key === 'density') setDensity(density === 'compact' ? 'comfortable' : 'compact')
          if (key === 'practice') void enter.enter()
          if (key === 'tour') startTour(enter.enter)
          if (key === 'out' && IN_PRACTICE) leavePractice()
          else if (key === 'out') logout()
        },
      }}
    >
      <button type="button" className={css.barButton} aria-label={t('account.menu', { name })}>
        <UserOutlined />
        {name}
      </button>
    </Dropdown>
  )
}
