/** The part of a stream that progress needs: standard error. */
export type ProgressStream = { readonly isTTY?: boolean; write(text: string): unknown }

const WIPE = '\r\u001b[2K'

/** How many cases are written so far, on one line that is wiped at the end; nothing where no person watches, or the cases go to the same terminal. */
export function exportProgress(stream: ProgressStream, out: string | undefined): { written(cases: number): void; wipe(): void } {
  const watched = stream.isTTY === true && out !== undefined
  return {
    written: (cases) => void (watched && stream.write(`${WIPE}已写入 wrote ${cases} 件 cases`)),
    wipe: () => void (watched && stream.write(WIPE)),
  }
}
