import type { CaseView } from '@shaotai/api'
import type { CommandName } from '@shaotai/core'
import { newIdempotencyKey, request } from '../platform/http.ts'

/** Gives commands on cases. The same act sent again after a lost answer is done once. */
export function createSender() {
  return createCommandSender<CommandName, CaseView>('/cases')
}

/** Keeps one idempotency key for the same act, so that sending it again after a lost answer does not do it twice. */
export function createCommandSender<Name extends string, View>(path: string) {
  let last: { body: string; key: string } | undefined
  return async function send(id: string, command: Name, data: Record<string, unknown>, expectedVersion: number): Promise<View> {
    const body = { expectedVersion, data }
    const text = JSON.stringify([id, command, body])
    const key = last?.body === text ? last.key : newIdempotencyKey()
    last = { body: text, key }
    const view = await request<View>('POST', `${path}/${id}/commands/${command}`, body, { idempotencyKey: key })
    last = undefined
    return view
  }
}
