import type { Consultation } from '@shaotai/api'
import { Alert, Button, Card, Input, Radio, Tag } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { formatMoment, formatStamp } from '../platform/format/format.ts'
import { request, toRequestFailed, type RequestFailed } from '../platform/http.ts'
import { say } from '../platform/notification-provider.tsx'
import { serverNow } from '../platform/now.ts'
import { useSession } from '../platform/session.ts'
import { useSessionLost } from '../platform/use-session-lost.ts'
import { markChange } from '../policy/mark-change.ts'
import { useRefusalText } from '../policy/refusal-text.ts'
import { useConsultation, useConsultations } from './queries.ts'
import { useKept } from './use-kept.ts'
import css from './publish.module.css'

/** What a unit is asked about drafts. */
export function ConsultationsPage() {
  const { t } = useTranslation('publish')
  const list = useConsultations()
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <PageLoading rows={4} />
  return (
    <>
      <PageHeader title={t('page.consultations')} note={t('asked.note')} />
      {list.data.length === 0 ? (
        <Empty text={t('asked.none')} />
      ) : (
        <ul className={css.asked}>
          {list.data.map((one) => (
            <li key={one.id}>
              <Link to={`/consultations/${one.id}`}>{one.note}</Link>
              <small>
                {t(one.open ? 'consult.open' : 'consult.closed', { moment: formatStamp(one.dueAt) })}{' '}
                {t(`consult.status.${one.units[0]?.status ?? 'unread'}`)}
              </small>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** One consultation, answered clause by clause; made for a phone too. */
export function ConsultationPage() {
  const { id = '' } = useParams()
  const found = useConsultation(id)
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading rows={6} />
  return <Answer key={found.data.id} consultation={found.data} />
}

type Said = Record<string, { answer: 'agree' | 'object'; reason: string }>

function Answer({ consultation }: { consultation: Consultation }) {
  const { t } = useTranslation('publish')
  const session = useSession()
  const client = useQueryClient()
  const refusalText = useRefusalText()
  const lost = useSessionLost()
  const { id, clauses, dueAt, note, open, silence, units } = consultation
  const own = units.find((one) => one.unit === session?.unit?.id)
  const before = Object.fromEntries((own?.answers ?? []).map(({ clause, answer, reason }) => [clause, { answer, reason }]))
  const [said, keep, forget] = useKept<Said>(`${session?.person ?? ''}.consultation.${id}`, before)
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<RequestFailed>()
  const lacks = (key: string) => said[key]?.answer === 'object' && said[key].reason.trim() === ''
  const set = (key: string, change: Partial<Said[string]>) =>
    keep({ ...said, [key]: { ...(said[key] ?? { answer: 'agree', reason: '' }), ...change } })
  const complete = clauses.every(({ key }) => said[key] !== undefined && !lacks(key))
  const send = async () => {
    setAsked(true)
    if (!complete) return
    setBusy(true)
    setFailed(undefined)
    try {
      const answers = clauses.map(({ key }) => ({ clause: key, answer: said[key]?.answer, reason: said[key]?.reason ?? '' }))
      await request('POST', `/consultations/${id}/answers`, { answers })
      forget()
      say(t('asked.done'))
      await client.invalidateQueries({ queryKey: ['policy', 'consultations'] })
    } catch (error) {
      if (!lost(error)) setFailed(toRequestFailed(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <PageHeader
        crumbs={[{ name: t('page.consultations'), to: '/consultations' }]}
        title={t('asked.title')}
        note={t(open ? 'asked.until' : 'consult.closed', { moment: formatMoment(dueAt, { now: serverNow() }) })}
      />
      <p className={css.sum}>{note}</p>
      {open && <p className={css.quiet}>{t(silence ? 'asked.silence' : 'asked.noSilence')}</p>}
      <ol className={css.questions}>
        {clauses.map((clause) => (
          <li key={clause.key}>
            <Card
              size="small"
              title={`${clause.number} ${clause.title}`}
              extra={clause.changed && <Tag color="warning">{t('consult.since')}</Tag>}
            >
              {clause.sentences.map((sentence) => (
                <p key={sentence} className={css.sentence}>
                  <Sentence text={sentence} />
                </p>
              ))}
              {own && (
                <>
                  <Radio.Group
                    aria-label={t('asked.on', { clause: clause.key })}
                    disabled={!open}
                    value={said[clause.key]?.answer}
                    onChange={({ target }) => set(clause.key, { answer: target.value as 'agree' | 'object' })}
                    options={[
                      { value: 'agree', label: t('asked.agree') },
                      { value: 'object', label: t('asked.object') },
                    ]}
                  />
                  {said[clause.key]?.answer === 'object' && (
                    <Input.TextArea
                      aria-label={t('asked.why', { clause: clause.key })}
                      disabled={!open}
                      status={asked && lacks(clause.key) ? 'error' : ''}
                      maxLength={500}
                      autoSize={{ minRows: 2, maxRows: 6 }}
                      placeholder={t('asked.whyHint')}
                      value={said[clause.key]?.reason}
                      onChange={(event) => set(clause.key, { reason: event.target.value })}
                    />
                  )}
                </>
              )}
            </Card>
          </li>
        ))}
      </ol>
      {asked && !complete && <Alert className={css.bar} type="error" showIcon title={t('asked.incomplete')} />}
      {failed && <Alert className={css.bar} type="error" showIcon title={refusalText(failed)} />}
      {own && open && (
        <div className={css.buttons}>
          <Button
            onClick={() => keep(Object.fromEntries(clauses.map(({ key }) => [key, said[key] ?? { answer: 'agree' as const, reason: '' }])))}
          >
            {t('asked.rest')}
          </Button>
          <Button type="primary" loading={busy} onClick={() => void send()}>
            {t(own.answers.length > 0 ? 'asked.again' : 'asked.send')}
          </Button>
        </div>
      )}
    </>
  )
}

function Sentence({ text }: { text: string }) {
  const { before, after, rest } = markChange(text)
  return (
    <>
      {rest[0]}
      {before !== undefined && <del>{before}</del>}
      {rest[1]}
      {after !== undefined && <ins>{after}</ins>}
      {rest[2]}
    </>
  )
}
