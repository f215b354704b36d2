import { Controller, Req, Res } from '@nestjs/common'
import { route } from '@shaotai/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Authenticator, type Caller } from '../http/authenticator.ts'
import { Allow, CurrentCaller, Route } from '../http/route-decorators.ts'
import { LiveBus, type Numbered } from './live-bus.ts'

const stream = route({
  method: 'GET',
  path: '/api/v1/stream',
  tag: 'notification',
  summary: '实时变化（Server-Sent Events）',
  description:
    'Each message says what changed and is to be fetched again. `Last-Event-ID` resumes; a `reset` event means: fetch everything.',
})

const HEARTBEAT = 15_000
/** A client that leaves this much unread is cut off; it comes back by itself and resumes. */
const UNREAD_LIMIT = 256 * 1024
const PER_PERSON = 8

/** Keeps a line open to each browser. */
@Controller()
export class LiveController {
  private readonly open = new Map<string, Set<() => void>>()

  constructor(
    private readonly bus: LiveBus,
    private readonly authenticator: Authenticator,
  ) {}

  @Route(stream)
  @Allow('signed-in')
  show(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const headers = reply.getHeaders()
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...(headers as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    })
    const lastId = request.headers['last-event-id']
    const write = (text: string) => {
      if (raw.writableLength > UNREAD_LIMIT) end()
      else raw.write(text)
    }
    const tell = (change: Numbered) => {
      if (this.bus.isFor(caller.context, change)) write(format(this.bus.epoch, change))
    }
    const stop = this.bus.listen(tell)
    const beat = setInterval(() => {
      // A session that ended elsewhere ends here too.
      void this.authenticator.authenticate(request).then((still) => (still ? write(': \n\n') : end()), end)
    }, HEARTBEAT)
    const end = () => {
      clearInterval(beat)
      stop()
      this.forget(caller, end)
      raw.end()
    }
    raw.on('close', end)
    this.remember(caller, end)
    if (request.method === 'HEAD') return end()
    write(`retry: 2000\n${this.resume(caller, typeof lastId === 'string' ? lastId : undefined)}`)
  }

  /** Ends every line: before the server closes, which waits for open connections. */
  endAll(): void {
    for (const ends of this.open.values()) for (const end of ends) end()
  }

  private resume(caller: Caller, lastId: string | undefined): string {
    const [epoch, seq] = lastId?.split('.') ?? []
    const missed = epoch === this.bus.epoch && seq !== undefined && /^\d{1,15}$/.test(seq) ? this.bus.since(Number(seq)) : undefined
    const start = `id: ${this.bus.epoch}.${this.bus.last}\n`
    if (!missed) return `${start}event: reset\ndata: {}\n\n`
    return `${start}event: ready\ndata: {}\n\n${missed
      .filter((change) => this.bus.isFor(caller.context, change))
      .map((change) => format(this.bus.epoch, change))
      .join('')}`
  }

  private remember({ context }: Caller, end: () => void): void {
    const key = `${context.county}/${context.actor.person}`
    const ends = this.open.get(key) ?? new Set()
    this.open.set(key, ends.add(end))
    if (ends.size > PER_PERSON) ends.values().next().value!()
  }

  private forget({ context }: Caller, end: () => void): void {
    const key = `${context.county}/${context.actor.person}`
    const ends = this.open.get(key)
    ends?.delete(end)
    if (ends?.size === 0) this.open.delete(key)
  }
}

function format(epoch: string, { seq, event }: Numbered): string {
  return `id: ${epoch}.${seq}\nevent: change\ndata: ${JSON.stringify(event)}\n\n`
}
