import type { SubstitutesView } from '@shaotai/api'
import { App, Button, Card, DatePicker, Input, Popconfirm, Tag } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../platform/feedback/Failure.tsx'
import { usePhone } from '../platform/responsive.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { formatPeriod } from './period.ts'
import { PersonPicker } from './PersonPicker.tsx'
import { useSubstitutes } from './use-substitutes.ts'
import css from './people.module.css'

type Arranged = SubstitutesView['substitutes'][number]

/** 代理: who signs for me while I am away, and for whom I do; an administrator arranges it for others too. */
export function Substitutes() {
  const { t } = useTranslation('people')
  const session = useSession()
  const [other, setOther] = useState<string>()
  const administers = hasAnyRole(session, ['policy-admin'])
  return (
    <Card title={t('title')} className={css.card}>
      <p className={css.note}>{t('note')}</p>
      <Arrangement key="mine" />
      {administers && (
        <section className={css.others} aria-label={t('others')}>
          <h3>{t('others')}</h3>
          <div className={css.fields}>
            <PersonPicker value={other} onChange={setOther} labels={{ unit: t('unit'), person: t('absent') }} except={session?.person} />
          </div>
          {other !== undefined && <Arrangement key={other} person={other} />}
        </section>
      )}
    </Card>
  )
}

function Arrangement({ person }: { person?: string }) {
  const { t } = useTranslation('people')
  const { message } = App.useApp()
  const { view, error, save } = useSubstitutes(person)
  const session = useSession()
  if (error && !view) return <Failure error={error} />
  if (!view) return null
  const { today } = view
  const put = (substitutes: readonly Pick<Arranged, 'person' | 'from' | 'to'>[], done: string, then?: () => void) =>
    save.mutate(
      { substitutes: substitutes.map((one) => ({ person: one.person, from: one.from, to: one.to })) },
      {
        onSuccess: () => {
          void message.success(done)
          then?.()
        },
      },
    )
  const name = person === undefined || person === session?.person ? undefined : view.person.name
  return (
    <>
      <ul className={css.list}>
        {view.substitutes.map((one) => (
          <li key={`${one.person} ${one.from}`}>
            <span>{t('line', { absent: view.person.name, period: formatPeriod(one.from, one.to, today), substitute: one.name })}</span>
            {one.from <= today && <Tag color="blue">{t('running')}</Tag>}
            <Popconfirm
              title={one.from <= today ? t('end.ask') : t('drop.ask')}
              onConfirm={() =>
                put(
                  view.substitutes.filter((each) => each !== one),
                  t('ended'),
                )
              }
            >
              <Button size="small" type="link">
                {one.from <= today ? t('end') : t('drop')}
              </Button>
            </Popconfirm>
          </li>
        ))}
        {view.standsFor.map((one) => (
          <li key={`for ${one.person} ${one.from}`}>
            <span>{t('line', { absent: one.name, period: formatPeriod(one.from, one.to, today), substitute: view.person.name })}</span>
            {one.from <= today && <Tag color="blue">{t('running')}</Tag>}
          </li>
        ))}
        {view.substitutes.length + view.standsFor.length === 0 && <li className={css.note}>{t('none')}</li>}
      </ul>
      {save.error && <Failure error={save.error} className={css.failure} />}
      <Add
        today={today}
        except={view.person.id}
        label={name === undefined ? t('add') : t('add.for', { name })}
        busy={save.isPending}
        onAdd={(added, then) => put([...view.substitutes, added], t('added'), then)}
      />
    </>
  )
}

type AddProps = {
  today: string
  except: string
  label: string
  busy: boolean
  onAdd: (added: Pick<Arranged, 'person' | 'from' | 'to'>, then: () => void) => void
}

function Add({ today, except, label, busy, onAdd }: AddProps) {
  const { t } = useTranslation('people')
  const phone = usePhone()
  const [person, setPerson] = useState<string>()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const complete = person !== undefined && from !== '' && to !== ''
  const clear = () => {
    setPerson(undefined)
    setFrom('')
    setTo('')
  }
  return (
    <div className={css.fields}>
      <PersonPicker value={person} onChange={setPerson} labels={{ unit: t('unit'), person: t('substitute') }} except={except} />
      {phone ? (
        <span className={css.days}>
          <Input type="date" aria-label={t('from')} min={today} value={from} onChange={(event) => setFrom(event.target.value)} />
          <Input type="date" aria-label={t('to')} min={from || today} value={to} onChange={(event) => setTo(event.target.value)} />
        </span>
      ) : (
        <DatePicker.RangePicker
          value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
          minDate={dayjs(today)}
          placeholder={[t('from'), t('to')]}
          onChange={(range) => {
            setFrom(range?.[0]?.format('YYYY-MM-DD') ?? '')
            setTo(range?.[1]?.format('YYYY-MM-DD') ?? '')
          }}
        />
      )}
      <Button disabled={!complete} loading={busy} onClick={() => complete && onAdd({ person, from, to }, clear)}>
        {label}
      </Button>
    </div>
  )
}
