import type { ScoreEntryList } from '@shaotai/api'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../platform/feedback/failure-text.ts'
import { SchemaForm } from '../platform/form/SchemaForm.tsx'
import { request } from '../platform/http.ts'
import { say } from '../platform/notification-provider.tsx'
import { entrySchema, valueText } from './entry-schema.ts'
import { FilesField, type Filed } from './FilesField.tsx'
import css from './scoring.module.css'

type Props = { model: string; period: string; mine: ScoreEntryList['mine'] }

/** Enters one figure: which input, about whom, how much, why, with which evidence. */
export function EntryForm({ model, period, mine }: Props) {
  const { t } = useTranslation('scoring')
  const { t: tPlatform } = useTranslation()
  const client = useQueryClient()
  const [chosen, setChosen] = useState(mine[0]?.input.id)
  const [files, setFiles] = useState<Filed[]>([])
  const [failed, setFailed] = useState<unknown>()
  // A new key empties the form after each entry.
  const [done, setDone] = useState(0)
  const offered = mine.find(({ input }) => input.id === chosen) ?? mine[0]
  const schema = useMemo(
    () =>
      offered &&
      entrySchema(offered, {
        subject: t('entry.subject'),
        value: t('entry.value'),
        range: t('entry.range', { min: offered.input.min, max: offered.input.max }),
      }),
    [offered, t],
  )
  if (!offered || !schema) return null
  const { input } = offered
  const submit = async (given: Record<string, unknown>) => {
    setFailed(undefined)
    try {
      await request('POST', '/score-entries', {
        model,
        period,
        input: input.id,
        subject: given['subject'],
        value: valueText(Number(given['value'])),
        ...(typeof given['reason'] === 'string' && given['reason'] !== '' && { reason: given['reason'] }),
        ...(files.length > 0 && { attachments: files.map((file) => file.id) }),
      })
      say(t('entry.done'))
      setFiles([])
      setDone((count) => count + 1)
      await client.invalidateQueries({ queryKey: ['scores'] })
    } catch (error) {
      setFailed(error)
    }
  }
  return (
    <section className={css.entryForm}>
      {mine.length > 1 && (
        <Select
          aria-label={t('entry.input')}
          value={input.id}
          options={mine.map((one) => ({ value: one.input.id, label: one.input.name }))}
          onChange={(id) => {
            setChosen(id)
            setFiles([])
          }}
        />
      )}
      {mine.length === 1 && <h3>{input.name}</h3>}
      {input.note && <p className={css.quiet}>{input.note}</p>}
      <p className={css.quiet}>{t(input.times === 'once' ? 'entry.once' : 'entry.many')}</p>
      {failed !== undefined && <Alert type="error" showIcon title={failureText(failed, tPlatform).title} />}
      {input.attachment !== 'none' && <FilesField files={files} required={input.attachment === 'required'} onChange={setFiles} />}
      <SchemaForm key={`${input.id}/${done}`} schema={schema} submitText={t('entry.submit')} onSubmit={submit} />
    </section>
  )
}
