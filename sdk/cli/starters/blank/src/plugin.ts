import { definePlugin } from '@shaotai/plugin'

export default definePlugin({
  id: 'cn.example.blank',
  version: '0.1.0',
  api: 'shaotai/1',
  vendor: 'example',
  title: { zh: '我的插件', en: 'My plugin' },
  description: { zh: '哨件办结后在时间线上留言', en: 'Writes a note when a case is closed' },
  permissions: ['cases:note'],
}).on('case.closed', async ({ case: { id, number } }, { cases, log }) => {
  await cases.note(id, `${number} 已办结`)
  log.info('noted', { case: number })
})
