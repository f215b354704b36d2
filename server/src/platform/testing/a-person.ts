import { MINUTE } from '@shaotai/core'
import type { Clock } from '../clock/clock.ts'
import { TestClient } from './http-client.ts'

/** Somebody who signs in again when time has passed: suites that let days go by outlive every session. */
export function aPerson(url: string, account: string, clock: Clock): Pick<TestClient, 'get' | 'send'> {
  let at = Number.NEGATIVE_INFINITY
  let signing: Promise<TestClient> | undefined
  const client = () => {
    if (!signing || Math.abs(clock.now() - at) > 10 * MINUTE) {
      at = clock.now()
      signing = TestClient.signedIn(url, account)
    }
    return signing
  }
  return {
    get: async (...args) => (await client()).get(...args),
    send: async (...args) => (await client()).send(...args),
  }
}
