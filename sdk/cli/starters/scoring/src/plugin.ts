import { definePlugin, t } from '@shaotai/plugin'

/** 只算分，不联网：同样的事实总是同样的分 / pure: the same facts, the same points. */
export default definePlugin({
  id: 'cn.example.scoring',
  version: '0.1.0',
  api: 'shaotai/1',
  vendor: 'example',
  title: { zh: '时效加分', en: 'Points for speed' },
  description: { zh: '按办结早晚给分', en: 'Points by how early a matter was done' },
}).scoring('speed', {
  title: '办结时效',
  params: t.object({ perHour: t.int({ title: '每超时 1 小时扣分', min: 0, max: 100, default: 10 }) }),
  score: ({ closedAt, due }, { perHour }) => {
    if (closedAt === undefined || typeof due !== 'string') return { points: 0, reason: '还没有办结' }
    const late = Math.max(0, Math.ceil((Date.parse(closedAt) - Date.parse(due)) / 3_600_000))
    return late === 0 ? { points: 100, reason: '按时办结' } : { points: Math.max(0, 100 - late * perHour), reason: `超时 ${late} 小时` }
  },
})
