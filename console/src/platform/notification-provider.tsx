import type { NotificationProvider } from '@refinedev/core'
import type { NotificationInstance } from 'antd/es/notification/interface'
import type { MessageInstance } from 'antd/es/message/interface'

type Ways = { message: MessageInstance; notification: NotificationInstance }
let ways: Ways | undefined

/** Hands over antd's ways to speak, which exist only inside its `App`. */
export function speakThrough(given: Ways): void {
  ways = given
}

/** A short word that something went well. */
export function say(text: string): void {
  void ways?.message.success(text)
}

/** Says that something failed and what to do; stays until closed. */
export function sayFailure(title: string, description?: string): void {
  ways?.notification.error({ title, description, duration: 0, role: 'alert' })
}

/** Refine's notifications on antd: successes pass by, failures stay. */
export const notificationProvider: NotificationProvider = {
  open({ key, message, description, type }) {
    if (type === 'error') ways?.notification.error({ key, title: message, description, duration: 8 })
    else void ways?.message.success({ key, content: message })
  },
  close(key) {
    ways?.notification.destroy(key)
    ways?.message.destroy(key)
  },
}
