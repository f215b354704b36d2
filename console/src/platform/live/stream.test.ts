import type { LiveEvent } from '@shaotai/api'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLiveProvider } from './live-provider.ts'
import { createStream, type Stream } from './stream.ts'

/** An event source the test opens, breaks and speaks through. */
class FakeSource extends EventTarget {
  static readonly all: FakeSource[] = []
  closed = false
  constructor() {
    super()
    FakeSource.all.push(this)
  }
  close() {
    this.closed = true
  }
  open() {
    this.dispatchEvent(new Event('open'))
  }
  fail() {
    this.dispatchEvent(new Event('error'))
  }
  say(data: string) {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

const change: LiveEvent = { topic: 'case', id: 'c1', at: 5 }
let stream: Stream
const latest = () => FakeSource.all.at(-1) as FakeSource

beforeEach(() => {
  vi.useFakeTimers()
  FakeSource.all.length = 0
  stream = createStream(() => new FakeSource() as unknown as EventSource)
})
afterEach(() => {
  stream.close()
  vi.useRealTimers()
})

describe('the stream', () => {
  it('passes changes on, and ignores what it cannot read', () => {
    const heard: unknown[] = []
    stream.onChange((event) => heard.push(event))
    stream.open()
    latest().open()
    latest().say(JSON.stringify(change))
    latest().say('{broken')
    latest().say('42')
    expect(heard).toEqual([change])
    expect(stream.connection()).toEqual({ state: 'live' })
  })

  it('says that it is lost, retries with growing pauses, and polls meanwhile', () => {
    const heard: unknown[] = []
    stream.onChange((event) => heard.push(event))
    stream.open()
    latest().fail()
    expect(stream.connection()).toMatchObject({ state: 'offline', attempt: 1 })
    vi.advanceTimersByTime(1000)
    latest().fail()
    vi.advanceTimersByTime(1999)
    expect(FakeSource.all).toHaveLength(2)
    vi.advanceTimersByTime(1)
    expect(FakeSource.all).toHaveLength(3)
    vi.advanceTimersByTime(12_000)
    expect(heard).toEqual(['everything'])
  })

  it('reads everything again once it is back, and stops polling', () => {
    const heard: unknown[] = []
    stream.open()
    latest().open()
    latest().fail()
    vi.advanceTimersByTime(1000)
    stream.onChange((event) => heard.push(event))
    latest().open()
    expect(heard).toEqual(['everything'])
    vi.advanceTimersByTime(60_000)
    expect(heard).toHaveLength(1)
  })

  it('stays closed once closed', () => {
    stream.open()
    latest().fail()
    stream.close()
    vi.advanceTimersByTime(120_000)
    expect(FakeSource.all).toHaveLength(1)
    expect(stream.connection()).toEqual({ state: 'idle' })
  })
})

describe('live queries', () => {
  const rows: [name: string, channel: string, ids: string[] | undefined, isCalled: boolean][] = [
    ['a list of the resource', 'resources/cases', undefined, true],
    ['the record itself', 'resources/cases', ['c1'], true],
    ['another record', 'resources/cases', ['c2'], false],
    ['another resource', 'resources/policies', undefined, false],
  ]
  it.each(rows)('%s', (_name, channel, ids, isCalled) => {
    const callback = vi.fn()
    const provider = createLiveProvider(stream)
    const subscription: unknown = provider.subscribe({
      channel,
      types: ['*'],
      callback,
      params: { ids, subscriptionType: ids ? 'useOne' : 'useList' },
    })
    stream.open()
    latest().open()
    latest().say(JSON.stringify(change))
    expect(callback).toHaveBeenCalledTimes(isCalled ? 1 : 0)
    provider.unsubscribe(subscription)
    latest().say(JSON.stringify(change))
    expect(callback).toHaveBeenCalledTimes(isCalled ? 1 : 0)
  })
})
