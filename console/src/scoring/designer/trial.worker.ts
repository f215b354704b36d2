import type { SimulationFacts } from '@shaotai/api'
import { loadPages, PagesFailed } from '../../simulation/load-pages.ts'
import { openTrial, type ModelTrial } from './try-model.ts'
import type { TrialAnswer, TrialQuestion } from './trial-message.ts'

/** Keeps a year of facts and answers what a draft would do, so that the page never waits while a bar moves. */
let trial: ModelTrial | undefined

addEventListener('message', (event: MessageEvent<TrialQuestion>) => {
  const question = event.data
  if (question.type === 'load') {
    void load(question)
    return
  }
  try {
    if (trial) say({ type: 'answer', id: question.id, value: answer(trial, question) })
  } catch (error) {
    // A half-typed draft may name what is not there; the page says that it cannot be tried.
    say({ type: 'broken', id: question.id, message: String(error) })
  }
})

async function load({ address, limit, now }: Extract<TrialQuestion, { type: 'load' }>): Promise<void> {
  try {
    const pages = await loadPages<SimulationFacts>(address, {
      limit,
      until: now,
      onProgress: (progress) => say({ type: 'loading', progress }),
    })
    trial = openTrial(
      pages.map(({ page }) => page),
      pages[0]?.since ?? now,
    )
    say({ type: 'loaded', facts: pages.reduce((sum, { page }) => sum + page.at.length, 0) })
  } catch (error) {
    say({ type: 'failed', status: error instanceof PagesFailed ? error.status : 0 })
  }
}

function answer(open: ModelTrial, question: Exclude<TrialQuestion, { type: 'load' }>): unknown {
  if (question.type === 'periods') return open.periods(question.unit, question.offset, question.now)
  if (question.type === 'explain') return open.explain(question.trial, question.offset, question.subject)
  const began = performance.now()
  const { comparison, missing } = open.compare(question.trial, question.offset, question.known)
  return { comparison, missing, took: performance.now() - began }
}

function say(message: TrialAnswer): void {
  postMessage(message)
}
