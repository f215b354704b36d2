/**
 * What `pnpm screenshots` shows: who looks, where, what they open there, and on which screens (both unless told).
 * `shown` names the screen whose picture the READMEs use. They are taken in this order, on one running product.
 */
export const SCENES = [
  { name: 'sign-in', account: 'nobody', path: '/login', shown: 'office' },
  { name: 'whistle', account: 'town', path: '/cases/new', shown: 'office', act: blow },
  { name: 'cases', account: 'town', path: '/cases?tab=all', shown: 'office' },
  { name: 'cases-county', account: 'leader', path: '/cases?tab=all' },
  { name: 'desk', account: 'dispatcher', path: '/dispatch', shown: 'office', act: openFirstMatter },
  { name: 'tasks', account: 'dept', path: '/assignments', shown: 'phone' },
  { name: 'case', account: 'dept', path: ({ cases }) => `/cases/${cases.get('夜市摊点占用消防通道')}` },
  {
    name: 'why-due',
    account: 'dept',
    path: ({ cases }) => `/cases/${cases.get('夜市摊点占用消防通道')}`,
    shown: 'office',
    act: openWhy,
  },
  { name: 'rate', account: 'town', path: ({ cases }) => `/cases/${cases.get('集市路口占道经营，早晚高峰堵车')}`, act: openRating },
  { name: 'closed', account: 'town', path: ({ cases }) => `/cases/${cases.get('供销社门前早市占道卖菜，盲道走不通')}` },
  { name: 'responsibility', account: 'town', path: '/responsibility', act: openItem },
  { name: 'rules', account: 'dept', path: '/policy/rules/sla' },
  { name: 'policy', account: 'admin', path: '/policy', shown: 'office' },
  { name: 'time-limits', account: 'admin', shown: 'office', act: changeArrival },
  { name: 'code', account: 'admin', shown: 'office', screens: ['office'], act: showCode },
  { name: 'flow', account: 'admin', path: ({ draft }) => `/policy/drafts/${draft}/flows`, act: (page) => showFace(page, '图') },
  { name: 'calendar', account: 'admin', path: ({ draft }) => `/policy/drafts/${draft}/calendars` },
  { name: 'submitted', account: 'admin', screens: ['office'], act: handIn },
  { name: 'review', account: 'reviewer', path: ({ draft }) => `/policy/review/${draft}`, shown: 'office' },
  { name: 'versions', account: 'admin', path: '/policy/versions' },
  { name: 'scores', account: 'leader', path: '/scores' },
  { name: 'why-score', account: 'leader', path: '/scores', shown: 'office', act: openScore },
  { name: 'audit', account: 'audit', path: '/audit' },
  { name: 'me', account: 'town', path: '/me' },
  { name: 'api', account: 'nobody', path: '/api/docs' },
]

/**
 * The fictional county on other regulations, each on a product of its own: what is played there first, and the scenes. An example may be
 * played up to a step; its case is found by the name before the colon. `enter` adds what no example has.
 */
export const OTHER_COUNTIES = [
  {
    template: 'yanqing',
    play: { panel: ['panel', 11], consultation: ['second-consultation'], order: ['order'], appeal: ['appeal'], risk: ['emergency'] },
    enter: registerRectification,
    scenes: [
      { name: 'panel', account: 'panel.bb', path: ({ cases }) => `/cases/${cases.get('panel')}`, shown: 'office' },
      { name: 'consultation', account: 'dispatcher', path: ({ cases }) => `/cases/${cases.get('consultation')}` },
      { name: 'order', account: 'dispatcher', path: ({ cases }) => `/cases/${cases.get('order')}` },
      { name: 'appeal', account: 'leader', path: ({ cases }) => `/cases/${cases.get('appeal')}` },
      { name: 'high-risk', account: 'dispatcher', path: ({ cases }) => `/cases/${cases.get('risk')}` },
      { name: 'ledger', account: 'supervisor', path: '/ledgers', shown: 'office' },
      { name: 'ledger-new', account: 'supervisor', path: '/ledgers/new/rectification' },
      { name: 'pages', account: 'town', path: '/me', screens: ['phone'] },
    ],
  },
  {
    template: 'city',
    play: { meeting: ['meeting-passed', 1], score: ['department-and-person'], emergency: ['emergency-holiday-night'] },
    scenes: [
      { name: 'meeting', account: 'secretary.zh03', path: ({ cases }) => `/cases/${cases.get('meeting')}` },
      { name: 'scores-quarter', account: 'leader', path: '/scores' },
    ],
  },
  {
    template: 'jiangbei',
    play: {},
    scenes: [
      { name: 'task-refused', account: 'dept', path: '/tasks/new', shown: 'office', act: askForATask },
      { name: 'tasks-handed', account: 'dept', path: '/tasks' },
    ],
  },
]

/** Pages that are also looked at in English. */
export const ENGLISH = [
  ['town', '/cases/new'],
  ['town', ({ cases }) => `/cases/${cases.get('夜市摊点占用消防通道')}`],
  ['dispatcher', '/dispatch'],
  ['admin', '/policy'],
  ['admin', ({ draft }) => `/policy/review/${draft}`],
  ['admin', ({ draft }) => `/policy/drafts/${draft}/sla`],
  ['leader', '/scores'],
  ['audit', '/audit'],
]

async function blow(page, screen) {
  const next = page.getByRole('button', { name: /下一步/ })
  if (screen === 'phone') {
    await next.click()
    await page.getByRole('textbox', { name: /地址/ }).fill('南河镇农贸市场北门')
    await next.click()
  }
  const item = page.getByRole('combobox', { name: '事项' })
  await item.click()
  await item.fill('zdjy')
  await page
    .locator('.ant-select-item-option')
    .filter({ hasText: /占道经营、流动摊点整治/ })
    .first()
    .click()
  await page.getByRole('radio', { name: /店外经营/ }).check()
  await page.getByRole('textbox', { name: '简述' }).fill('门店货架摆上人行道，劝离后又摆出来')
  if (screen === 'phone') return
  await page.getByRole('complementary', { name: '将派给谁' }).getByText('综合行政执法局').first().waitFor()
  await page.locator('#main').evaluate((main) => main.scrollTo(0, 0))
}

async function openFirstMatter(page) {
  await page.locator('#main').getByText('大堤外侧新搭彩钢棚，正在施工').first().click()
}

async function openWhy(page) {
  await page
    .getByRole('button', { name: '为什么' })
    .or(page.getByRole('button', { name: /怎么算/ }))
    .first()
    .click()
  await page.getByRole('dialog').waitFor()
}

async function openRating(page) {
  await page.getByRole('group', { name: '响应速度' }).first().scrollIntoViewIfNeeded()
}

async function openItem(page) {
  await page.getByText('占道经营、流动摊点整治').first().click()
  await page.getByRole('dialog').waitFor()
}

async function changeArrival(page, screen, story) {
  if (story.draft === '') {
    await page.getByRole('button', { name: '起草修改' }).click()
    await page.waitForURL(/\/policy\/drafts\/[^/]+\/sla$/)
    story.draft = /\/policy\/drafts\/([^/]+)/.exec(page.url())?.[1] ?? ''
    await page.getByRole('spinbutton', { name: '到场的限时', exact: true }).nth(1).fill('2')
    await page.getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
  } else await page.goto(new URL(`/policy/drafts/${story.draft}/sla`, page.url()).href)
}

async function showFace(page, face) {
  await page.getByRole('radiogroup', { name: '查看方式' }).getByText(face, { exact: true }).click()
}

async function showCode(page) {
  await showFace(page, '代码')
  await page.locator('.monaco-editor .view-line').first().waitFor()
}

/** Takes the outcomes that changed, says why, and gives the draft to the second person. */
async function handIn(page, screen, { draft }) {
  await page.goto(new URL(`/policy/drafts/${draft}/sla`, page.url()).href)
  await page.getByRole('button', { name: '去发布' }).click()
  await page.waitForURL(/\/policy\/review\//)
  const step = (name) => page.getByRole('navigation', { name: '发布步骤' }).getByText(name, { exact: true }).click()
  await step('体检与范例')
  const adopt = page.getByRole('button', { name: /^全部采用新结果/ })
  const holds = page.getByText(/个范例全部符合/)
  await adopt.or(holds).first().waitFor()
  if (await adopt.isVisible()) await adopt.click()
  await holds.waitFor()
  await step('审核')
  await page.getByLabel('改动说明').fill('按领导小组第 3 次会议纪要，到场改为两小时')
  await page.getByRole('button', { name: '提交审核' }).click()
  await page.getByText('这是您起草的制度，须由另一人审核。').waitFor()
}

async function openScore(page) {
  await page.getByRole('row').filter({ hasText: '综合行政执法局' }).getByRole('button').first().click()
  await page.getByRole('dialog').waitFor()
}

/** Fills in a task that the list does not know, up to the refusal. */
async function askForATask(page) {
  const choose = async (name, typed, option) => {
    await page.getByRole('combobox', { name }).click()
    await page.keyboard.type(typed)
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText(option).first().click()
  }
  await choose(/交办方式/, '', /责任状/)
  await choose(/交给哪些镇街/, '南河', /南河镇/)
  await page.keyboard.press('Escape')
  await page.getByText('没有对应的清单事项，不能交给乡镇').first().waitFor()
}

/** Two problems in the rectification ledger, one of them due this month. */
async function registerRectification(person) {
  const today = new Date()
  const lastDay = (months) => new Date(Date.UTC(today.getFullYear(), today.getMonth() + months, 0)).toISOString().slice(0, 10)
  const common = { place: '南河镇', kind: 'solve', person: '郝桂香', round: 'month' }
  for (const form of [
    { ...common, no: 84, title: '康宁社区 3 号楼连续停水', owner: 'ZJ', measures: '更换水泵，公示维修账目。', deadline: lastDay(1) },
    { ...common, no: 85, title: '南河大街早市占用盲道', owner: 'ZF', measures: '划线经营，早市派人值守。', deadline: lastDay(2) },
  ]) {
    const { status } = await person.post('/api/v1/ledger-entries', { ledger: 'rectification', form })
    if (status !== 201) throw new Error(`the ledger answered ${status}`)
  }
}
