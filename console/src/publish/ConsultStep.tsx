import type { Consultation } from '@shaotai/api'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, DatePicker, Form, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { civilToInstant, instantToCivil } from '../platform/form/civil-time.ts'
import { request, toRequestFailed, type RequestFailed } from '../platform/http.ts'
import { say } from '../platform/notification-provider.tsx'
import { serverNow } from '../platform/now.ts'
import { useSessionLost } from '../platform/use-session-lost.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { useRefusalText } from '../policy/refusal-text.ts'
import { AnswerTable } from './AnswerTable.tsx'
import { Next } from './Next.tsx'
import type { StepProps } from './PublishPage.tsx'
import { useDraftConsultations } from './queries.ts'
import css from './publish.module.css'

const TOWNS = ['town']
const DEPARTMENTS = ['department', 'enterprise', 'stationed-agency']
const DAYS = 5

/** Step 4: units are asked about the changed clauses; who has read them, who agrees, who objects and why. */
export function ConsultStep(props: StepProps) {
  const { t } = useTranslation('publish')
  const { draft, mayEdit, go } = props
  const { data = [] } = useDraftConsultations(draft.id)
  const open = draft.status !== 'published' && draft.status !== 'withdrawn'
  return (
    <>
      {data.length === 0 && <p className={css.quiet}>{t('consult.none')}</p>}
      {data.map((one) => (
        <AnswerTable key={one.id} consultation={one} />
      ))}
      {open && mayEdit && draft.changes.length > 0 && <Ask {...props} again={data.length > 0} />}
      <Next go={go} to="review" />
    </>
  )
}

function Ask({ draft, policy, again }: StepProps & { again: boolean }) {
  const { t } = useTranslation('publish')
  const refusalText = useRefusalText()
  const client = useQueryClient()
  const lost = useSessionLost()
  const { list } = useUnits()
  const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
  const [units, setUnits] = useState<string[]>([])
  const [dueAt, setDueAt] = useState(() => endOfDay(serverNow(), DAYS, offset))
  const [silence, setSilence] = useState(true)
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<RequestFailed>()
  const choices = list.filter((unit) => [...TOWNS, ...DEPARTMENTS].includes(unit.type))
  const all = (types: readonly string[]) => {
    const ids = choices.filter((unit) => types.includes(unit.type)).map((unit) => unit.id)
    setUnits([...new Set([...units, ...ids])])
  }
  const send = async () => {
    setAsked(true)
    if (units.length === 0 || note.trim() === '') return
    setBusy(true)
    setFailed(undefined)
    try {
      const body = { revision: draft.revision, units, dueAt, silence, note: note.trim() }
      await request<Consultation>('POST', `/policy-drafts/${draft.id}/consultations`, body)
      setUnits([])
      setNote('')
      setAsked(false)
      say(t('consult.sent', { count: units.length }))
      await client.invalidateQueries({ queryKey: ['policy'] })
    } catch (error) {
      if (!lost(error)) setFailed(toRequestFailed(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section aria-label={t('consult.ask')}>
      <h3 className={css.head}>{t(again ? 'consult.askAgain' : 'consult.ask')}</h3>
      {failed && <Alert className={css.bar} type="error" showIcon title={refusalText(failed)} />}
      <Form layout="vertical" component="div">
        <Form.Item
          label={t('consult.units')}
          htmlFor="consult-units"
          required
          validateStatus={asked && units.length === 0 ? 'error' : undefined}
          help={asked && units.length === 0 ? t('consult.unitsMissing') : undefined}
        >
          <Select
            id="consult-units"
            mode="multiple"
            optionFilterProp="label"
            value={units}
            onChange={setUnits}
            options={choices.map((unit) => ({ value: unit.id, label: unit.name }))}
          />
        </Form.Item>
        <p className={css.buttons}>
          <Button size="small" onClick={() => all(TOWNS)}>
            {t('consult.allTowns')}
          </Button>
          <Button size="small" onClick={() => all(DEPARTMENTS)}>
            {t('consult.allDepartments')}
          </Button>
        </p>
        <Form.Item label={t('consult.due')} htmlFor="consult-due">
          <DatePicker
            id="consult-due"
            showTime={{ format: 'HH:mm', minuteStep: 5 }}
            format="YYYY-MM-DD HH:mm"
            allowClear={false}
            value={dayjs(instantToCivil(dueAt, offset))}
            onChange={(next) => next && setDueAt(civilToInstant(next.format('YYYY-MM-DDTHH:mm'), offset))}
          />
        </Form.Item>
        <Form.Item>
          <Checkbox checked={silence} onChange={({ target }) => setSilence(target.checked)}>
            {t('consult.silence')}
          </Checkbox>
        </Form.Item>
        <Form.Item
          label={t('consult.note')}
          htmlFor="consult-note"
          required
          validateStatus={asked && note.trim() === '' ? 'error' : undefined}
          help={asked && note.trim() === '' ? t('consult.noteMissing') : undefined}
        >
          <Input.TextArea
            id="consult-note"
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 5 }}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
        <Button loading={busy} onClick={() => void send()}>
          {t('consult.send')}
        </Button>
      </Form>
    </section>
  )
}

function endOfDay(now: number, days: number, offset: number): number {
  const day = dayjs(instantToCivil(now, offset)).add(days, 'day').hour(18).minute(0)
  return civilToInstant(day.format('YYYY-MM-DDTHH:mm'), offset)
}
