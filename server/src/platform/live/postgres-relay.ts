import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Change, LiveBus } from './live-bus.ts'

const CHANNEL = 'shaotai_live'
const PAYLOAD_LIMIT = 7500

/**
 * Carries changes between processes by LISTEN/NOTIFY on one connection of its own. Changes are sent after the commit and in
 * batches: NOTIFY inside the writing transactions would make all of them queue for one lock. A change lost in a crash is a
 * refresh that comes late, never data.
 */
export async function startPostgresRelay(bus: LiveBus, url: string, logger: Logger): Promise<{ stop(): Promise<void> }> {
  const waiting: Change[] = []
  let client: pg.Client | undefined
  let stopped = false
  let flushing = false

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, application_name: 'shaotai-live', keepAlive: true })
    fresh.on('notification', ({ payload }) => {
      for (const change of JSON.parse(payload ?? '[]') as Change[]) bus.receive(change)
    })
    fresh.on('error', () => void reconnect(fresh))
    fresh.on('end', () => void reconnect(fresh))
    await fresh.connect()
    await fresh.query(`listen ${CHANNEL}`)
    client = fresh
  }
  const reconnect = async (lost: pg.Client): Promise<void> => {
    if (client !== lost || stopped) return
    client = undefined
    for (let wait = 100; !stopped && !client; wait = Math.min(wait * 2, 5000)) {
      await sleep(wait)
      await connect().catch(() => logger.warn('live relay cannot connect'))
    }
  }
  const flush = async (): Promise<void> => {
    if (flushing) return
    flushing = true
    try {
      while (waiting.length > 0 && client) {
        const batch = takeBatch(waiting)
        await client.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(batch)])
      }
    } catch {
      logger.warn('live relay lost a batch')
    } finally {
      flushing = false
    }
  }

  await connect()
  bus.sendThrough((change) => {
    // Without a connection this process still tells its own browsers.
    if (!client) return bus.receive(change)
    waiting.push(change)
    setImmediate(() => void flush())
  })
  return {
    stop: async () => {
      stopped = true
      const last = client
      client = undefined
      await last?.end()
    },
  }
}

function takeBatch(waiting: Change[]): Change[] {
  const batch = [waiting.shift()!]
  let size = Buffer.byteLength(JSON.stringify(batch[0]))
  while (waiting.length > 0) {
    size += Buffer.byteLength(JSON.stringify(waiting[0])) + 1
    if (size > PAYLOAD_LIMIT) break
    batch.push(waiting.shift()!)
  }
  return batch
}
