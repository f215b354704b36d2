import type { Flow } from '../../flow/schema.ts'
import type { ArticleDraft } from './document.ts'
import type { PrintWords } from './words.ts'

/** 办理流程: states, steps, tasks of departments, requests, and everything else a flow says. */
export function printFlows(words: PrintWords): ArticleDraft[] {
  return words.policy.flows.flatMap((flow, index) => printFlow(words, flow, `/flows/${index}`))
}

function printFlow(words: PrintWords, flow: Flow, at: string): ArticleDraft[] {
  const several = words.policy.flows.length > 1
  const of = (title: string) => (several ? `${title}（${flow.name}）` : title)
  const articles: ArticleDraft[] = [
    {
      at: `${at}/states`,
      title: of('状态'),
      text: `${flow.name}的${words.term('case')}依次经过：${flow.states.map((state) => state.name).join('、')}。自“${stateName(flow, flow.initial)}”开始。`,
    },
    {
      at: `${at}/steps`,
      title: of('步骤'),
      text: '办理按下列步骤进行：',
      items: flow.steps.map((step, i) => {
        const froms = step.from.map((id) => `“${stateName(flow, id)}”`).join('')
        const ends = step.from.length === 1 && step.from[0] === step.to ? '' : `，办后转入“${stateName(flow, step.to)}”`
        const who = step.by.length === 1 && step.by[0] === 'system' ? '由系统自动办理' : `由${words.roles(step.by)}办理`
        return `${step.name}：在${froms}时${who}${ends}${stepRest(words, step, `${at}/steps/${i}`, ['act', 'from', 'to'])}`
      }),
    },
    {
      at: `${at}/assignment`,
      title: of('应哨任务'),
      text: `应哨单位按下列步骤办理：`,
      items: flow.assignment.steps.map(
        (step, i) => `${step.name}：由${words.roles(step.by)}办理${stepRest(words, step, `${at}/assignment/steps/${i}`, ['act', 'from'])}`,
      ),
    },
    {
      at: `${at}/joins`,
      title: of('并办'),
      text: `几家单位共同办理的：${(['signed', 'arrived', 'done'] as const).map((key) => `${JOINED[key]}以${joinWords(flow.joins[key])}为准`).join('，')}。`,
    },
  ]
  for (const [index, rule] of flow.requests.entries())
    articles.push({
      at: `${at}/requests/${index}`,
      title: of(rule.name),
      text: `${rule.name}由${words.roles(rule.by)}提出，由${words.roles(rule.decidedBy)}审批。${rule.clause === undefined ? '' : `（${rule.clause}）`}`,
      items: [
        ...(rule.reasons.length === 0 ? [] : [`理由限于：${rule.reasons.map((one) => one.name).join('、')}`]),
        ...words.rest(rule, `${at}/requests/${index}`, ['kind', 'name', 'by', 'decidedBy', 'reasons', 'clause', 'from']),
      ],
    })
  if (flow.panel)
    articles.push({
      at: `${at}/panel`,
      title: of('定责小组'),
      text: `责任有争议的，由定责小组认定。小组由${flow.panel.seats
        .map((seat) => `${words.unit(seat.unit)}${seat.chair ? '（组长）' : ''}`)
        .join('、')}组成，到会 ${flow.panel.quorum} 席方可表决。`,
      items: words.rest(flow.panel, `${at}/panel`, ['seats', 'quorum']),
    })
  articles.push({
    at: `${at}/limits`,
    title: of('次数限制'),
    text: `退回补正不超过 ${flow.limits.supplements} 次；第 ${flow.limits.returnsBeforePanel} 次退回转定责；退回被驳 ${flow.limits.refusedReturns} 次为终局；重办不超过 ${flow.limits.reworkRounds} 轮；催办间隔不少于 ${flow.limits.urgeIntervalMinutes} 分钟。`,
    items: words.rest(flow.limits, `${at}/limits`, [
      'supplements',
      'returnsBeforePanel',
      'refusedReturns',
      'reworkRounds',
      'urgeIntervalMinutes',
    ]),
  })
  articles.push({
    at: `${at}/consent`,
    title: of('同意结案'),
    text: `${flow.consent.required ? `${words.term('close')}须经吹哨镇街同意，问题不解决，哨件不${words.term('close')}。` : `${words.term('close')}不以镇街同意为条件。`}${flow.consent.automatic ? '镇街逾期不表态的，视为同意。' : '逾期不表态不视为同意。'}`,
    items: words.rest(flow.consent, `${at}/consent`, ['required', 'automatic']),
  })
  const phrased = ['name', 'initial', 'states', 'steps', 'assignment', 'joins', 'requests', 'panel', 'limits', 'consent']
  const rest = words.rest(flow, at, phrased)
  if (rest.length > 0) articles.push({ at, title: of('其他规定'), text: `${flow.name}另按下列规定：`, items: rest })
  return articles
}

const JOINED = { signed: '签收', arrived: '到场', done: '答复' } as const

function joinWords(join: Flow['joins']['done']): string {
  return join === 'lead' ? '牵头单位完成' : join === 'all' ? '全部单位完成' : `${join} 家单位完成`
}

function stateName({ states }: Flow, id: string): string {
  return states.find((one) => one.id === id)?.name ?? id
}

type AnyStep = Flow['steps'][number] | Flow['assignment']['steps'][number]

function stepRest(words: PrintWords, step: AnyStep, at: string, phrased: readonly string[]): string {
  const form = step.form === undefined ? undefined : (words.policy.forms.find((one) => one.id === step.form)?.title ?? step.form)
  const parts = [
    step.when && `仅限${words.when(step.when, `${at}/when`)}的`,
    form && `填写《${form}》`,
    step.reason === 'required' && '须写明理由',
    step.reasons && step.reasons.length > 0 && `理由限于：${step.reasons.map((one) => one.name).join('、')}`,
    ...words.rest(step, at, ['name', 'by', 'when', 'form', 'reason', 'reasons', 'note', 'clause', ...phrased]),
    step.note,
  ].filter((one): one is string => typeof one === 'string' && one !== '')
  const source = step.clause === undefined ? '' : `（${step.clause}）`
  return `${parts.length === 0 ? '' : `；${parts.join('；')}`}${source}`
}
