import 'monaco-editor/nls/lang/zh-cn'
import * as monaco from 'monaco-editor/editor'
import 'monaco-editor/features/register.all'
import { jsonDefaults } from 'monaco-editor/languages/features/json/register'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import JsonWorker from 'monaco-editor/language/json/json.worker?worker'
import { COLOURS, FONT_CODE } from '../theme.ts'

// The first line must stay first: the editor takes its language when it is loaded.

self.MonacoEnvironment = { getWorker: (_id: string, label: string) => (label === 'json' ? new JsonWorker() : new EditorWorker()) }

monaco.editor.defineTheme('shaotai', {
  base: 'vs',
  inherit: true,
  rules: [
    { token: 'string.key.json', foreground: COLOURS.primary.slice(1) },
    { token: 'string.value.json', foreground: '1b6b3a' },
    { token: 'number', foreground: '8a4b00' },
    { token: 'keyword.json', foreground: COLOURS.purple.slice(1) },
  ],
  colors: {
    'editor.background': '#ffffff',
    'editorLineNumber.foreground': '#6b7686',
    'editorError.foreground': COLOURS.red,
    'editorWarning.foreground': COLOURS.amber,
    focusBorder: COLOURS.primary,
  },
})

const schemas = new Map<string, unknown>()

/** Gives the file at `uri` a schema for completion and hover. Its own checking is off: our problems speak the user's language. */
export function registerSchema(uri: string, schema: unknown): () => void {
  schemas.set(uri, schema)
  apply()
  return () => {
    schemas.delete(uri)
    apply()
  }
}

function apply(): void {
  jsonDefaults.setDiagnosticsOptions({
    validate: false,
    enableSchemaRequest: false,
    schemas: [...schemas].map(([uri, schema]) => ({ uri: `${uri}.schema`, fileMatch: [uri], schema })),
  })
}

/** What every editor and comparison here has in common. */
export const EDITOR_OPTIONS: monaco.editor.IEditorOptions & monaco.editor.IGlobalEditorOptions = {
  theme: 'shaotai',
  fontFamily: FONT_CODE,
  fontSize: 14,
  lineHeight: 22,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  automaticLayout: true,
  fixedOverflowWidgets: true,
  wordWrap: 'on',
  renderWhitespace: 'none',
  unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false },
  quickSuggestions: { strings: true, other: true, comments: false },
  stickyScroll: { enabled: false },
}

export { monaco }
