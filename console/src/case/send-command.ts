import type { CaseView } from '@shaotai/api'
import type { CommandName } from '@shaotai/core'
import { newIdempotencyKey, request } from '../platform/http.ts'

/** Keeps one idempotency key for the same act, so that sending it again after a lost answer does not do it twice. */
export function createSender() {
  let last: { body: string; key: string } | undefined
  return async function send(id: string, command: CommandName, data: Record<string, unknown>, expectedVersion: number): Promise<CaseView> {
    const body = { expectedVersion, data }
    const text = JSON.stringify([id, command, body])
    const key = last?.body === text ? last.key : newIdempotencyKey()
    last = { body: text, key }
    const view = await request<CaseView>('POST', `/cases/${id}/commands/${command}`, body, { idempotencyKey: key })
    last = undefined
    return view
  }
}
