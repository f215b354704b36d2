import { Agent, request as send } from 'node:http'
import { processorTime } from './processor-time.ts'

/** One HTTP exchange: a method, a path, and what goes with it. */
export type Exchange = { method: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: string }

export type LoadOptions = {
  url: string
  /** The server's process. */
  pid: number
  cookie: string
  clients: number
  /** Ends at whichever is reached first. */
  seconds: number
  most: number
  next: (index: number) => Exchange
}

/** What a run of load showed. Latencies in ms. `failed` are answers that were not 2xx; a run with any of them says nothing. */
export type Load = {
  perSecond: number
  p50: number
  p99: number
  /** Processor time of the server's process for each answer, in ms: steadier than the rate on a machine that is not idle. */
  processor: number | undefined
  answered: number
  failed: number
}

/** Keeps `clients` keep-alive connections busy: each sends the next request when it has read the answer to the last. */
export async function runLoad({ url, pid, cookie, clients, seconds, most, next }: LoadOptions): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const took: number[] = []
  let failed = 0
  let sent = 0
  const before = processorTime(pid)
  const began = performance.now()
  const client = async () => {
    while (sent < most && performance.now() - began < seconds * 1000) {
      const start = performance.now()
      const status = await exchange(agent, url, cookie, next(sent++))
      took.push(performance.now() - start)
      if (status < 200 || status > 299) failed++
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const elapsed = (performance.now() - began) / 1000
  const after = processorTime(pid)
  agent.destroy()
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  const processor = before === undefined || after === undefined ? undefined : (after - before) / took.length
  return { perSecond: took.length / elapsed, p50: at(0.5), p99: at(0.99), processor, answered: took.length, failed }
}

function exchange(agent: Agent, url: string, cookie: string, { method, path, headers, body }: Exchange): Promise<number> {
  return new Promise((resolve, reject) => {
    const sentHeaders = {
      cookie,
      accept: 'application/json',
      'x-requested-with': 'shaotai',
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
      ...headers,
    }
    const outgoing = send(url + path, { agent, method, headers: sentHeaders }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
      answer.on('error', reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
