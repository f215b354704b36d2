import type { LiveProvider } from '@refinedev/core'
import { stream, type Stream } from './stream.ts'

/** Which resource of the interface a topic of the stream is about. */
const RESOURCES: Readonly<Record<string, string>> = {
  case: 'cases',
  notification: 'notifications',
  notice: 'notifications',
  policy: 'policies',
  score: 'scores',
  person: 'people',
}

/** Refine's live provider on the event stream: a change makes the queries of its resource read again. */
export function createLiveProvider(source: Stream): LiveProvider {
  return {
    subscribe({ channel, params, callback }) {
      const ids = params?.subscriptionType === 'useList' ? undefined : params?.ids?.map(String)
      return source.onChange((change) => {
        if (change === 'everything') {
          callback({ channel, type: '*', payload: {}, date: new Date() })
          return
        }
        if (channel !== `resources/${RESOURCES[change.topic] ?? change.topic}`) return
        if (ids && ids.length > 0 && !ids.includes(change.id)) return
        callback({ channel, type: 'updated', payload: { ids: [change.id] }, date: new Date(change.at) })
      })
    },
    unsubscribe(stop: () => void) {
      stop()
    },
  }
}

export const liveProvider = createLiveProvider(stream)
