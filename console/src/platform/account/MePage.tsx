import { useLogout } from '@refinedev/core'
import { PRACTISERS } from '@shaotai/api'
import { App, Button, Card, Segmented, Switch } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Substitutes } from '../../people/Substitutes.tsx'
import { leavePractice, useEnterPractice } from '../../practice/enter.ts'
import { IN_PRACTICE } from '../base.ts'
import { PageHeader } from '../feedback/PageHeader.tsx'
import { chooseLanguage, type Language } from '../i18n.ts'
import { PasswordForm } from './PasswordForm.tsx'
import { PhonePages } from './PhonePages.tsx'
import { useRoleNames } from '../layout/TopBar.tsx'
import { play, setDuty, useDuty } from '../live/sound.ts'
import { setDensity, setLargeText, usePreferences } from '../preferences.ts'
import { usePhone } from '../responsive.ts'
import { hasAnyRole, useSession } from '../session.ts'
import type { Density } from '../theme.ts'
import css from './MePage.module.css'

/** 我的: who I am, who stands in for me, and how I like the pages in this browser. */
export function MePage() {
  const { t, i18n } = useTranslation()
  const { message } = App.useApp()
  const session = useSession()
  const roles = useRoleNames()
  const phone = usePhone()
  const duty = useDuty()
  const { density, largeText } = usePreferences()
  const { mutate: logout } = useLogout()
  const enter = useEnterPractice()
  const mayPractise = hasAnyRole(session, PRACTISERS) && !IN_PRACTICE
  return (
    <div className={css.page}>
      <PageHeader title={t('page.me')} />
      <Card title={session?.name}>
        <dl className={css.facts}>
          <dt>{t('account.unit')}</dt>
          <dd>{session?.unit.name ?? t('account.noUnit')}</dd>
          <dt>{t('account.roles')}</dt>
          <dd>{roles.join(t('list.separator'))}</dd>
        </dl>
      </Card>
      {phone && <PhonePages />}
      <Substitutes />
      <Card title={t('account.preferences')}>
        <Choice label={t('shell.language')}>
          <Segmented<Language>
            value={i18n.language === 'en' ? 'en' : 'zh'}
            options={[
              { label: '中文', value: 'zh' },
              { label: 'English', value: 'en' },
            ]}
            onChange={(language) => void chooseLanguage(language)}
          />
        </Choice>
        <Choice label={t('account.largeText')} note={t('account.largeTextNote')}>
          <Switch aria-label={t('account.largeText')} checked={largeText} onChange={setLargeText} />
        </Choice>
        {!phone && (
          <Choice label={t('density')}>
            <Segmented<Density>
              value={density}
              options={[
                { label: t('density.comfortable'), value: 'comfortable' },
                { label: t('density.compact'), value: 'compact' },
              ]}
              onChange={setDensity}
            />
          </Choice>
        )}
        <Choice label={t('duty')} note={t('duty.hint')}>
          {duty && (
            <Button type="link" onClick={() => play('alarm')}>
              {t('duty.try')}
            </Button>
          )}
          <Switch aria-label={t('duty')} checked={duty} onChange={setDuty} />
        </Choice>
      </Card>
      {!IN_PRACTICE && (
        <Card title={t('password.title')}>
          <PasswordForm onChanged={() => void message.success(t('password.changed'))} />
        </Card>
      )}
      {mayPractise && (
        <Button block={phone} loading={enter.busy} onClick={() => void enter.enter()}>
          {t('practice:enter')}
        </Button>
      )}
      <Button block={phone} onClick={() => (IN_PRACTICE ? leavePractice() : logout())}>
        {t(IN_PRACTICE ? 'practice:leave' : 'account.signOut')}
      </Button>
    </div>
  )
}

function Choice({ label, note, children }: { label: string; note?: string; children: ReactNode }) {
  return (
    <div className={css.choice}>
      <div>
        <div>{label}</div>
        {note && <div className={css.note}>{note}</div>}
      </div>
      <div className={css.control}>{children}</div>
    </div>
  )
}
