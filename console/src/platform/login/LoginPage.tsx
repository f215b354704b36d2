import { useLogin } from '@refinedev/core'
import type { Welcome } from '@shaotai/api'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, type InputRef } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { refusalSentence } from '../feedback/failure-text.ts'
import { request, RequestFailed } from '../http.ts'
import { chooseLanguage } from '../i18n.ts'
import { WhistleIcon } from '../icons.tsx'
import { roleName } from '../role-names.ts'
import css from './LoginPage.module.css'

type Entry = { account: string; password: string }

/** Sign-in. On a demonstration one click fills in an account. */
export function LoginPage() {
  const { t, i18n } = useTranslation()
  const [form] = Form.useForm<Entry>()
  const [search] = useSearchParams()
  const password = useRef<InputRef>(null)
  const welcome = useQuery({ queryKey: ['welcome'], queryFn: () => request<Welcome>('GET', '/welcome'), retry: 2 })
  const { mutate: login, isPending, data } = useLogin<Entry & { to?: string }>()
  const failure = data && !data.success ? data.error : undefined
  const title = welcome.data?.title ?? t('login.title')
  const next = i18n.language === 'en' ? 'zh' : 'en'

  useEffect(() => {
    document.title = `${t('login.submit')} · ${title}`
  }, [t, title])

  const fill = (account: string) => {
    form.setFieldsValue({ account })
    password.current?.focus()
  }
  return (
    <div className={css.page}>
      <header className={css.head}>
        <WhistleIcon size={26} />
        <span>{title}</span>
        <button type="button" className={css.language} onClick={() => void chooseLanguage(next)}>
          <span className="visually-hidden">{t('shell.language')}</span>
          <span lang={next}>{next === 'en' ? 'English' : '中文'}</span>
        </button>
      </header>
      <main className={css.main}>
        <section className={css.box}>
          <h1>{t('login.heading')}</h1>
          <p className={css.slogan}>{welcome.data?.slogan ?? t('login.slogan')}</p>
          {failure && <Alert className={css.failure} type="error" showIcon role="alert" title={sentence(failure)} />}
          {welcome.isError && !failure && (
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
        {welcome.data && welcome.data.demo.length > 0 && (
          <section className={css.demo} aria-labelledby="demo-title">
            <h2 id="demo-title">{t('login.demo')}</h2>
            <p>{t('login.demoNote')}</p>
            <ul>
              {welcome.data.demo.map((account) => (
                <li key={account.account}>
                  <button type="button" onClick={() => fill(account.account)}>
                    <b>{account.roles[0] && roleName(account.roles[0], i18n.language === 'en' ? 'en' : 'zh')}</b>
                    <span>
                      {account.name} · {account.unit}
                    </span>
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
