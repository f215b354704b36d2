import { EVENT_NAMES, type EventName, type Manifest } from '@shaotai/plugin'
import type { CallOutcome, HostedPlugin } from '@shaotai/plugin-host'
import { anEvent, type EventInput } from '@shaotai/plugin/testing'
import type { VerbName } from '@shaotai/plugin/protocol'
import { UsageError } from '../exit.ts'
import { readJsonOf } from '../read-file.ts'
import type { DevCounty, Told } from './dev-county.ts'

export type Player = {
  readonly plugin: () => HostedPlugin
  readonly manifest: () => Manifest
  readonly county: DevCounty
  readonly tell: (told: Told) => void
}

/** What one may type while a plugin runs. */
export const PLAYER_HELP = `events [词]            列出事件 / list events
event <名称> [文件]     发一个事件（文件里写与样例不同之处）/ send an event
file <文件>            发文件里的一串事件 [{"name":…}] / send those of a file
poll <接入>             轮询一次 / poll once
hook <接入> <文件>      收到一次回调 / a webhook arrives
send <通道> [号码]      发一条消息 / send a message
run <定时>              执行一次 / run a schedule
health | kv | help | quit`

let sent = 0

/** Carries out one line; `false` ends the session. */
export async function play(line: string, player: Player): Promise<boolean> {
  const [command = '', first = '', second] = line.trim().split(/\s+/)
  const { tell, county } = player
  switch (command) {
    case '':
      return true
    case 'quit':
    case 'exit':
      return false
    case 'help':
      tell({ kind: 'result', zh: PLAYER_HELP })
      return true
    case 'events': {
      const names = EVENT_NAMES.filter((name) => name.includes(first))
      tell({ kind: 'result', zh: names.join('\n'), events: names })
      return true
    }
    case 'event':
      await sendEvent(player, first, second === undefined ? {} : (readJsonOf(second) as EventInput<EventName>))
      return true
    case 'file':
      for (const { name, ...given } of listOf(readJsonOf(first))) await sendEvent(player, name, given)
      return true
    case 'poll': {
      const key = `cursor of ${first}`
      const cursor = county.kv.get(key)?.value as string | undefined
      const outcome = await call(player, 'intake.poll', first, cursor === undefined ? {} : { cursor })
      if (!outcome.ok) return true
      const { items, cursor: next } = outcome.value as { items: readonly object[]; cursor?: string }
      county.commit(items.map((item) => ({ kind: 'case.intake', item }) as never))
      if (next !== undefined) county.kv.set(key, { value: next, version: 1 })
      return true
    }
    case 'hook': {
      const body = Buffer.from(JSON.stringify(readJsonOf(second ?? ''))).toString('base64')
      const headers = { 'content-type': 'application/json' }
      const outcome = await call(player, 'intake.webhook', first, {
        id: `dev-${++sent}`,
        method: 'POST',
        path: '/',
        query: {},
        headers,
        base64: body,
        receivedAt: new Date().toISOString(),
      })
      if (outcome.ok)
        county.commit((outcome.value as { items: readonly object[] }).items.map((item) => ({ kind: 'case.intake', item }) as never))
      return true
    }
    case 'send':
      await call(player, 'channel.send', first, {
        id: `dev-${++sent}`,
        to: second ?? '13800000000',
        title: '新派单',
        text: '您有一件新派单',
        vars: {},
        urgent: false,
      })
      return true
    case 'run':
      await call(player, 'schedule.run', first, {})
      return true
    case 'health':
      await call(player, 'health', undefined, {})
      return true
    case 'kv':
      tell({
        kind: 'result',
        zh: [...county.kv].map(([key, { value }]) => `${key} = ${JSON.stringify(value)}`).join('\n') || '（空）',
        kv: Object.fromEntries(county.kv),
      })
      return true
    default:
      tell({ kind: 'failure', zh: `没有命令 ${command}；输入 help 看有哪些` })
      return true
  }
}

async function sendEvent(player: Player, name: string, given: EventInput<EventName>): Promise<void> {
  if (!EVENT_NAMES.includes(name as EventName)) {
    player.tell({ kind: 'failure', zh: `没有事件 ${name}；输入 events 看有哪些` })
    return
  }
  const event = anEvent(name as EventName, { id: `dev-${++sent}`, ...given })
  player.county.see(event.case)
  const heard = player.manifest().contributions.events.filter((row) => row.event === name)
  if (heard.length === 0) player.tell({ kind: 'result', zh: `插件不接收 ${name}` })
  for (const { id } of heard) await call(player, 'event.deliver', id, event)
}

async function call(player: Player, verb: VerbName, contribution: string | undefined, payload: unknown): Promise<CallOutcome> {
  const began = performance.now()
  const id = `dev-${sent}`
  const outcome: CallOutcome = await player.plugin().call(verb, payload as never, {
    ...(contribution !== undefined && { contribution }),
    delivery: { id, idempotencyKey: `${id}:${contribution ?? verb}`, attempt: 1 },
  })
  const took = `${Math.round(performance.now() - began)} ms`
  const what = `${verb}${contribution === undefined ? '' : ` ${contribution}`}`
  if (!outcome.ok) {
    const { class: failure, message, stack } = outcome.error
    player.tell({
      kind: 'failure',
      zh: `失败 ${what}（${took}）${failure}：${message}${stack ? `\n${stack}` : ''}`,
      verb,
      contribution,
      class: failure,
      message,
    })
    return outcome
  }
  player.county.commit(outcome.effects)
  player.tell({
    kind: 'result',
    zh: `完成 ${what}（${took}）${outcome.value === null ? '' : ` ${JSON.stringify(outcome.value).slice(0, 500)}`}`,
    verb,
    contribution,
    value: outcome.value,
  })
  return outcome
}

function listOf(value: unknown): ({ readonly name: string } & EventInput<EventName>)[] {
  const list = Array.isArray(value) ? value : [value]
  if (!list.every((one: unknown) => typeof (one as { name?: unknown } | null)?.name === 'string'))
    throw new UsageError('事件文件应为 [{"name":"case.closed", …}] / a file of events looks like [{"name":"case.closed", …}]')
  return list as ({ readonly name: string } & EventInput<EventName>)[]
}
