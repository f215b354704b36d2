import { Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation } from 'react-router'
import { PracticeBar } from '../../practice/PracticeBar.tsx'
import { IN_PRACTICE } from '../base.ts'
import { ErrorBoundary } from '../feedback/ErrorBoundary.tsx'
import { PageLoading } from '../feedback/Loading.tsx'
import { stream } from '../live/stream.ts'
import { useNarrow, usePhone } from '../responsive.ts'
import { usePreferences } from '../preferences.ts'
import { ConsultationBar } from '../../publish/ConsultationBar.tsx'
import { PolicyNewsBar } from '../../publish/PolicyNewsBar.tsx'
import { AlarmStrip } from './AlarmStrip.tsx'
import { BottomTabs } from './BottomTabs.tsx'
import { CommandPalette, usePaletteShortcut } from './CommandPalette.tsx'
import { SignInAgain } from '../login/SignInAgain.tsx'
import { ConnectionBar } from './ConnectionBar.tsx'
import { SideMenu } from './SideMenu.tsx'
import { TopBar } from './TopBar.tsx'
import css from './Shell.module.css'

/** The frame of every page: top bar, menu or tabs, live connection, and the page itself. */
export function Shell() {
  const { t } = useTranslation()
  const phone = usePhone()
  const narrow = useNarrow()
  const { menuFolded } = usePreferences()
  const [paletteOpen, setPaletteOpen] = useState(false)
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  usePaletteShortcut(() => setPaletteOpen(true))

  useEffect(() => {
    stream.open()
    return () => stream.close()
  }, [])

  useEffect(() => {
    main.current?.scrollTo(0, 0)
  }, [pathname])

  return (
    <div className={css.shell}>
      <a className={css.skip} href="#main">
        {t('shell.skip')}
      </a>
      {IN_PRACTICE && <PracticeBar />}
      <TopBar onPalette={() => setPaletteOpen(true)} />
      <AlarmStrip />
      <ConnectionBar />
      <div className={css.body}>
        {!phone && <SideMenu folded={menuFolded || narrow} />}
        <main id="main" ref={main} className={css.main} tabIndex={-1}>
          {phone && <ConsultationBar />}
          <PolicyNewsBar />
          <ErrorBoundary key={pathname}>
            <Suspense fallback={<PageLoading />}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      {phone && <BottomTabs />}
      {!IN_PRACTICE && <SignInAgain />}
      <CommandPalette open={paletteOpen} onClose={() => setPaletteOpen(false)} />
    </div>
  )
}
