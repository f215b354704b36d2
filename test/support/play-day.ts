import { api, type Client, type Photo } from './api.ts'
import { plainPng } from './png.ts'
import { aWhistle } from './whistle.ts'

type Matter = {
  title: string
  address: string
  description?: string
  item?: string
  situation?: string
  category?: string
  attempted?: string[]
}

const SAND = {
  item: 'HC-ZF-04',
  situation: 'ZF04-dump',
  description: '三家建材门店把沙石堆到路肩，大风天扬尘，两次劝告后仍未清走。',
}
const SHED = {
  item: 'HC-ZF-02',
  situation: 'ZF02-no-permit',
  description: '巡堤发现正在搭建彩钢棚，工人称今晚封顶，现场劝停无效。',
}

/** How far each matter of the day has come when it is over. */
const DAY: readonly [stage: Stage, matter: Matter][] = [
  ['closed', { title: '供销社门前早市占道卖菜，盲道走不通', address: '南河镇南河大街供销社门前' }],
  ['closed', { title: '学校门口流动摊点影响学生通行', address: '南河镇中心小学东门' }],
  ['replied', { title: '集市路口占道经营，早晚高峰堵车', address: '南河镇集市路北口' }],
  ['arrived', { title: '夜市摊点占用消防通道', address: '南河镇府前街中段' }],
  ['signed', { title: '店外经营占满人行道', address: '南河镇南河大街 86 号' }],
  ['dispatched', { title: '三轮车占道售瓜果，劝离后又返回', address: '南河镇医院西门' }],
  ['blown', { title: '建材门店沿街堆放沙石', address: '南河镇北环路西段', category: 'hard', ...SAND }],
  ['blown', { title: '大堤外侧新搭彩钢棚，正在施工', address: '南河镇大堤 12 公里处', category: 'emergency', ...SHED }],
]
const STAGES = ['blown', 'dispatched', 'signed', 'arrived', 'replied', 'closed'] as const
type Stage = (typeof STAGES)[number]

/** Plays a day of the demonstration county over HTTP, as its people would: matters at every stage. Returns their ids by title. */
export async function playDay(url: string): Promise<Map<string, string>> {
  const [town, dispatcher, dept, responder] = await Promise.all(
    ['town', 'dispatcher', 'dept', 'responder'].map((account) => api(url).signIn(account)),
  )
  if (!town || !dispatcher || !dept || !responder) throw new Error('Four people are needed')
  const ids = new Map<string, string>()
  for (const [stage, matter] of DAY) ids.set(matter.title, await play(stage, matter, { town, dispatcher, dept, responder }))
  return ids
}

async function play(
  stage: Stage,
  { title, address, description, attempted = ['dissuaded'], ...rest }: Matter,
  people: Record<'town' | 'dispatcher' | 'dept' | 'responder', Client>,
) {
  const { town, dispatcher, dept, responder } = people
  const whistle = aWhistle({
    ...rest,
    form: { title, ...(description && { description }), place: { address }, attempted, photos: [await takePhoto(town, '现场.png')] },
  })
  const { status, body } = await town.post<{ id: string }>('/api/v1/cases', whistle)
  if (status !== 201) throw new Error(`The whistle was answered ${status} ${JSON.stringify(body)}`)
  const { id } = body
  const steps: Record<Exclude<Stage, 'blown'>, () => Promise<unknown>> = {
    dispatched: () => dispatcher.act(id, 'dispatch', { lead: 'ZF', cooperating: [], reason: { text: '现场只需综合执法一家办理' } }),
    signed: async () => {
      await dept.act(id, 'sign')
      await dept.act(id, 'nameResponders', { responders: [{ name: '滕占军', phone: '13800000000' }] })
    },
    arrived: async () =>
      responder.act(id, 'arrive', { form: { place: { address }, people: 2, photos: [await takePhoto(responder, '到场.png')] } }),
    replied: async () =>
      dept.act(id, 'reply', {
        form: {
          outcome: 'solved',
          result: '现场劝离并恢复通行，与镇街商定定点经营，连续三日驻守。',
          photos: [await takePhoto(dept, '处理后.png')],
        },
      }),
    closed: async () => {
      await town.act(id, 'consent')
      await town.act(id, 'rate', { ratings: [{ unit: 'ZF', values: { speed: 5, quality: 4 } }] })
    },
  }
  for (const next of STAGES.slice(1, STAGES.indexOf(stage) + 1)) await steps[next as Exclude<Stage, 'blown'>]()
  return id
}

function takePhoto(client: Client, name: string): Promise<Photo> {
  return client.upload(plainPng(96, 72), name)
}
