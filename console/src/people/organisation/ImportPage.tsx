import { Alert, App, Button, Steps } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ErrorState } from '../../platform/feedback/ErrorState.tsx'
import { Failure } from '../../platform/feedback/Failure.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import { PageHeader } from '../../platform/feedback/PageHeader.tsx'
import { usePhone } from '../../platform/responsive.ts'
import { useSession } from '../../platform/session.ts'
import { rememberColumns } from '../../responsibility/workbench/import/match-columns.ts'
import { changeLines } from './change-lines.ts'
import { ColumnsStep } from './ColumnsStep.tsx'
import { readExported } from './exported.ts'
import { readMemory, writeMemory } from './memory.ts'
import { planOrganisation, type Leaving } from './plan.ts'
import { PlanStep } from './PlanStep.tsx'
import { RowsStep } from './RowsStep.tsx'
import { NO_REPAIRS, rowsOf, type Repairs, type Source } from './source.ts'
import { SourceStep } from './SourceStep.tsx'
import { useChangeOrganisation, useOrganisation } from './use-organisation.ts'
import css from './organisation.module.css'

/** 导入机构: a file or pasted names, its columns, its rows one by one, and what would change in words. Nothing is saved before the last. */
export function ImportOrganisationPage() {
  const { t } = useTranslation('people')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const phone = usePhone()
  const session = useSession()
  const found = useOrganisation()
  const save = useChangeOrganisation()
  const [step, setStep] = useState(0)
  const [source, setSource] = useState<Source>()
  const [repairs, setRepairs] = useState<Repairs>(NO_REPAIRS)
  const [leaving, setLeaving] = useState<Leaving>(new Map())
  const exported = useMemo(() => readExported(source?.book?.attached), [source])
  const records = useMemo(
    () => found.data && { units: found.data.units, people: found.data.people.map(({ waiting: _, ...person }) => person) },
    [found.data],
  )
  const plan = useMemo(() => {
    if (!records || !source || !session) return undefined
    const by = { person: session.person, name: session.name, unit: session.unit.id, roles: session.roles }
    return planOrganisation({ records, by, ...rowsOf(source, repairs), exported, leaving })
  }, [records, source, session, repairs, exported, leaving])
  const lines = useMemo(() => (plan && records ? changeLines(records, plan.after, plan.change) : []), [plan, records])
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading rows={8} />
  const { base } = found.data
  const red = plan?.rows.filter(({ problems }) => problems.some(({ severity }) => severity === 'red')).length ?? 0
  const stale = exported !== undefined && exported.base !== base
  const begin = (taken: Source) => {
    save.reset()
    setSource(taken)
    setRepairs(NO_REPAIRS)
    setLeaving(new Map())
    setStep(taken.pasted ? 2 : 1)
  }
  const next = async () => {
    if (step === 1 && source) remember(source)
    if (step < 3) return setStep(step + 1)
    if (!plan) return
    const done = await save.mutateAsync({ base, change: plan.change }).catch(() => undefined)
    if (!done) return
    void message.success(t('org.saved', { units: total(done.units), people: total(done.people) }))
    void navigate(done.people.added > 0 ? '/people/first-passwords' : '/people')
  }
  const wait =
    step === 2 && red > 0
      ? t('org.redLeft', { count: red })
      : step === 2 && plan?.rows.length === 0
        ? t('org.noRows')
        : step === 3 && plan && plan.others.length > 0
          ? t('org.redLeft', { count: plan.others.length })
          : step === 3 && lines.length === 0
            ? t('org.nothing')
            : undefined
  return (
    <>
      <PageHeader
        crumbs={[{ name: t('org.title'), to: '/people' }, { name: t('org.import') }]}
        title={t('org.import')}
        note={phone ? t('org.phone') : t('org.importNote')}
      />
      {!phone && (
        <>
          <Steps
            size="small"
            className={css.steps}
            current={step}
            items={['source', 'columns', 'rows', 'plan'].map((one) => ({ title: t(`org.step.${one}`) }))}
          />
          {stale && step > 0 && <Alert type="warning" showIcon title={t('org.stale')} className={css.next} />}
          {step === 0 && <SourceStep onTake={begin} />}
          {step === 1 && source && <ColumnsStep source={source} onMatch={setSource} />}
          {step === 2 && plan && source && <RowsStep plan={plan} source={source} repairs={repairs} onRepair={setRepairs} />}
          {step === 3 && plan && <PlanStep plan={plan} lines={lines} leaving={leaving} onLeave={setLeaving} />}
          {save.error && <Failure error={save.error} className={css.next} />}
          {step > 0 && (
            <p className={css.next}>
              <Button onClick={() => setStep(step === 2 && source?.pasted ? 0 : step - 1)}>{t('org.back')}</Button>
              <Button type="primary" disabled={wait !== undefined} loading={save.isPending} onClick={() => void next()}>
                {t(step === 3 ? 'org.save' : 'org.next')}
              </Button>
              <span role="status">{wait ?? (step === 3 ? t('org.once') : t('org.safe'))}</span>
            </p>
          )}
        </>
      )}
    </>
  )
}

function remember({ units, people }: Source): void {
  const memory = readMemory()
  writeMemory({
    units: { ...memory.units, ...(units && rememberColumns(units.sheet.rows[units.header]?.cells ?? [], units.matching)) },
    people: { ...memory.people, ...(people && rememberColumns(people.sheet.rows[people.header]?.cells ?? [], people.matching)) },
  })
}

function total(counts: Readonly<Record<'added' | 'changed' | 'retired' | 'removed', number>>): number {
  return counts.added + counts.changed + counts.retired + counts.removed
}
