import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { EDITOR_OPTIONS, monaco } from './monaco.ts'
import css from './editor.module.css'

/** Monaco's comparison; fetched when the first one is opened. */
export function DiffPane({ before, after, height }: { before: string; after: string; height: number | string }) {
  const { t } = useTranslation()
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!host.current) return undefined
    const original = monaco.editor.createModel(before, 'json')
    const modified = monaco.editor.createModel(after, 'json')
    const editor = monaco.editor.createDiffEditor(host.current, {
      ...EDITOR_OPTIONS,
      readOnly: true,
      originalEditable: false,
      hideUnchangedRegions: { enabled: true },
      renderOverviewRuler: false,
      originalAriaLabel: t('editor.before'),
      modifiedAriaLabel: t('editor.after'),
    })
    editor.setModel({ original, modified })
    return () => {
      editor.dispose()
      original.dispose()
      modified.dispose()
    }
  }, [before, after, t])
  return <div ref={host} style={{ height }} className={css.pane} />
}
