import type { Session } from '@shaotai/api'
import { Alert, Button, Form, Input, Modal, type InputRef } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { refusalSentence } from '../feedback/failure-text.ts'
import { request, toRequestFailed, type RequestFailed } from '../http.ts'
import { stream } from '../live/stream.ts'
import { adoptSession, forgetSession, useSession } from '../session.ts'
import { openSignInDesk, settleSignIn, useSignInNeed, type SignInNeed } from './sign-in-again.ts'

/** Signing in again over the page one is on: what waited is sent afterwards, and never in another person's name. */
export function SignInAgain() {
  const need = useSignInNeed()
  const session = useSession()
  useEffect(openSignInDesk, [])
  return need && session ? <Desk need={need} session={session} /> : null
}

function Desk({ need, session }: { need: SignInNeed; session: Session }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const [accountId, passwordId] = [useId(), useId()]
  const field = useRef<InputRef>(null)
  const [account, setAccount] = useState(session.account)
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<RequestFailed>()
  /** Who signed in here although the page is another person's. */
  const [other, setOther] = useState<string>()

  const signIn = async () => {
    setBusy(true)
    setFailed(undefined)
    try {
      const opened = await request<Session>('POST', '/session', { account, password })
      if (opened.person !== session.person) {
        setOther(opened.name)
        return
      }
      adoptSession(opened)
      // The stream was refused meanwhile and would wait before it tries again.
      stream.close()
      stream.open()
      settleSignIn(true)
    } catch (error) {
      setFailed(toRequestFailed(error))
    } finally {
      setBusy(false)
      setPassword('')
    }
  }
  const giveUp = () => {
    settleSignIn(false)
    forgetSession()
    void navigate(`/login?to=${encodeURIComponent(pathname + search)}`)
  }
  const goOnAsOther = () => {
    // A fresh page: nothing of this one may speak for the other person.
    location.assign('/')
  }
  const comeBack = async () => {
    await request('DELETE', '/session', undefined, { speakFor: false }).catch(() => undefined)
    setOther(undefined)
    setAccount(session.account)
    setTimeout(() => field.current?.focus(), 0)
  }
  if (other !== undefined)
    return (
      <Modal open title={t('again.otherTitle')} closable={false} mask={{ closable: false }} keyboard={false} footer={null} zIndex={2000}>
        <p>{t('again.otherNote', { other, name: session.name })}</p>
        <p style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
          <Button type="primary" onClick={() => void comeBack()}>
            {t('again.comeBack', { name: session.name })}
          </Button>
          <Button onClick={goOnAsOther}>{t('again.goOn', { other })}</Button>
        </p>
      </Modal>
    )
  return (
    <Modal
      open
      title={t('again.title')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      zIndex={2000}
      okText={t('again.ok')}
      cancelText={t('again.giveUp')}
      okButtonProps={{ loading: busy, disabled: account === '' || password === '' }}
      onOk={() => void signIn()}
      onCancel={giveUp}
      afterOpenChange={(open) => open && field.current?.focus()}
    >
      <p>{t(need === 'ended' ? 'again.ended' : 'again.elsewhere', { name: session.name })}</p>
      {failed && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={failed.statusCode === 401 && failed.sentences.length === 0 ? t('login.wrong') : refusalSentence(failed, t)}
        />
      )}
      <Form layout="vertical" component="div">
        <Form.Item label={t('login.account')} htmlFor={accountId}>
          <Input
            id={accountId}
            size="large"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={account}
            onChange={(event) => setAccount(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('login.password')} htmlFor={passwordId}>
          <Input.Password
            ref={field}
            id={passwordId}
            size="large"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            onPressEnter={() => account !== '' && password !== '' && !busy && void signIn()}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
