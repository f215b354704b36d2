import { useLogin } from '@refinedev/core'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, type InputRef } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { refusalSentence } from '../feedback/failure-text.ts'
import { request, RequestFailed } from '../http.ts'
import { chooseLanguage } from '../i18n.ts'
import { WhistleIcon } from '../icons.tsx'
import css from './LoginPage.module.css'

/** What `GET /api/health` tells before anybody has signed in. `demo` is there only on a demonstration. */
type Health = {
  status: string
  county?: { name: string; title?: string; slogan?: string }
  demo?: { accounts: { account: string; name: string; role: string }[]; password?: string }
}

type Entry = { account: string; password: string }

/** Sign-in. On a demonstration one click fills in an account. */
export function LoginPage() {
  const { t, i18n } = useTranslation()
  const [form] = Form.useForm<Entry>()
  const [search] = useSearchParams()
  const password = useRef<InputRef>(null)
  const health = useQuery({ queryKey: ['health'], queryFn: () => request<Health>('GET', '/api/health'), retry: 2 })
  const { mutate: login, isPending, data } = useLogin<Entry & { to?: string }>()
  const failure = data && !data.success ? data.error : undefined
  const title = health.data?.county?.title ?? t('login.title')
  const next = i18n.language === 'en' ? 'zh' : 'en'

  useEffect(() => {
    document.title = `${t('login.submit')} · ${title}`
  }, [t, title])

  const fill = (account: string) => {
    form.setFieldsValue({ account, ...(health.data?.demo?.password ? { password: health.data.demo.password } : {}) })
    password.current?.focus()
  }
  return (
    <div className={css.page}>
      <header className={css.head}>
        <WhistleIcon size={26} />
        <span>{title}</span>
        <button
          type="button"
          className={css.language}
          lang={next}
          aria-label={t('shell.language')}
          onClick={() => void chooseLanguage(next)}
        >
          {next === 'en' ? 'English' : '中文'}
        </button>
      </header>
      <main className={css.main}>
        <section className={css.box}>
          <h1>{t('login.heading')}</h1>
          <p className={css.slogan}>{health.data?.county?.slogan ?? t('login.slogan')}</p>
          {failure && <Alert className={css.failure} type="error" showIcon role="alert" title={sentence(failure)} />}
          {health.isError && !failure && (
            <Alert className={css.failure} type="warning" showIcon title={t('error.offline')} description={t('error.offlineAdvice')} />
          )}
          <Form<Entry>
            form={form}
            layout="vertical"
            requiredMark={false}
            onFinish={(entry) => login({ ...entry, to: safeTarget(search.get('to')) })}
          >
            <Form.Item name="account" label={t('login.account')} rules={[{ required: true, message: t('login.accountMissing') }]}>
              <Input size="large" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
            </Form.Item>
            <Form.Item name="password" label={t('login.password')} rules={[{ required: true, message: t('login.passwordMissing') }]}>
              <Input.Password ref={password} size="large" autoComplete="current-password" />
            </Form.Item>
            <Button type="primary" size="large" htmlType="submit" block loading={isPending}>
              {t('login.submit')}
            </Button>
          </Form>
        </section>
        {health.data?.demo && (
          <section className={css.demo} aria-labelledby="demo-title">
            <h2 id="demo-title">{t('login.demo')}</h2>
            <p>{t('login.demoNote')}</p>
            <ul>
              {health.data.demo.accounts.map((account) => (
                <li key={account.account}>
                  <button type="button" onClick={() => fill(account.account)}>
                    <b>{account.role}</b>
                    <span>{account.name}</span>
                    <code>{account.account}</code>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
      <footer className={css.foot}>{t('login.foot')}</footer>
    </div>
  )

  function sentence(error: unknown): string {
    if (!(error instanceof RequestFailed)) return t('error.request')
    return error.statusCode === 401 && error.sentences.length === 0 ? t('login.wrong') : refusalSentence(error, t)
  }
}

/** Only a path of ours: a link to sign-in must not lead elsewhere afterwards. */
export function safeTarget(to: string | null): string {
  return to && /^\/(?![/\\])/.test(to) ? to : '/'
}
