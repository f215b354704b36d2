import { goalInWords } from '../diff-sentence.ts'
import type { Ledger } from '../../ledger/schema.ts'
import type { ArticleDraft } from './document.ts'
import type { PrintWords } from './words.ts'

/** 台账与交办: what departments may hand to towns, and the ledgers a county keeps. */
export function printLedgers(words: PrintWords): ArticleDraft[] {
  const { gate, ledgers = [] } = words.policy
  const articles: ArticleDraft[] = []
  if (gate)
    articles.push({
      at: '/gate',
      title: gate.title,
      text: `${gate.clause === undefined ? '' : `依据${gate.clause}，`}部门向镇街${words.value(gate.gated, '/gate/gated')}，须在清单之内；清单外的不予准入，但经批准且在有效期内的除外。`,
      items: words.rest(gate, '/gate', ['title', 'clause', 'gated']),
    })
  for (const [index, ledger] of ledgers.entries()) articles.push(printLedger(words, ledger, `/ledgers/${index}`))
  return articles
}

function printLedger(words: PrintWords, ledger: Ledger, at: string): ArticleDraft {
  const state = (id: string) => `“${ledger.states.find((one) => one.id === id)?.name ?? id}”`
  const form = words.policy.forms.find((one) => one.id === ledger.form)?.title ?? ledger.form
  const steps = ledger.steps.map((step, i) => {
    const who = step.by.length === 1 && step.by[0] === 'system' ? '由系统自动办理' : `由${words.roles(step.by)}办理`
    const rest = words.rest(step, `${at}/steps/${i}`, ['name', 'from', 'to', 'by', 'clause'])
    return `${step.name}：在${step.from.map(state).join('')}时${who}，办后转入${state(step.to)}${rest.length === 0 ? '' : `；${rest.join('；')}`}`
  })
  const clocks = (ledger.clocks ?? []).map((clock, i) => {
    const where = `${at}/clocks/${i}`
    const goals = (clock.goals ?? []).map((goal, j) => {
      const when = goal.when === undefined ? '' : `${words.when(goal.when, `${where}/goals/${j}/when`)}的，`
      return `${when}${goalInWords(goal, 'zh')}`
    })
    const rest = words.rest(clock, where, ['name', 'from', 'until', 'goals'])
    const length = goals.length === 0 ? '' : `，限时${goals.join('；')}`
    return `${clock.name}：自进入${clock.from.map(state).join('')}起，至进入${clock.until.map(state).join('')}止${length}${rest.length === 0 ? '' : `；${rest.join('；')}`}`
  })
  const phrased = ['name', 'note', 'clause', 'use', 'form', 'open', 'states', 'steps', 'clocks']
  return {
    at,
    title: ledger.name,
    text: `${ledger.clause === undefined ? '' : `依据${ledger.clause}，`}${ledger.note ?? `建立${ledger.name}`}${/[。；]$/.test(ledger.note ?? '') ? '' : '。'}由${words.roles(ledger.open.by)}填写《${form}》登记，登记后为${state(ledger.open.state)}。`,
    items: [...steps, ...clocks, ...words.rest(ledger, at, phrased)],
  }
}
