import type { Result } from '@shaotai/core'
import { WORKBOOK_LIMITS, type SheetContent, type WorkbookRefusal, type WorkbookText } from '@shaotai/office/excel'

export type ExcelJob = { kind: 'read'; bytes: Uint8Array } | { kind: 'write'; content: SheetContent }
/** What a file may be refused for, here too: it took too long, or the worker gave up. */
export type ReadRefusal = WorkbookRefusal | { code: 'too-slow' | 'failed' }

/** How long a file may take; the worker is ended then, and with it whatever it held. */
const PATIENCE = 30_000

/** Reads a workbook beside the page, so that no file can make the page stand still. A file too large is not even opened. */
export async function readExcel(file: File): Promise<Result<WorkbookText, ReadRefusal>> {
  if (file.size > WORKBOOK_LIMITS.file) return { ok: false, error: { code: 'too-large', found: file.size, most: WORKBOOK_LIMITS.file } }
  const bytes = new Uint8Array(await file.arrayBuffer())
  return run<Result<WorkbookText, WorkbookRefusal>>({ kind: 'read', bytes }, [bytes.buffer]).catch((error: unknown) => ({
    ok: false,
    error: { code: error === TOO_SLOW ? 'too-slow' : 'failed' },
  }))
}

/** Writes a workbook beside the page. */
export function writeExcel(content: SheetContent): Promise<Uint8Array> {
  return run<Uint8Array>({ kind: 'write', content }, [])
}

const TOO_SLOW = new Error('The worker took too long')

function run<T>(job: ExcelJob, transfer: Transferable[]): Promise<T> {
  const worker = new Worker(new URL('./excel.worker.ts', import.meta.url), { type: 'module' })
  let timer: ReturnType<typeof setTimeout> | undefined
  return new Promise<T>((resolve, reject) => {
    timer = setTimeout(() => reject(TOO_SLOW), PATIENCE)
    worker.addEventListener('message', (event: MessageEvent<T>) => resolve(event.data))
    worker.addEventListener('error', () => reject(new Error('The worker failed')))
    worker.addEventListener('messageerror', () => reject(new Error('The worker failed')))
    worker.postMessage(job, transfer)
  }).finally(() => {
    clearTimeout(timer)
    worker.terminate()
  })
}
