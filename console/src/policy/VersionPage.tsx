import type { PolicyDocument } from '@shaotai/api'
import { POLICY_KINDS, type Flow, type Policy, type PolicyKind } from '@shaotai/core'
import { Button, Card, Segmented, Select, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { JsonEditor } from '../platform/editor/JsonEditor.tsx'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { NotFound } from '../platform/feedback/NotFound.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import type { Language } from '../platform/i18n.ts'
import { usePhone } from '../platform/responsive.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { ClausesFace } from './ClausesFace.tsx'
import { EditingContext, type Editing } from './editing.ts'
import { writeCode } from './faces.ts'
import { FlowFace } from './FlowFace.tsx'
import { useInForceNote } from './in-force-note.ts'
import { isKind, schemaOf } from './kinds.ts'
import { useCurrentPolicy, useLivePolicies, usePolicy } from './queries.ts'
import { conditionSayer } from './sentences.ts'
import { useStartDraft } from './start-draft.ts'
import css from './policy.module.css'

/** One published version, to be read. */
export function VersionPage() {
  const { hash, kind } = useParams()
  const found = usePolicy(hash)
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading rows={10} />
  if (kind !== undefined && !isKind(kind)) return <NotFound />
  return <VersionView version={found.data} kind={kind ?? 'sla'} base={`/policy/versions/${hash}`} />
}

/** The regulation in force, for everybody who works by it. */
export function RulesPage() {
  const { t } = useTranslation('policy')
  const { kind } = useParams()
  const current = useCurrentPolicy()
  useLivePolicies()
  if (current.error) return <ErrorState error={current.error} onRetry={() => void current.refetch()} />
  if (current.isLoading) return <PageLoading rows={10} />
  if (!current.data) return <Empty text={t('overview.noPolicy')} />
  if (kind !== undefined && !isKind(kind)) return <NotFound />
  return <VersionView version={current.data} kind={kind ?? 'sla'} base="/policy/rules" />
}

function VersionView({ version, kind, base }: { version: PolicyDocument; kind: PolicyKind; base: string }) {
  const { t, i18n } = useTranslation('policy')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const phone = usePhone()
  const navigate = useNavigate()
  const session = useSession()
  const { list: units, name: unitName } = useUnits()
  const choices = useMemo(() => units.map((unit) => ({ value: unit.id, label: unit.name })), [units])
  const start = useStartDraft()
  const note = useInForceNote(version)
  const [face, setFace] = useState('clauses')
  const policy = version.document as unknown as Policy
  const say = useMemo(() => conditionSayer(policy, { language, unitName }), [policy, language, unitName])
  const editing: Editing = {
    kind,
    policy,
    readOnly: true,
    say,
    unitName,
    units: choices,
    set: nothing,
    openCode: nothing,
    flush: () => Promise.resolve(true),
    findings: [],
    baseVersion: version.version,
  }
  const document = policy[kind]
  const shownFace = face === 'chart' && kind !== 'flows' ? 'clauses' : face
  const isOffice = hasAnyRole(session, [
    'policy-admin',
    'policy-reviewer',
    'county-leader',
    'supervisor',
    'platform-head',
    'list-manager',
    'vendor',
  ])
  const mayEdit = hasAnyRole(session, ['policy-admin'])
  return (
    <EditingContext value={editing}>
      <PageHeader
        crumbs={
          isOffice
            ? [
                { name: t('title'), to: '/policy' },
                { name: t('versions.title'), to: '/policy/versions' },
                { name: t('version', { version: version.version }) },
              ]
            : [{ name: t('rules.title') }]
        }
        title={t(`kind.${kind}`)}
        status={<Tag color={version.current ? 'success' : 'default'}>{t(version.current ? 'versions.current' : 'versions.past')}</Tag>}
        note={note}
        actions={
          mayEdit &&
          version.current &&
          !phone && (
            <Button loading={start.busy} onClick={() => void start.begin({ then: kind })}>
              {t('overview.begin')}
            </Button>
          )
        }
      />
      {phone ? (
        <Select
          className={css.kindSelect}
          aria-label={t('kinds')}
          value={kind}
          options={POLICY_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          onChange={(next) => void navigate(`${base}/${next}`)}
        />
      ) : (
        <nav className={css.kinds} aria-label={t('kinds')}>
          {POLICY_KINDS.map((one) => (
            <Link key={one} to={`${base}/${one}`} aria-current={one === kind ? 'page' : undefined}>
              {t(`kind.${one}`)}
            </Link>
          ))}
        </nav>
      )}
      <Card
        size="small"
        title={t('rule')}
        extra={
          isOffice && (
            <Segmented
              aria-label={t('face.label')}
              value={shownFace}
              onChange={setFace}
              options={[
                { value: 'clauses', label: t('face.clauses') },
                ...(kind === 'flows' ? [{ value: 'chart', label: t('face.chart') }] : []),
                { value: 'code', label: t('face.code') },
              ]}
            />
          )
        }
      >
        {shownFace === 'clauses' && <ClausesFace document={document} />}
        {shownFace === 'chart' && <FlowFace flows={document as Flow[]} />}
        {shownFace === 'code' && (
          <JsonEditor text={writeCode(document)} schema={schemaOf(kind)} path={`${kind}.json`} height={560} readOnly />
        )}
      </Card>
    </EditingContext>
  )
}

function nothing(): void {
  // A version in force is never edited.
}
