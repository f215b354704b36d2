import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Case, Policy } from '@shaotai/core'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBarriers } from '../support/accessibility.ts'
import { api, type Client } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { openAction } from '../support/case-page.ts'
import { chooseOption } from '../support/controls.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { showStep, submitDraft } from '../support/publishing-desk.ts'
import { DEMO_PASSWORD, startProduct, type Product } from '../support/product.ts'
import { root } from '../support/root.ts'
import { aWhistle } from '../support/whistle.ts'
import { expectNoProblems } from '../support/windows.ts'

type Draft = { id: string; hash: string; status: string; document: Policy; findings: { severity: string; code: string; at: string }[] }

/** 南河镇主要负责人, 平台派单员 and 县领导: they sign for what the clerk blows. */
const SIGNERS = ['principal.zh03', 'dispatcher', 'leader'] as const
type Signer = (typeof SIGNERS)[number]

const CLOCKS = [
  ['joint-plan', '联合方案', 8],
  ['joint-progress', '联合进展', 24],
  ['joint-result', '联合结果', 72],
] as const

/** 「联合哨」: a county adds a kind of whistle of its own, with its form and its time limits, without code. */
describe('a category made in forms alone', () => {
  let product: Product
  let browser: StoryBrowser
  const windows = {} as Record<'admin' | 'reviewer' | 'town' | Signer, Window>
  const people = {} as Record<'admin' | 'town', Client>
  let page: Page
  let draft = ''
  let published = ''
  let blown = ''

  beforeAll(async () => {
    product = await startProduct()
    browser = await openBrowser()
    for (const who of ['admin', 'reviewer', 'town', ...SIGNERS] as const) {
      windows[who] = await browser.open()
      await signIn(windows[who].page, product.url, who)
    }
    people.admin = await api(product.url).signIn('admin')
    people.town = await api(product.url).signIn('town')
    page = windows.admin.page
    await page.goto(`${product.url}/policy`)
    await page.getByRole('button', { name: '起草修改' }).click()
    await page.waitForURL(/\/policy\/drafts\/[^/]+\//)
    draft = /drafts\/([^/]+)/.exec(page.url())?.[1] ?? ''
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  const stored = async () => (await people.admin.get<Draft>(`/api/v1/policy-drafts/${draft}`)).body
  const saved = async () => {
    const note = page.getByRole('status').filter({ hasText: '已自动保存' })
    // The note of the save before may still stand.
    await page.waitForTimeout(900)
    await note.waitFor()
  }
  const open = (kind: string) => page.getByRole('navigation', { name: '制度各部分' }).getByRole('link', { name: kind }).click()
  const picture = async (name: string, of = page) => {
    mkdirSync(join(root, 'test/.out'), { recursive: true })
    await of.screenshot({ path: join(root, `test/.out/form-designer-${name}.png`) })
  }

  test('its category: a name, a colour and a sign', async () => {
    await open('哨种')
    await page.getByRole('button', { name: '新建哨种' }).click()
    await page.getByLabel('名称', { exact: true }).fill('联合哨')
    await page.getByLabel('哨种代号').fill('joint')
    await page.keyboard.press('Enter')
    await page.getByLabel('适用情形').fill('两个以上镇街交界处的事项。')
    await page.getByRole('radio', { name: '绿' }).check()
    await page.getByRole('radio', { name: '旗' }).check()
    await page.getByRole('button', { name: '联合哨' }).waitFor()
    await saved()
    expect((await stored()).document.categories.at(-1)).toEqual({
      id: 'joint',
      name: '联合哨',
      note: '两个以上镇街交界处的事项。',
      colour: 'green',
      icon: 'flag',
      emergency: false,
      flow: 'xiajin',
      form: 'whistle',
    })
    expect(await findBarriers(page, 'main')).toEqual([])
    await picture('category')
  })

  test('its process: the county’s own with two approvals before dispatch, each put in by a few choices', async () => {
    await open('办理流程')
    await page.getByRole('button', { name: '复制本流程' }).click()
    const part = page.getByRole('radiogroup', { name: '流程的组成' })
    await part.getByText('其他规则', { exact: true }).click()
    await page
      .getByRole('textbox', { name: /流程名称/ })
      .first()
      .fill('联合哨办理流程')
    await part.getByText('审批', { exact: true }).click()
    const approval = async (name: string, mode: RegExp, by: readonly string[], after: RegExp) => {
      await page.getByRole('button', { name: '在流程中加一道审批' }).click()
      const dialog = page.getByRole('dialog', { name: '在流程中加一道审批' })
      await dialog.getByRole('textbox', { name: '审批名称' }).fill(name)
      await dialog.getByRole('radio', { name: mode }).check()
      const signers = dialog.getByRole('combobox', { name: '谁来审批' })
      for (const role of by) await chooseOption(page, signers, role, role)
      await page.keyboard.press('Escape')
      await chooseOption(page, dialog.getByRole('combobox', { name: '在哪一步之后' }), after)
      await dialog
        .getByRole('status')
        .filter({ hasText: `待${name}` })
        .waitFor()
      expect(await findBarriers(page, '[role=dialog]')).toEqual([])
      await picture(`approval-${mode.source.slice(1)}`)
      await dialog.getByRole('button', { name: '加入流程' }).click()
      await dialog.waitFor({ state: 'hidden' })
    }
    await approval('主要负责人审签', /^单人/, ['镇街主要负责人'], /^吹哨 →/)
    await approval('联合会签', /^会签/, ['平台派单员', '县领导'], /^主要负责人审签通过 →/)
    await page.getByRole('button', { name: '联合会签', exact: true }).click()
    await page.getByText('会签', { exact: true }).first().waitFor()
    // What is chosen stands there in the county's words, never as the code has it.
    await part.getByText('步骤', { exact: true }).click()
    await page.getByRole('button', { name: '派件', exact: true }).click()
    const form = page.locator('main form').first()
    await form.getByText('派件', { exact: true }).first().waitFor()
    for (const code of ['dispatch', 'TRIAGE', 'platform-head']) expect(await form.getByText(code, { exact: true }).count(), code).toBe(0)
    await saved()
    const flow = (await stored()).document.flows.at(-1)
    expect(flow?.name).toBe('联合哨办理流程')
    expect(flow?.approvals).toEqual([
      { id: 'approval1', name: '主要负责人审签', mode: 'single', by: ['town-principal'] },
      { id: 'approval2', name: '联合会签', mode: 'all', by: ['dispatcher', 'county-leader'] },
    ])
    expect(
      flow?.steps.filter(({ act }) => ['submit', 'approve', 'disapprove'].includes(act)).map(({ act, from, to }) => [act, from, to]),
    ).toEqual([
      ['submit', ['draft'], 'approval1'],
      ['approve', ['approval1'], 'approval2'],
      ['approve', ['approval2'], 'triage'],
      ['disapprove', ['approval2'], 'rejected'],
      ['disapprove', ['approval1'], 'rejected'],
    ])
    expect(await findBarriers(page, 'main')).toEqual([])
    await picture('flow')
    await open('哨种')
    await page.getByRole('button', { name: '联合哨', exact: true }).click()
    await chooseOption(page, page.getByRole('combobox', { name: '办理流程' }), '联合哨办理流程')
    await saved()
    const { categories, flows } = (await stored()).document
    expect(categories.at(-1)?.flow).toBe(flows.at(-1)?.id)
  })

  test('its form: eight fields from the palette, one of them shown only when another says so', async () => {
    await page.getByRole('button', { name: '为这个哨种新建表单' }).click()
    await page.getByText('从左侧点一种字段，它就出现在这里。').waitFor()
    await page.getByRole('textbox', { name: '表单名称' }).waitFor()
    await addField('单行文字', '简述', 'title', { required: true })
    await addField('多行文字', '详细情况', 'description', { required: true })
    await addField('地点', '发生地点', 'place', { required: true })
    await addField('单选', '涉及镇街', 'span')
    await page.getByRole('textbox', { name: '选项 1', exact: true }).fill('两个镇街')
    await page.getByRole('textbox', { name: '选项 2', exact: true }).fill('三个及以上')
    await addField('数字', '涉及户数', 'households')
    await page.getByRole('tab', { name: '规则', exact: true }).click()
    await page.getByRole('spinbutton', { name: '不小于' }).fill('1')
    await page.getByRole('spinbutton', { name: '不大于' }).fill('5000')
    await addField('金额', '估计损失', 'loss')
    await page.getByRole('tab', { name: '谁能看和填' }).click()
    await page.getByRole('checkbox', { name: '应哨队员能看' }).uncheck()
    await page.getByRole('checkbox', { name: '吹哨专员在“吹哨”时能填' }).waitFor()
    await addField('照片', '现场照片', 'photos')
    await addField('多行文字', '会商意见', 'opinion', { required: true })
    await page.getByRole('tab', { name: '规则', exact: true }).click()
    await chooseOption(page, page.getByRole('combobox', { name: '何时显示' }), '满足条件时显示')
    const condition = page.getByRole('group', { name: '显示条件' })
    await condition.getByRole('button', { name: '添加条件' }).click()
    await chooseOption(page, condition.getByRole('combobox', { name: '条件 1 看什么' }), '涉及镇街')
    await chooseOption(page, condition.getByRole('combobox', { name: '条件 1 的值' }), '三个及以上')
    await condition.getByText('涉及镇街是“三个及以上”').waitFor()
    await saved()
    await page.getByRole('tab', { name: /^规则一览/ }).click()
    await page.getByText('当 涉及镇街是“三个及以上” 时，显示“会商意见”。').waitFor()
    const form = (await stored()).document.forms.find((one) => one.id === 'joint-form')
    expect(form?.order).toEqual(['title', 'description', 'place', 'span', 'households', 'loss', 'photos', 'opinion'])
    const fields = form?.schema['properties'] as Record<string, Record<string, string[]>> | undefined
    expect(fields?.['loss']?.['x-see']).toContain('town-clerk')
    expect(fields?.['loss']?.['x-see']).not.toContain('responder')
    expect(form?.schema).toMatchObject({
      required: ['title', 'description', 'place'],
      properties: {
        households: { type: 'number', title: '涉及户数', minimum: 1, maximum: 5000 },
        span: { oneOf: [{ const: 'option1', title: '两个镇街' }, { const: 'option2' }] },
      },
      allOf: [
        {
          if: { properties: { span: { const: 'option2' } }, required: ['span'] },
          // oxlint-disable-next-line unicorn/no-thenable -- `then` is a keyword of JSON Schema
          then: { properties: { opinion: { title: '会商意见' } }, required: ['opinion'] },
        },
      ],
    })
    expect(await findBarriers(page, 'main')).toEqual([])
    await picture('designer')
  })

  test('tried before anybody sees it: what is stored, who gets it, when it is due', async () => {
    const cases = (await people.town.get<{ total: number }>('/api/v1/cases')).body.total
    await page.getByRole('button', { name: '试填' }).click()
    const trial = page.getByRole('dialog', { name: '试填：联合哨登记表' })
    await trial.getByRole('textbox', { name: '简述' }).fill('两镇交界处堆放渣土')
    await trial.getByRole('textbox', { name: '详细情况' }).fill('南河镇与北岗镇交界处夜间倾倒渣土。')
    await trial.getByPlaceholder('地址，如').fill('南河镇滨河路东头')
    await chooseOption(page, trial.getByRole('combobox', { name: '涉及镇街' }), '三个及以上')
    await trial.getByRole('textbox', { name: '会商意见' }).waitFor()
    await trial.getByRole('button', { name: '试一试' }).click()
    await trial.getByText('有 1 处需要改正').waitFor()
    await trial.getByRole('textbox', { name: '会商意见' }).fill('三镇同意联合处置。')
    await trial.getByRole('button', { name: '试一试' }).click()
    const result = trial.getByRole('region', { name: '会怎样' })
    await result.getByText('三个及以上').waitFor()
    await result.getByText('由平台派单员决定').waitFor()
    await picture('trial')
    // Whoever may not see a field reads the case without it; at another step somebody else is asked.
    await chooseOption(page, result.getByRole('combobox', { name: '由谁来看' }), '应哨队员', '应哨队员')
    await result.getByText('三个及以上').waitFor()
    await chooseOption(page, trial.getByRole('combobox', { name: '在哪一步' }), '补正后再报')
    await trial.getByRole('combobox', { name: '由谁填写' }).waitFor()
    expect(await trial.getByRole('combobox', { name: '责任清单事项' }).count()).toBe(0)
    await picture('trial-step')
    await page.keyboard.press('Escape')
    await trial.waitFor({ state: 'hidden' })
    expect((await people.town.get<{ total: number }>('/api/v1/cases')).body.total).toBe(cases)
  })

  test('its time limits: three clocks that run for this category only', async () => {
    await open('时限规则')
    for (const [id, name, hours] of CLOCKS) {
      await page.getByRole('button', { name: '添加环节' }).click()
      const drawer = page.getByRole('dialog', { name: /详细设置/ })
      await text(drawer, '代号', id)
      await text(drawer, '环节', name)
      const condition = drawer.getByRole('button', { name: '设置条件' }).first()
      await condition.click()
      const group = drawer.getByRole('group', { name: '条件' }).first()
      await group.getByRole('button', { name: '添加条件' }).click()
      await chooseOption(page, group.getByRole('combobox', { name: '条件 1 看什么' }), /^哨种$/, '哨种')
      await chooseOption(page, group.getByRole('combobox', { name: '条件 1 的值' }), '联合哨')
      await group.getByText('哨种是“联合哨”').waitFor()
      await page.keyboard.press('Escape')
      await drawer.waitFor({ state: 'hidden' })
      await chooseOption(page, page.getByRole('combobox', { name: `${name}的限时单位` }), '小时')
      await page.getByRole('spinbutton', { name: `${name}的限时`, exact: true }).fill(String(hours))
    }
    await saved()
    const { clocks } = (await stored()).document.sla
    expect(
      clocks.slice(-3).map(({ id, name, when, goals }) => ({ id, name, when, limit: goals.map((goal) => `${goal.amount} ${goal.unit}`) })),
    ).toEqual(CLOCKS.map(([id, name, hours]) => ({ id, name, when: { eq: ['case.category', 'joint'] }, limit: [`${hours} hour`] })))
    await open('哨种')
    await page.getByRole('button', { name: '联合哨' }).click()
    for (const [, name] of CLOCKS) await page.getByRole('rowheader', { name }).waitFor()
  })

  test('a second person publishes it', async () => {
    expect((await stored()).findings.filter((one) => one.severity === 'red')).toEqual([])
    await submitDraft(page, '交界处的事项单设一种哨')
    const { hash } = await stored()
    const reviewer = windows.reviewer.page
    await reviewer.goto(`${product.url}/policy`)
    await reviewer.getByRole('link', { name: '去审核' }).click()
    await showStep(reviewer, '审核')
    await reviewer.getByRole('button', { name: '同意，去定施行时间' }).click()
    await reviewer.getByLabel('您的密码').fill(DEMO_PASSWORD)
    await reviewer.getByRole('button', { name: '施行', exact: true }).click()
    await reviewer.getByText('第 2 版已施行').waitFor()
    published = (await people.admin.get<{ hash: string }>('/api/v1/policies/current')).body.hash
    expect(published).toBe(hash)
  })

  test('a clerk blows it: the form is asked as designed and reads as it was filled in', async () => {
    const town = windows.town.page
    await town.goto(`${product.url}/cases/new`)
    await town.getByRole('radio', { name: /联合哨/ }).check()
    await town.getByRole('textbox', { name: '简述' }).fill('两镇交界处堆放渣土')
    await town.getByRole('textbox', { name: '详细情况' }).fill('南河镇与北岗镇交界处夜间倾倒渣土。')
    await town.getByPlaceholder('地址，如').fill('南河镇滨河路东头')
    expect(await town.getByRole('textbox', { name: '会商意见' }).count()).toBe(0)
    await chooseOption(town, town.getByRole('combobox', { name: '涉及镇街' }), '三个及以上')
    await town.getByRole('textbox', { name: '会商意见' }).fill('三镇同意联合处置。')
    await town
      .getByRole('textbox', { name: '估计损失' })
      .or(town.getByRole('spinbutton', { name: '估计损失' }))
      .first()
      .fill('12000')
    await town.getByRole('button', { name: '吹哨', exact: true }).click()
    await town.waitForURL(/\/cases\/[0-9a-f-]{36}/)
    const id = /cases\/([0-9a-f-]+)/.exec(town.url())?.[1] ?? ''
    const { body } = await people.town.get<{ case: Case }>(`/api/v1/cases/${id}`)
    expect(body.case).toMatchObject({
      category: 'joint',
      phase: 'APPROVAL',
      state: 'approval1',
      form: { span: 'option2', opinion: '三镇同意联合处置。', loss: 12000, place: { address: '南河镇滨河路东头' } },
    })
    await town.getByText('12,000.00 元').waitFor()
    blown = id
  })

  test('it goes through both approvals, and only then to the dispatcher', async () => {
    const now = async () => (await people.town.get<{ case: Case }>(`/api/v1/cases/${blown}`)).body.case
    const sign = async (who: Signer, name: string) => {
      const desk = windows[who].page
      await desk.goto(`${product.url}/cases/${blown}`)
      const action = `签批：${name}`
      await desk
        .getByRole('heading', { name: action })
        .or(desk.getByRole('button', { name: action }))
        .first()
        .waitFor()
      await openAction(desk, action)
      await desk.getByText('同意', { exact: true }).click()
      await picture(`sign-${who}`, desk)
      await desk
        .getByRole('button', { name: `签批：${name}` })
        .last()
        .click()
    }
    await sign('principal.zh03', '主要负责人审签')
    await expect.poll(async () => (await now()).state).toBe('approval2')
    await sign('leader', '联合会签')
    await expect.poll(async () => (await now()).approvals?.at(-1)?.seats.filter((seat) => seat.answer !== undefined).length).toBe(1)
    expect((await now()).state).toBe('approval2')
    await sign('dispatcher', '联合会签')
    await expect.poll(async () => (await now()).state).toBe('triage')
    expect(await now()).toMatchObject({
      phase: 'TRIAGE',
      approvals: [
        { rule: 'approval1', status: 'passed' },
        { rule: 'approval2', status: 'passed' },
      ],
    })
  })

  test('without a mouse: added, named, moved, taken out of use and brought back', async () => {
    expect((await people.town.post('/api/v1/cases', aWhistle())).status).toBe(201)
    const { body } = await people.admin.post<{ id: string }>('/api/v1/policy-drafts', { note: '只用键盘' })
    draft = body.id
    await page.goto(`${product.url}/policy/drafts/${draft}/forms`)
    const entry = page.getByRole('button', { name: /^添加 ?是否(\s|$)/ })
    await tabTo(entry)
    await page.keyboard.press('Enter')
    await expectFocus(page.getByRole('textbox', { name: '标题', exact: true }))
    await page.keyboard.press('Control+A')
    await page.keyboard.type('是否反复发生')
    const added = page.getByRole('button', { name: /：是否反复发生（是否）$/ })
    const last = (await stored()).document.forms[0]?.order?.length ?? 0
    await tabTo(added, 'Shift+Tab')
    await page.keyboard.press('Alt+ArrowUp')
    await page
      .getByRole('status')
      .filter({ hasText: `“是否反复发生”已移到第 ${last} 位。` })
      .waitFor()
    await saved()
    expect((await stored()).document.forms[0]?.order?.at(-2)).toBe('yesNo1')

    // A field that cases were filled in with is not lost: it says how many, and goes out of use.
    await tabTo(page.getByRole('button', { name: /^第 1 项：简述/ }), 'Shift+Tab')
    await page.keyboard.press('Delete')
    const dialog = page.getByRole('dialog', { name: '停用“简述”？' })
    await dialog.getByText('已有 1 件填过此项。').waitFor()
    await tabTo(dialog.getByRole('button', { name: '停用' }))
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await saved()
    const retired = (await stored()).document.forms[0]
    expect(retired?.schema['properties']).toMatchObject({ title: { title: '简述', 'x-retired': true } })
    expect(retired?.schema['required']).not.toContain('title')
    await tabTo(page.getByRole('button', { name: '撤销' }), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await saved()
    expect((await stored()).document.forms[0]?.schema['required']).toContain('title')
    expect(await findBarriers(page, 'main')).toEqual([])
  })

  test('the same change written as code is the same regulation, to the letter of its hash', async () => {
    const versions = (await people.admin.get<{ hash: string; version: number }[]>('/api/v1/policies')).body
    const first = versions.find((one) => one.version === 1)?.hash ?? ''
    const { document } = (await people.admin.get<{ document: Policy }>(`/api/v1/policies/${published}`)).body
    const { body } = await people.admin.post<{ id: string; hash: string }>('/api/v1/policy-drafts', {
      from: first,
      note: '同样的改动，用代码写',
    })
    draft = body.id
    expect(body.hash).not.toBe(published)
    for (const kind of ['categories', 'flows', 'forms', 'sla'] as const) {
      await page.goto(`${product.url}/policy/drafts/${draft}/${kind}`)
      await page.getByRole('radiogroup', { name: '查看方式' }).getByText('代码', { exact: true }).click()
      await paste(page.getByRole('textbox', { name: /^代码/ }), JSON.stringify(document[kind], null, 2))
      await saved()
    }
    expect((await stored()).hash).toBe(published)
  })

  /** Puts text in the place of everything there, as from the clipboard: typed, the editor would close each bracket on its own. */
  async function paste(code: Locator, text: string): Promise<void> {
    await code.focus()
    await page.keyboard.press('Control+A')
    await code.evaluate((element, given) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', given)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
  }

  /** Goes on with the Tab key until something has the focus. */
  async function tabTo(target: Locator, key = 'Tab'): Promise<void> {
    await target.waitFor()
    for (let presses = 0; presses < 150; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press(key)
    }
    throw new Error('The focus never came there')
  }

  async function text(within: Locator, label: string, value: string): Promise<void> {
    await within
      .getByRole('textbox', { name: new RegExp(`^(\\* ?)?${label}$`) })
      .first()
      .fill(value)
  }
  async function addField(kind: string, title: string, id: string, { required = false } = {}): Promise<void> {
    await page.getByRole('tab', { name: '面板' }).click()
    await page.getByRole('button', { name: new RegExp(`^添加 ?${kind}(\\s|$)`) }).click()
    const field: Locator = page.getByRole('textbox', { name: '标题', exact: true })
    await expectFocus(field)
    await page.keyboard.press('Control+A')
    await page.keyboard.type(title)
    await page.getByRole('tab', { name: '高级' }).click()
    await page.getByRole('textbox', { name: '字段代号' }).fill(id)
    await page.keyboard.press('Enter')
    if (required) {
      await page.getByRole('tab', { name: '规则', exact: true }).click()
      await page.getByRole('switch', { name: '必填' }).click()
    }
    await page.getByRole('tab', { name: '内容' }).click()
  }

  async function expectFocus(field: Locator): Promise<void> {
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
  }

  test('no page broke a rule on the way', () => expectNoProblems(windows))
})
