import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageLoading } from '../feedback/Loading.tsx'
import { problemText } from '../form/problem-text.ts'
import type { JsonSchema } from '../form/prepare-schema.ts'
import type { Language } from '../i18n.ts'
import { usePhone } from '../responsive.ts'
import { readCode, type CodeProblem, type CodeReading, type Sentences } from './read-code.ts'
import css from './editor.module.css'

const MonacoPane = lazy(() => import('./MonacoPane.tsx').then((module) => ({ default: module.MonacoPane })))
const PAUSE = 300

export type JsonEditorProps = {
  text: string
  /** Called 300 ms after the last key: the text, its value (null while broken), and what is wrong. */
  onChange?: (reading: CodeReading) => void
  /** JSON Schema of the code, for completion, hover and problems. */
  schema?: object
  /** Names the file; editors of the same schema share it. */
  path?: string
  readOnly?: boolean
  height?: number | string
  /** Further problems, for example of the policy check. */
  findings?: readonly CodeProblem[]
  /** Shows the value at this JSON pointer. */
  reveal?: string
}

/** Code of a rule: JSON with completion, hover and problems in words. Desktop only; a phone reads. */
export function JsonEditor({
  text,
  onChange,
  schema: described,
  path = 'code.json',
  readOnly = false,
  height = 480,
  findings,
  reveal,
}: JsonEditorProps) {
  const { t } = useTranslation()
  const schema = described as JsonSchema | undefined
  const phone = usePhone()
  const say = useSentences()
  const [draft, setDraft] = useState(text)
  // `sent` is what this editor itself reported last: when it comes back as `text` it is no news, and typing has gone on meanwhile.
  const [outside, setOutside] = useState<{ text: string; sent?: string; count: number }>({ text, count: 0 })
  const [place, setPlace] = useState<{ pointer: string; count: number }>()
  if (outside.text !== text) {
    if (text === outside.sent) setOutside({ ...outside, text })
    else {
      setOutside({ text, count: outside.count + 1 })
      setDraft(text)
    }
  }
  const latest = useRef(onChange)
  useEffect(() => {
    latest.current = onChange
  })
  const [reading, setReading] = useState<CodeReading>(() => readCode(text, schema, say))
  useEffect(() => {
    const timer = setTimeout(() => {
      const next = readCode(draft, schema, say)
      setReading(next)
      if (draft === text) return
      setOutside((before) => ({ ...before, sent: draft }))
      latest.current?.(next)
    }, PAUSE)
    return () => clearTimeout(timer)
    // The given text is only compared with: a new one arrives as draft.
  }, [draft, schema, say]) // oxlint-disable-line react/exhaustive-deps -- see above
  const problems = useMemo(() => [...reading.problems, ...(findings ?? [])], [reading, findings])

  if (phone) {
    return (
      <div>
        <p className={css.phone}>{t('editor.phone')}</p>
        <pre className={css.plain}>{text}</pre>
      </div>
    )
  }
  const broken = reading.problems.find((problem) => problem.kind === 'syntax')
  return (
    <div className={css.editor}>
      <Suspense
        fallback={
          <div style={{ height }} className={css.waiting}>
            <PageLoading />
          </div>
        }
      >
        <MonacoPane
          text={outside.text}
          given={outside.count}
          path={path}
          schema={schema}
          readOnly={readOnly}
          height={height}
          problems={problems}
          reveal={place ?? (reveal === undefined ? undefined : { pointer: reveal, count: 0 })}
          onText={setDraft}
        />
      </Suspense>
      {broken && (
        <div className={css.broken} role="status">
          {t('editor.broken', { line: broken.line, message: broken.message })}
        </div>
      )}
      <ProblemList problems={problems} onGo={(pointer) => setPlace((before) => ({ pointer, count: (before?.count ?? 0) + 1 }))} />
    </div>
  )
}

function ProblemList({ problems, onGo }: { problems: readonly CodeProblem[]; onGo: (pointer: string) => void }) {
  const { t } = useTranslation()
  if (problems.length === 0) return <div className={css.fine}>{t('editor.fine')}</div>
  return (
    <ul className={css.problems} aria-label={t('editor.problems', { count: problems.length })}>
      {problems.map((problem) => (
        <li key={`${problem.line}:${problem.column}:${problem.message}`}>
          <button type="button" onClick={() => onGo(problem.pointer)}>
            <span className={css.line}>{t('editor.line', { line: problem.line })}</span>
            {problem.message}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Sentences for what is wrong in code, in the language of the page. */
function useSentences(): Sentences {
  const { t, i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const syntax = useCallback(
    (code: string, params?: Readonly<Record<string, string>>) => t(`syntax.${code}`, { ...params, defaultValue: code }),
    [t],
  )
  return useMemo(() => ({ syntax, schema: (problem) => problemText(problem, t, language) }), [syntax, t, language])
}
