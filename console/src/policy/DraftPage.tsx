import { HistoryOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons'
import type { PolicyDraftDocument } from '@shaotai/api'
import { POLICY_KINDS, type Policy, type PolicyKind } from '@shaotai/core'
import { Alert, Button, Card, Drawer, Segmented } from 'antd'
import { Suspense, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useNavigate, useParams, useSearchParams } from 'react-router'
import { JsonEditor } from '../platform/editor/JsonEditor.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { NotFound } from '../platform/feedback/NotFound.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { findProblems } from '../platform/form/problems.ts'
import { problemText } from '../platform/form/problem-text.ts'
import type { JsonSchema } from '../platform/form/prepare-schema.ts'
import type { Language } from '../platform/i18n.ts'
import { serverNow } from '../platform/now.ts'
import { usePhone } from '../platform/responsive.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { ChangeList } from './ChangeList.tsx'
import { ClaimBar } from './ClaimBar.tsx'
import { ClausesFace } from './ClausesFace.tsx'
import { designerOf, type DesignerProps } from './designers.tsx'
import { DraftBars } from './DraftBars.tsx'
import { DraftTag } from './DraftTag.tsx'
import { EditingContext, useEditing, type Editing } from './editing.ts'
import { EditHistory } from './EditHistory.tsx'
import { replaceAt } from './edit-at.ts'
import { ExampleList } from './ExampleList.tsx'
import { FindingList } from './FindingList.tsx'
import { useInForceNote } from './in-force-note.ts'
import { KindTabs } from './KindTabs.tsx'
import { isKind, kindAt, schemaOf } from './kinds.ts'
import { useCurrentPolicy, useDraft, useDraftClaims, useLiveDraft, useLivePolicies, usePolicy } from './queries.ts'
import { conditionSayer } from './sentences.ts'
import { SavedNote } from './SavedNote.tsx'
import { useAdopt } from './use-adopt.ts'
import { useClaim } from './use-claim.ts'
import { useDraftDocument } from './use-draft-document.ts'
import { useIgnoring } from './use-ignoring.ts'
import { WithdrawButton } from './WithdrawButton.tsx'
import css from './policy.module.css'

/** One document of a draft, to be edited as form, text or code. */
export function DraftPage() {
  const { id = '', kind } = useParams()
  const draft = useDraft(id, { editing: true })
  const current = useCurrentPolicy()
  useLivePolicies({ editing: true })
  useLiveDraft(id)
  if (draft.error) return <ErrorState error={draft.error} onRetry={() => void draft.refetch()} />
  if (!draft.data || !draft.isFetchedAfterMount || current.isLoading) return <PageLoading rows={10} />
  if (kind === undefined) return <Navigate to={`/policy/drafts/${id}/${firstKind(draft.data)}`} replace />
  if (!isKind(kind)) return <NotFound />
  return <DocumentEditor key={`${id}/${kind}`} draft={draft.data} kind={kind} />
}

type Face = 'form' | 'chart' | 'clauses' | 'code'

function DocumentEditor({ draft, kind }: { draft: PolicyDraftDocument; kind: PolicyKind }) {
  const { t, i18n } = useTranslation('policy')
  const { t: platformT } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const phone = usePhone()
  const navigate = useNavigate()
  const session = useSession()
  const current = useCurrentPolicy().data
  const note = useInForceNote(current)
  const base = usePolicy(draft.base).data
  const { list: units, name: unitName } = useUnits()
  const [params] = useSearchParams()
  const asked = params.get('at') ?? undefined
  const [face, setFace] = useState<Face>('form')
  const [reveal, setReveal] = useState<string>()
  const [comparing, setComparing] = useState(false)
  const [looking, setLooking] = useState(false)
  const [judging, setJudging] = useState(false)
  const { adopt, busy } = useAdopt(draft)
  const editor = useDraftDocument(draft, kind)
  const { faces, edit, saving } = editor
  const open = draft.status === 'draft' || draft.status === 'rejected'
  const mayEdit = hasAnyRole(session, ['policy-admin'])
  const mayClaim = open && mayEdit && !phone
  const desk = useClaim({ id: draft.id, kind, enabled: mayClaim, flush: editor.flush, catchUp: editor.catchUp })
  const claims = useDraftClaims(draft.id)
  const ignoring = useIgnoring(draft.id)
  const readOnly = !mayClaim || desk.view.state === 'other' || editor.offer !== undefined
  const schema = schemaOf(kind)
  const designer = designerOf(kind)

  const policy = useMemo(() => ({ ...draft.document, [kind]: faces.value }) as unknown as Policy, [draft.document, kind, faces.value])
  const saved = draft.document as unknown as Policy
  const say = useMemo(() => conditionSayer(saved, { language, unitName }), [saved, language, unitName])
  const choices = useMemo(() => units.map((unit) => ({ value: unit.id, label: unit.name })), [units])
  const findings = useMemo(() => draft.findings.filter((finding) => kindAt(finding.at) === kind), [draft.findings, kind])
  const openCode = (at: string) => {
    setReveal(at)
    setFace('code')
  }
  const editing: Editing = {
    kind,
    policy,
    readOnly: readOnly || faces.trouble !== undefined,
    say,
    unitName,
    units: choices,
    set: (at, value, { apart = false, place = at } = {}) =>
      edit({ type: 'form', value: replaceAt(faces.value, at, value), at: serverNow(), place, apart }),
    findings,
    baseVersion: draft.baseVersion,
    openCode,
    flush: editor.flush,
  }
  const shapes = useMemo(() => {
    if (faces.trouble) return []
    // A part the county does not have has nothing wrong.
    if (faces.value === undefined || faces.value === null) return []
    return findProblems(schema as JsonSchema, faces.value).map((problem) => ({
      at: problem.at,
      text: problemText(problem, platformT, language),
    }))
  }, [faces.trouble, faces.value, schema, platformT, language])

  useEffect(() => {
    const shortcut = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || readOnly) return
      // Inside the code editor its own history serves; in a text field the browser's.
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea:not([data-undo=page]), .monaco-editor')) return
      const isRedo = event.key === 'y' || (event.shiftKey && event.key.toLowerCase() === 'z')
      if (!isRedo && event.key !== 'z') return
      event.preventDefault()
      edit({ type: isRedo ? 'redo' : 'undo' })
    }
    addEventListener('keydown', shortcut)
    return () => removeEventListener('keydown', shortcut)
  }, [edit, readOnly])

  const changed = draft.changes.filter((change) => kindAt(change.at) === kind)
  const goTo = (at: string) => {
    const target = kindAt(at)
    if (target) void navigate(`/policy/drafts/${draft.id}/${target}?at=${encodeURIComponent(at.slice(target.length + 1))}`)
  }
  const submit = async () => {
    if (faces.trouble || !(await editor.flush())) return
    void navigate(`/policy/review/${draft.id}`)
  }
  const takeOver = async (ids: string[]) => {
    if (faces.trouble || !(await editor.flush())) return
    const examples = await adopt(ids)
    if (examples && kind === 'examples') edit({ type: 'load', value: examples })
  }
  const faceOptions = [
    { value: 'form', label: t('face.form') },
    ...(designer.chart ? [{ value: 'chart', label: t('face.chart') }] : []),
    { value: 'clauses', label: t('face.clauses') },
    { value: 'code', label: t('face.code') },
  ]
  const before = base?.document as unknown as Policy | undefined
  const shown = { document: faces.value, focus: asked, base: before }
  const Side = face === 'code' || faces.value === undefined ? undefined : designer.side
  return (
    <EditingContext value={editing}>
      <PageHeader
        crumbs={[{ name: t('title'), to: '/policy' }, { name: t('draft.crumb', { version: draft.baseVersion + 1 }) }]}
        title={t(`kind.${kind}`)}
        status={<DraftTag draft={draft} />}
        note={note}
        actions={
          <>
            <SavedNote saving={saving} faces={faces} />
            {!readOnly && (
              <>
                <Button
                  icon={<UndoOutlined />}
                  disabled={faces.past.length === 0 && !faces.trouble}
                  onClick={() => edit({ type: 'undo' })}
                  title="Ctrl+Z"
                >
                  {t('draft.undo')}
                </Button>
                <Button
                  icon={<RedoOutlined />}
                  disabled={faces.future.length === 0}
                  onClick={() => edit({ type: 'redo' })}
                  title="Ctrl+Shift+Z"
                  aria-label={t('draft.redo')}
                />
              </>
            )}
            <Button icon={<HistoryOutlined />} onClick={() => setLooking(true)}>
              {t('edits.open')}
            </Button>
            <Button onClick={() => setComparing(true)}>{t('draft.compare', { count: draft.changes.length })}</Button>
            {draft.status === 'submitted' && (
              <Link to={`/policy/review/${draft.id}`}>
                <Button>{t('draft.review')}</Button>
              </Link>
            )}
            {draft.status === 'submitted' && mayEdit && <WithdrawButton draft={draft} />}
            {open && mayEdit && (
              <Button type="primary" onClick={() => void submit()} disabled={faces.trouble !== undefined}>
                {t('draft.toPublish')}
              </Button>
            )}
          </>
        }
      />
      {mayClaim && <ClaimBar desk={desk} />}
      <DraftBars draft={draft} editor={editor} phone={phone} mine={desk.view.state !== 'other'} />
      <KindTabs draft={draft} kind={kind} claims={claims} />
      <div className={Side ? css.twoColumns : undefined}>
        <div className={css.column}>
          <Card
            size="small"
            title={t('rule')}
            extra={
              <Segmented
                data-tour="faces"
                aria-label={t('face.label')}
                options={faceOptions}
                value={face}
                onChange={(next) => setFace(next as Face)}
              />
            }
          >
            {faces.trouble && face !== 'code' && (
              <Alert
                type="warning"
                showIcon
                className={css.bar}
                title={t('code.paused', { line: faces.trouble.line })}
                description={faces.trouble.message}
                action={
                  <span className={css.barButtons}>
                    <Button size="small" onClick={() => openCode(faces.trouble?.pointer ?? '')}>
                      {t('code.back')}
                    </Button>
                    <Button size="small" onClick={() => edit({ type: 'drop-code' })}>
                      {t('code.drop')}
                    </Button>
                  </span>
                }
              />
            )}
            <Suspense fallback={<PageLoading rows={8} />}>
              {face === 'form' && <FormFace {...shown} />}
              {face === 'chart' && designer.chart && <designer.chart {...shown} />}
            </Suspense>
            {face === 'clauses' && <ClausesFace document={faces.value} />}
            {face === 'code' && (
              <JsonEditor
                text={faces.text}
                schema={schema}
                path={`${kind}.json`}
                height={520}
                readOnly={readOnly}
                reveal={reveal}
                onChange={(reading) => edit({ type: 'code', reading, at: serverNow() })}
              />
            )}
          </Card>
          <section className={css.problems} aria-label={t('check.title')}>
            {shapes.length > 0 && (
              <Alert
                type="error"
                showIcon
                title={t('shape.title', { count: shapes.length })}
                description={
                  <ul className={css.shapes}>
                    {shapes.slice(0, 8).map((shape) => (
                      <li key={`${shape.at}${shape.text}`}>
                        <button type="button" onClick={() => goTo(`/${kind}${shape.at}`)}>
                          {shape.text}
                        </button>
                      </li>
                    ))}
                  </ul>
                }
              />
            )}
            {draft.examples.length > 0 && (
              <Alert
                type="error"
                showIcon
                title={t('example.failing', { count: draft.examples.length, total: saved.examples.length })}
                action={<Button onClick={() => setJudging(true)}>{t('example.open')}</Button>}
              />
            )}
            <FindingList findings={findings} policy={saved} onGo={readOnly ? undefined : goTo} ignoring={ignoring} />
          </section>
        </div>
        {Side && (
          <div className={css.column}>
            <Suspense fallback={<PageLoading rows={4} />}>
              <Side {...shown} />
            </Suspense>
            <Card size="small" title={t('change.here', { count: changed.length })}>
              <ChangeList changes={changed} policy={saved} before={before} />
            </Card>
          </div>
        )}
      </div>
      {looking && (
        <EditHistory
          draft={draft}
          kind={kind}
          onClose={() => setLooking(false)}
          onRestore={readOnly || faces.trouble ? undefined : (value) => edit({ type: 'form', value, at: serverNow(), place: 'restore' })}
        />
      )}
      <Drawer
        open={comparing}
        onClose={() => setComparing(false)}
        size={640}
        title={t('draft.compareTitle', { version: draft.baseVersion })}
      >
        <ChangeList changes={draft.changes} policy={saved} before={before} />
      </Drawer>
      <Drawer open={judging} onClose={() => setJudging(false)} size={720} title={t('example.title')}>
        <ExampleList failing={draft.examples} policy={saved} busy={busy} onAdopt={readOnly ? undefined : (ids) => void takeOver(ids)} />
      </Drawer>
    </EditingContext>
  )
}

function FormFace(props: DesignerProps) {
  const { t } = useTranslation('policy')
  const { kind, readOnly, set } = useEditing()
  if (props.document === undefined) {
    return (
      <div className={css.formPad}>
        <p className={css.nothing}>{t('view.absent')}</p>
        {!readOnly && <Button onClick={() => set('', kind === 'admission' ? { tables: [] } : [])}>{t('view.begin')}</Button>}
      </div>
    )
  }
  const { form: Form } = designerOf(kind)
  return <Form {...props} />
}

export function firstKind(draft: PolicyDraftDocument): PolicyKind {
  const touched = POLICY_KINDS.find((kind) => draft.changes.some((change) => kindAt(change.at) === kind))
  return touched ?? 'sla'
}
