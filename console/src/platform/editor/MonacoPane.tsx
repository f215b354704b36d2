import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonSchema } from '../form/prepare-schema.ts'
import { toEditorSchema } from './editor-schema.ts'
import { EDITOR_OPTIONS, monaco, registerSchema } from './monaco.ts'
import { findSpan, type CodeProblem } from './read-code.ts'
import css from './editor.module.css'

export type MonacoPaneProps = {
  text: string
  /** Counts the texts that came from outside; only then is `text` put into the editor, so that nothing being typed is overwritten. */
  given: number
  path: string
  schema: JsonSchema | undefined
  readOnly: boolean
  height: number | string
  problems: readonly CodeProblem[]
  reveal: { pointer: string; count: number } | undefined
  onText: (text: string) => void
}

let count = 0

/** Monaco itself; fetched when the first editor is opened. */
export function MonacoPane({ text, given, path, schema, readOnly, height, problems, reveal, onText }: MonacoPaneProps) {
  const { t, i18n } = useTranslation()
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(undefined)
  const typed = useRef(onText)
  useEffect(() => {
    typed.current = onText
  })

  useEffect(() => {
    if (!host.current) return undefined
    count += 1
    const uri = monaco.Uri.parse(`inmemory://shaotai/${count}/${path}`)
    const model = monaco.editor.createModel(text, 'json', uri)
    model.updateOptions({ tabSize: 2, insertSpaces: true })
    const created = monaco.editor.create(host.current, { ...EDITOR_OPTIONS, model, readOnly, ariaLabel: t('editor.label') })
    editor.current = created
    const listening = model.onDidChangeContent(() => typed.current(model.getValue()))
    const forget = schema ? registerSchema(uri.toString(), toEditorSchema(schema, i18n.language === 'en' ? 'en' : 'zh')) : undefined
    return () => {
      forget?.()
      listening.dispose()
      created.dispose()
      model.dispose()
      editor.current = undefined
    }
    // One editor per file: text and the rest are passed on below.
  }, [path, schema, i18n.language]) // oxlint-disable-line react/exhaustive-deps -- see above

  useEffect(() => editor.current?.updateOptions({ readOnly }), [readOnly])

  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model || model.getValue() === text) return
    // As an edit, not a replacement: the undo history survives a change made in the form.
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
    // The text itself also changes when what was typed comes back.
  }, [given]) // oxlint-disable-line react/exhaustive-deps -- see above

  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model) return
    const markers = problems.map((problem) => ({
      severity: problem.kind === 'syntax' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
      message: problem.message,
      startLineNumber: problem.line,
      startColumn: problem.column,
      endLineNumber: problem.endLine,
      endColumn: problem.endColumn,
    }))
    monaco.editor.setModelMarkers(model, 'shaotai', markers)
  }, [problems, path, schema, i18n.language])

  useEffect(() => {
    const model = editor.current?.getModel()
    const span = model && reveal ? findSpan(model.getValue(), reveal.pointer) : undefined
    if (!span || !editor.current) return
    editor.current.revealLineInCenter(span.line)
    editor.current.setPosition({ lineNumber: span.line, column: span.column })
    editor.current.focus()
  }, [reveal])

  return (
    <>
      {!readOnly && (
        <div className={css.tools}>
          <button type="button" onClick={() => void editor.current?.getAction('editor.action.formatDocument')?.run()}>
            {t('editor.format')}
          </button>
        </div>
      )}
      <div ref={host} style={{ height }} className={css.pane} />
    </>
  )
}
