import { describeRefusal } from '@shaotai/api'
import { formUses, normaliseFormData, type Form as CountyForm, type Result, type Role } from '@shaotai/core'
import { Alert, Drawer, Form, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RouteReason } from '../../case/RouteReason.tsx'
import { Forecast } from '../../case/show/Forecast.tsx'
import { FormView } from '../../case/show/FormView.tsx'
import { useChoices } from '../../case/use-choices.ts'
import { SchemaForm } from '../../platform/form/SchemaForm.tsx'
import type { Language } from '../../platform/i18n.ts'
import { formatMoment } from '../../platform/format/format.ts'
import { serverNow } from '../../platform/now.ts'
import { isTypedFor } from '../../platform/pinyin.ts'
import { roleName } from '../../platform/role-names.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import { WhyDue } from '../../sla/WhyDue.tsx'
import { accessSteps, FORM_ROLES } from './access-matrix.ts'
import { askedOf, readBy } from './asked-of.ts'
import { useDesign } from './design.ts'
import { savedWhistles, submitters, tryWhistle, type Trial, type TrialResult } from './try-whistle.ts'
import css from './designer.module.css'

/** 试填: the form as a role fills it in. What would follow is shown, decided by the same core; nothing is stored. */
export function TryForm({ form, onClose }: { form: CountyForm; onClose: () => void }) {
  const { t } = useTranslation('form')
  const { policy } = useDesign()
  const categories = policy.categories.filter((one) => one.form === form.id && !one.retired)
  const examples = useMemo(() => savedWhistles(policy, form.id), [policy, form.id])
  const choices = useChoices(policy)
  const units = useUnits()
  const towns = units.list.filter((unit) => unit.type === 'town')
  const [matter, setMatter] = useState<Partial<Omit<Trial, 'form'>>>({ category: categories[0]?.id })
  const [start, setStart] = useState<Record<string, unknown>>({})
  const [outcome, setOutcome] = useState<{ result?: Result<TrialResult>; data?: Record<string, unknown>; now: number }>()
  const category = matter.category ?? categories[0]?.id
  const steps = useMemo(() => accessSteps(formUses(policy), form.id), [policy, form.id])
  const [wanted, setWanted] = useState<string>()
  const step = steps.find((one) => one.command === wanted) ?? steps[0]
  const whistles = step?.command === 'submit' && category !== undefined
  const roles = whistles ? submitters(policy, category) : (step?.by ?? FORM_ROLES)
  const role = roles.find((one) => one === matter.role) ?? roles[0]
  const asked = useMemo(() => (role ? askedOf(form, role, step?.command ?? '') : undefined), [form, role, step?.command])
  const town = matter.town ?? towns[0]?.id
  const items = policy.responsibilities.items.filter((one) => !one.retired)
  const load = (id: string | null) => {
    const found = examples.find((one) => one.id === id)
    if (!found) return
    const { form: data, ...rest } = found.trial
    setMatter({ ...matter, situation: undefined, level: undefined, ...rest })
    setStart(data)
    setOutcome(undefined)
  }
  const submit = (data: Record<string, unknown>) => {
    const now = serverNow()
    if (!whistles || role === undefined || town === undefined) {
      const cleaned = normaliseFormData((asked?.form ?? form).schema, data)
      setOutcome({ data: cleaned.ok ? { ...cleaned.value } : data, now })
    } else setOutcome({ data, now, result: tryWhistle(policy, { ...matter, category, role, town, form: data }, now) })
  }
  return (
    <Drawer open onClose={onClose} size="min(1180px, 96vw)" title={t('try.title', { name: form.title })}>
      <Alert type="info" showIcon title={t('try.note')} className={css.strip} />
      <div className={css.tryColumns}>
        <div>
          <Form layout="vertical" component="div" className={css.tryMatter}>
            {steps.length > 0 && (
              <Form.Item label={t('try.step')} htmlFor="try-step">
                <Select
                  id="try-step"
                  value={step?.command}
                  options={steps.map((one) => ({ value: one.command, label: one.name }))}
                  onChange={(next: string) => {
                    setWanted(next)
                    setOutcome(undefined)
                  }}
                />
              </Form.Item>
            )}
            <Form.Item label={t('try.role')} htmlFor="try-role">
              <RolePicker id="try-role" roles={roles} value={role} onChange={(next) => setMatter({ ...matter, role: next })} />
            </Form.Item>
          </Form>
          {whistles && (
            <Form layout="vertical" component="div" className={css.tryMatter}>
              {examples.length > 0 && (
                <Form.Item label={t('try.example')} htmlFor="try-example">
                  <Select
                    id="try-example"
                    placeholder={t('try.exampleNone')}
                    options={examples.map((one) => ({ value: one.id, label: one.title }))}
                    showSearch={{ filterOption: isTypedFor }}
                    onChange={load}
                  />
                </Form.Item>
              )}
              <Form.Item label={t('try.category')} htmlFor="try-category">
                <Select
                  id="try-category"
                  value={category}
                  options={categories.map((one) => ({ value: one.id, label: one.name }))}
                  onChange={(next: string) => setMatter({ ...matter, category: next, role: undefined, level: undefined })}
                />
              </Form.Item>
              <Form.Item label={t('try.item')} htmlFor="try-item">
                <Select
                  id="try-item"
                  allowClear
                  placeholder={t('try.itemNone')}
                  value={matter.item}
                  options={items.map((one) => ({ value: one.id, label: one.name }))}
                  showSearch={{ filterOption: isTypedFor }}
                  onChange={(next: string | undefined) => setMatter({ ...matter, item: next, situation: undefined })}
                />
              </Form.Item>
              <Form.Item label={t('try.town')} htmlFor="try-town">
                <Select
                  id="try-town"
                  value={town}
                  options={towns.map((one) => ({ value: one.id, label: one.name }))}
                  onChange={(next: string) => setMatter({ ...matter, town: next })}
                />
              </Form.Item>
            </Form>
          )}
          {asked && (asked.hidden.length > 0 || asked.seenOnly.length > 0) && (
            <p className={css.quiet} role="status">
              {asked.hidden.length > 0 && t('try.hidden', { names: asked.hidden.join(t('platform:list.separator')) })}
              {asked.seenOnly.length > 0 && t('try.seenOnly', { names: asked.seenOnly.join(t('platform:list.separator')) })}
            </p>
          )}
          <SchemaForm
            key={`${role ?? ''}@${step?.command ?? ''}`}
            schema={(asked?.form ?? form).schema}
            order={(asked?.form ?? form).order}
            value={start}
            choices={choices}
            onSubmit={submit}
            submitText={t('try.submit')}
          />
        </div>
        <section aria-label={t('try.result')} aria-live="polite" className={css.tryResult}>
          <h3>{t('try.result')}</h3>
          {!outcome && <p className={css.quiet}>{t('try.before')}</p>}
          {outcome && <Outcome form={form} filledBy={role} whistles={whistles} {...outcome} />}
        </section>
      </div>
    </Drawer>
  )
}

type RolePickerProps = { id: string; roles: readonly Role[]; value: Role | undefined; onChange: (role: Role) => void }

function RolePicker({ id, roles, value, onChange }: RolePickerProps) {
  const { i18n } = useTranslation('form')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  return (
    <Select
      id={id}
      value={value}
      showSearch={{ filterOption: isTypedFor }}
      options={roles.map((one) => ({ value: one, label: roleName(one, language) }))}
      onChange={onChange}
    />
  )
}

function Outcome({
  form,
  result,
  data,
  now,
  filledBy,
  whistles,
}: {
  form: CountyForm
  filledBy: Role | undefined
  whistles: boolean
  result?: Result<TrialResult>
  data?: Record<string, unknown>
  now: number
}) {
  const { t, i18n } = useTranslation('form')
  const { policy } = useDesign()
  const units = useUnits()
  const [reader, setReader] = useState(filledBy)
  const stored = result?.ok ? result.value.data : (data ?? {})
  const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 480
  if (result && !result.ok) {
    return <Alert type="error" showIcon title={describeRefusal(result.error, i18n.language === 'en' ? 'en' : 'zh')} />
  }
  return (
    <>
      <h4>{t('try.data')}</h4>
      <Form.Item label={t('try.reader')} htmlFor="try-reader" layout="horizontal">
        <RolePicker id="try-reader" roles={FORM_ROLES} value={reader} onChange={setReader} />
      </Form.Item>
      <FormView schema={form.schema} order={form.order} data={reader ? readBy(form, reader, stored) : stored} />
      {!result && <p className={css.quiet}>{t(whistles ? 'try.noTown' : 'try.noCategory')}</p>}
      {result && (
        <>
          <h4>{t('try.route')}</h4>
          <p>
            <strong>{result.value.route.lead ? units.name(result.value.route.lead) : t('try.byHand')}</strong>
          </p>
          <RouteReason route={result.value.route} unitName={units.name} label={t('try.why')} />
          <h4>{t('try.due')}</h4>
          {result.value.clocks.map((clock) => (
            <details key={clock.key} className={css.clock}>
              <summary>
                {clock.name} <strong className="tabular">{clock.dueAt === null ? '' : formatMoment(clock.dueAt, { offset, now })}</strong>
              </summary>
              <WhyDue clock={clock} offset={offset} now={now} />
            </details>
          ))}
          {result.value.forecast.length > 0 && <Forecast forecast={result.value.forecast} />}
        </>
      )}
    </>
  )
}
