import { expect, it } from 'vitest'
import { exportProgress } from './export-progress.ts'

it.each<[string, boolean | undefined, string | undefined, string[]]>([
  ['a terminal and a file', true, 'history.jsonl', ['|已写入 wrote 200 件 cases', '|']],
  ['a terminal that shows the cases themselves', true, undefined, []],
  ['a pipe', undefined, 'history.jsonl', []],
  ['a log file', false, 'history.jsonl', []],
])('progress of an export into %s', (_name, isTTY, out, expected) => {
  const written: string[] = []
  const progress = exportProgress({ ...(isTTY !== undefined && { isTTY }), write: (text) => written.push(text) }, out)
  progress.written(200)
  progress.wipe()
  expect(written.map((text) => text.replace('\r\u001b[2K', '|'))).toEqual(expected)
})
