/** How far a long command is, on one line that is wiped when it ends. */
export type Progress = {
  /** One more is done. */
  step(): void
  /** Takes the line away; more steps may follow. */
  wipe(): void
}

/** The part of a stream that progress needs: standard error. */
export type ProgressStream = { readonly isTTY?: boolean; write(text: string): unknown }

/** Nothing is shown: for pipes, files, and programs that read JSON. */
export const SILENT: Progress = { step: () => undefined, wipe: () => undefined }

/** Milliseconds between two drawings of the line. */
const PAUSE = 100
const WIPE = '\r\u001b[2K'

/** Progress on a stream, if a person watches it. `of` is how many there are in all, where that is known. `now` in ms. */
export function progressOn(stream: ProgressStream, what: string, { of, now }: { of?: number; now: () => number }): Progress {
  if (stream.isTTY !== true) return SILENT
  let done = 0
  let drawnAt = Number.NEGATIVE_INFINITY
  let shown = false
  return {
    step() {
      done++
      // Asking for the time is dearer than a step of the fastest command.
      if (done % 16 !== 1 && of !== done) return
      const at = now()
      if (at - drawnAt < PAUSE) return
      drawnAt = at
      shown = true
      stream.write(`${WIPE}${what} ${of === undefined ? `${done} 件` : `${done} / ${of} 件（${Math.floor((done * 100) / of)}%）`}`)
    },
    wipe() {
      if (shown) stream.write(WIPE)
      shown = false
    },
  }
}

/** Runs something with progress and takes its line away, also when it throws. */
export function withProgress<T>(progress: Progress, run: (progress: Progress) => T): T {
  try {
    return run(progress)
  } finally {
    progress.wipe()
  }
}
