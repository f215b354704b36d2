import { readWorkbook, writeWorkbook } from '@shaotai/office/excel'
import type { ExcelJob } from './excel-client.ts'

addEventListener('message', (event: MessageEvent<ExcelJob>) => {
  const { data } = event
  const done: Promise<unknown> = data.kind === 'read' ? readWorkbook(data.bytes) : writeWorkbook(data.content)
  // What nobody foresaw is thrown outside the promise, where the page hears of it.
  done.then(
    (answer) => postMessage(answer),
    (error: unknown) =>
      setTimeout(() => {
        throw error
      }),
  )
})
