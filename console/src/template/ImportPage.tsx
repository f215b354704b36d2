import type { OpenedBundle } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import { Alert, Button, Card, Input, Steps } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { request, toRequestFailed } from '../platform/http.ts'
import { usePhone } from '../platform/responsive.ts'
import { useSessionLost } from '../platform/use-session-lost.ts'
import { useRefusalText } from '../policy/refusal-text.ts'
import { AdoptPanel } from './AdoptPanel.tsx'
import { useBundleKey } from './queries.ts'
import css from './template.module.css'

/** The longest file that is read at all: beyond it no policy is. */
const MAX_BYTES = 30_000_000
const CONFIRMED = 8

type Opened = { bundle: string; key: string | undefined; answer: OpenedBundle }

/** 制度包 of another county: opened, its signature checked, its units matched, and made a draft. */
export function ImportPage() {
  const { t } = useTranslation('template')
  const phone = usePhone()
  const [opened, setOpened] = useState<Opened>()
  const [confirm, setConfirm] = useState('')
  const trusted = opened?.answer.trust === 'own'
  const confirmed = trusted || confirm.trim().length === CONFIRMED
  return (
    <>
      <PageHeader
        crumbs={[
          { name: t('policy:title'), to: '/policy' },
          { name: t('gallery.title'), to: '/policy/templates' },
          { name: t('import.title') },
        ]}
        title={t('import.title')}
        note={phone ? t('policy:phone') : t('import.note')}
      />
      {!phone && (
        <>
          <Steps
            size="small"
            className={css.steps}
            current={opened ? (confirmed ? 2 : 1) : 0}
            items={[{ title: t('import.step.file') }, { title: t('import.step.trust') }, { title: t('import.step.adopt') }]}
          />
          {!opened && (
            <>
              <OpenBundle onOpened={setOpened} />
              <OwnKey />
            </>
          )}
          {opened && (
            <>
              <Card
                size="small"
                title={opened.answer.title}
                className={css.trust}
                extra={
                  <Button type="link" onClick={() => setOpened(undefined)}>
                    {t('import.other')}
                  </Button>
                }
              >
                <Trust answer={opened.answer} confirm={confirm} onConfirm={setConfirm} />
              </Card>
              <AdoptPanel
                theirs={opened.answer.document as unknown as Policy}
                units={opened.answer.units}
                earlier={opened.answer.earlier}
                from={{ bundle: opened.bundle, ...(opened.key !== undefined && { key: opened.key }), ...(!trusted && { confirm }) }}
                note={t('import.draftNote', { title: opened.answer.title }).slice(0, 500)}
                before={confirmed ? undefined : t('import.confirmFirst')}
              />
            </>
          )}
        </>
      )}
    </>
  )
}

function OpenBundle({ onOpened }: { onOpened: (opened: Opened) => void }) {
  const { t } = useTranslation('template')
  const refusalText = useRefusalText()
  const lost = useSessionLost()
  const [file, setFile] = useState<{ name: string; text: string }>()
  const [key, setKey] = useState('')
  const [wrong, setWrong] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [needsKey, setNeedsKey] = useState(false)
  const keyId = useId()
  const open = async (text: string, pem: string) => {
    setBusy(true)
    setWrong(undefined)
    const given = pem.trim() === '' ? undefined : pem.trim()
    try {
      const answer = await request<OpenedBundle>('POST', '/policy-bundles/open', { bundle: text, ...(given && { key: given }) })
      onOpened({ bundle: text, key: given, answer })
    } catch (error) {
      if (lost(error)) return
      const failed = toRequestFailed(error)
      // Only now is it known that this is a bundle, and that it is not our own.
      if (failed.code === 'bundle.key.needed') setNeedsKey(true)
      else setWrong(refusalText(failed))
    } finally {
      setBusy(false)
    }
  }
  const take = async (chosen: File | undefined) => {
    if (!chosen) return
    setNeedsKey(false)
    setFile(undefined)
    if (chosen.size > MAX_BYTES) return setWrong(t('import.tooBig', { size: Math.round(chosen.size / 1_000_000) }))
    const text = await chosen.text()
    if (text === '') return setWrong(t('import.empty'))
    setFile({ name: chosen.name, text })
    await open(text, key)
  }
  return (
    <Card size="small" title={t('import.step.file')} className={css.adopt}>
      <label className={css.file}>
        <strong>{t('import.file')}</strong>
        <p>{t('import.fileHint')}</p>
        <input
          type="file"
          accept=".json,application/json"
          disabled={busy}
          onChange={(event) => {
            void take(event.target.files?.[0])
            // The same file may be chosen again after it was put right.
            event.target.value = ''
          }}
        />
      </label>
      {wrong !== undefined && <Alert type="error" showIcon role="alert" title={wrong} className={css.gap} />}
      {file && needsKey && (
        <div className={css.gap}>
          <Alert type="info" showIcon title={t('import.needsKey')} />
          <label className={css.wide} htmlFor={keyId}>
            {t('import.key')}
          </label>
          <Input.TextArea
            id={keyId}
            rows={4}
            value={key}
            maxLength={2000}
            placeholder="-----BEGIN PUBLIC KEY-----"
            onChange={(event) => setKey(event.target.value)}
          />
          <p>
            <Button type="primary" loading={busy} disabled={key.trim() === ''} onClick={() => void open(file.text, key)}>
              {t('import.open')}
            </Button>
          </p>
        </div>
      )}
    </Card>
  )
}

function Trust({ answer, confirm, onConfirm }: { answer: OpenedBundle; confirm: string; onConfirm: (text: string) => void }) {
  const { t } = useTranslation('template')
  const id = useId()
  return (
    <>
      <dl className={css.facts}>
        <dt>{t('import.hash')}</dt>
        <dd className="tabular">{answer.hash}</dd>
        <dt>{t('import.signed')}</dt>
        <dd className="tabular">{answer.trust === 'own' ? answer.fingerprint : `${answer.fingerprint}········`}</dd>
      </dl>
      {answer.trust === 'own' ? (
        <Alert type="success" showIcon title={t('import.own')} />
      ) : (
        <>
          <Alert type="warning" showIcon title={t('import.unknown')} description={t('import.ring')} />
          <label className={css.wide} htmlFor={id}>
            {t('import.confirm')}
          </label>
          <Input
            id={id}
            className={css.short}
            value={confirm}
            maxLength={CONFIRMED}
            autoComplete="off"
            onChange={(event) => onConfirm(event.target.value)}
          />
        </>
      )}
    </>
  )
}

/** What another county needs to import a bundle of ours: the key as text, and its fingerprint to be read out. */
function OwnKey() {
  const { t } = useTranslation('template')
  const { data } = useBundleKey()
  if (!data) return null
  return (
    <details className={css.annex}>
      <summary>{t('import.ownKey')}</summary>
      <p className={css.hint}>{t('import.ownKeyNote')}</p>
      <dl className={css.facts}>
        <dt>{t('import.fingerprint')}</dt>
        <dd className="tabular">
          {data.fingerprint.slice(0, -CONFIRMED)}
          <strong>{data.fingerprint.slice(-CONFIRMED)}</strong>
        </dd>
      </dl>
      <pre className={css.pem}>{data.pem}</pre>
    </details>
  )
}
