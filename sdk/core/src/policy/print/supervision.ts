import { EVENT_WORDS } from '../sentence-words.ts'
import type { ArticleDraft } from './document.ts'
import type { PrintWords } from './words.ts'

/** 督办与通知: cards and who is told, then which event tells whom in which words. */
export function printSupervision(words: PrintWords): ArticleDraft[] {
  const { supervision, notifications, sla } = words.policy
  const articles: ArticleDraft[] = supervision.rules.map((rule, index) => {
    const at = `/supervision/rules/${index}`
    const clock = sla.clocks.find((one) => one.id === rule.clock)?.name ?? rule.clock
    const after = rule.afterMinutes ? `后满 ${rule.afterMinutes} 分钟` : ''
    const scope = rule.when === undefined ? '' : `，且${words.when(rule.when, `${at}/when`)}的`
    const card = rule.card === 'none' ? '予以提醒' : `发${words.value(rule.card, `${at}/card`)}`
    const told = rule.notify.length === 0 ? '' : `，告知${words.roles(rule.notify)}`
    return {
      at,
      title: rule.name,
      text: `“${clock}”${rule.on === 'warned' ? '临期' : '超时'}${after}${scope}，${card}${told}。${rule.clause === undefined ? '' : `（${rule.clause}）`}`,
      items: words.rest(rule, at, ['name', 'clock', 'on', 'afterMinutes', 'when', 'card', 'notify', 'clause']),
    }
  })
  const rest = words.rest(supervision, '/supervision', ['rules'])
  if (rest.length > 0) articles.push({ at: '/supervision', title: '督办的其他规定', text: '督办另按下列规定：', items: rest })
  const quiet = notifications.quietHours
  if (notifications.notices.length > 0)
    articles.push({
      at: '/notifications',
      title: '通知',
      text: `下列情形由系统通知${quiet ? `；${quiet.from} 至 ${quiet.to} 免打扰${quiet.exceptEmergency ? '，应急除外' : ''}` : ''}：`,
      items: [
        ...notifications.notices.map((notice, i) => {
          const at = `/notifications/notices/${i}`
          const scope = notice.when === undefined ? '' : `，${words.when(notice.when, `${at}/when`)}的`
          const how = words.value(notice.channels, `${at}/channels`)
          return `${notice.name}：“${EVENT_WORDS[notice.on]}”时${scope}，以${how}告知${words.value(notice.units, `${at}/units`)}的${words.roles(notice.to)}：“${notice.text}”`
        }),
        ...words.rest(notifications, '/notifications', ['notices', 'quietHours']),
      ],
    })
  return articles
}
