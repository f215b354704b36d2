import type { PolicyDraftDocument, ScoreBoard, SimulationScores } from '@shaotai/api'
import { computeScores, type Policy, type ScoringModel } from '@shaotai/core'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { findBarriers } from '../support/accessibility.ts'
import { api, type Client } from '../support/api.ts'
import { SCREENS } from '../support/browser.ts'
import { DEMO_PASSWORD } from '../support/product.ts'
import { plainPng } from '../support/png.ts'
import { root } from '../support/root.ts'
import { startTemplateCounty } from '../support/template-county.ts'
import { expectNoProblems } from '../support/windows.ts'

const MODEL = 'agency-annual'
/** What departments, towns and the survey gave four agencies. At 30/40/30 they are 85, 84, 83, 77; at 30/49/21 82.3, 84.9, 82.55, 80.15. */
const GIVEN: readonly [agency: string, department: string, town: string, social: string][] = [
  ['JD01.GA', '90', '70', '100'],
  ['JD01.ZF', '80', '90', '80'],
  ['JD02.GA', '85', '80', '85'],
  ['ZH03.ZF', '70', '95', '60'],
]

/** 30/70 两种读法: the same sentence of a regulation read as 30/40/30 and as 30/49/21, and who gains and loses by it. */
describe('an appraisal changed by the county itself', () => {
  const county = startTemplateCounty('jiangbei', ['admin', 'reviewer'])
  let admin: Client
  let leader: Client
  let draft = ''
  let period = ''
  const page = (): Page => county.windows.admin.page
  const ranksOf = (board: ScoreBoard) =>
    GIVEN.map(([agency]) => {
      const sheet = board.sheets.find((one) => one.subject === agency)
      return [agency, sheet?.score, sheet?.rank]
    })
  const board = async () => (await leader.get<ScoreBoard>(`/api/v1/scores?model=${MODEL}&period=${period}`)).body
  const draftModel = async (): Promise<ScoringModel> => {
    const { body } = await admin.get<PolicyDraftDocument>(`/api/v1/policy-drafts/${draft}`)
    const found = (body.document as unknown as Policy).scoring.models.find((one) => one.id === MODEL)
    if (!found) throw new Error('the draft has the model')
    return found
  }
  const weights = async () => (await draftModel()).parts.map(({ weight }) => weight)
  const rowOf = (name: string) => page().getByRole('region', { name: '各单位名次' }).getByRole('row').filter({ hasText: name })

  beforeAll(async () => {
    const people = api(county.url)
    admin = await people.signIn('admin')
    leader = await people.signIn('leader')
    period = (await leader.get<ScoreBoard>(`/api/v1/scores?model=${MODEL}`)).body.period
    const supervisor = await people.signIn('supervisor')
    const evidence = (await supervisor.upload(plainPng(), '社会评价.png')).id
    for (const [agency, department, town, social] of GIVEN) {
      const [place = '', office = ''] = agency.toLowerCase().split('.')
      const enter = async (who: Client, input: string, value: string, more: object = {}) => {
        const { status, body } = await who.post('/api/v1/score-entries', { model: MODEL, period, input, subject: agency, value, ...more })
        expect([status, JSON.stringify(body).slice(0, 200)]).toEqual([201, expect.anything()])
      }
      await enter(await people.signIn(`leader.${office}`), 'department', department)
      await enter(await people.signIn(`principal.${place}`), 'town', town)
      await enter(supervisor, 'social', social, { attachments: [evidence] })
    }
  })

  test('now it is read as 30/40/30, and nothing moves before somebody moves it', async () => {
    expect(ranksOf(await board())).toEqual([
      ['JD01.GA', '85.00', 1],
      ['JD01.ZF', '84.00', 2],
      ['JD02.GA', '83.00', 3],
      ['ZH03.ZF', '77.00', 4],
    ])
    await page().goto(`${county.url}/policy`)
    await page().getByRole('button', { name: '起草修改' }).click()
    await page().waitForURL(/\/policy\/drafts\/[^/]+\//)
    draft = /\/policy\/drafts\/([^/]+)/.exec(page().url())?.[1] ?? ''
    await page().goto(`${county.url}/policy/drafts/${draft}/scoring?model=${MODEL}`)
    await page().getByText('4 家中，名次变动 0 家，得分变动 0 家。').waitFor()
    await page().getByText('总分合计 100%').waitFor()
  })

  test('with the department locked, one number carries the other reading, and the ranks are those of the rules', async () => {
    await page().getByRole('button', { name: '锁定“区级部门”的权重' }).click()
    const town = page().getByRole('textbox', { name: '“街道（镇）”占百分之几' })
    await town.fill('49')
    await town.press('Enter')
    await page().getByText('4 家中，名次变动 3 家，得分变动 4 家。').waitFor()
    expect(await page().getByRole('textbox', { name: '“驻在地社会评价”占百分之几' }).inputValue()).toBe('21')
    expect(await page().getByRole('textbox', { name: '“区级部门”占百分之几' }).inputValue()).toBe('30')
    await page().getByRole('status').filter({ hasText: '已自动保存' }).waitFor()

    const after = await draftModel()
    expect(after.parts.map(({ id, weight }) => [id, weight])).toEqual([
      ['department', '3/10'],
      ['town', '49/100'],
      ['social', '21/100'],
    ])
    const inputs = (
      await admin.get<SimulationScores>(`/api/v1/policy-simulation/scores?model=${MODEL}&subject=stationed-agency&period=${period}`)
    ).body
    const sheets = computeScores(after, [], inputs.subjects, inputs)
    for (const [agency] of GIVEN) {
      const sheet = sheets.find((one) => one.subject === agency)
      const name = inputs.subjects.find((one) => one.id === agency)?.name ?? ''
      const cells = await rowOf(name).getByRole('cell').allInnerTexts()
      expect([agency, cells[1], cells[3]?.split(/\s+/).at(-1)]).toEqual([agency, `${sheet?.rank}`, sheet?.score])
    }
    expect(sheets.flatMap(({ subject, score, rank }) => (rank === null ? [] : [[subject, score, rank]]))).toEqual([
      ['JD01.GA', '82.30', 3],
      ['JD01.ZF', '84.90', 1],
      ['JD02.GA', '82.55', 2],
      ['ZH03.ZF', '80.15', 4],
    ])
  })

  test('the forecast names who moves, how firm it is and how a score comes about; no serious barrier', async () => {
    await page().getByText('禾城派出所：第 1 名 → 第 3 名（降 2 位）').waitFor()
    await page().getByText('权重每 ±5%，名次变动最多的').waitFor()
    await page()
      .getByRole('img', { name: /名次变动图/ })
      .waitFor()
    await keepPicture('office')
    expect(await findBarriers(page())).toEqual([])
    await rowOf('禾城派出所').getByRole('button').click()
    const sheet = page().getByRole('dialog')
    await sheet.getByText('区级部门 27 + 街道（镇） 34.3 + 驻在地社会评价 21 = 82.30').waitFor()
    await keepPicture('sheet')
    await page().keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
  })

  test('the bar itself moves by keys, by fractions, and back by undo; the sum stays 100 throughout', async () => {
    const bar = page().getByRole('slider', { name: '“街道（镇）”的权重' })
    await bar.focus()
    for (const _key of [1, 2, 3]) await page().keyboard.press('ArrowLeft')
    expect(await bar.getAttribute('aria-valuetext')).toBe('46%')
    await page().getByText('总分合计 100%').waitFor()
    const town = page().getByRole('textbox', { name: '“街道（镇）”占百分之几' })
    await town.fill('1/3')
    await town.press('Enter')
    expect(await town.inputValue()).toBe('1/3')
    await page().getByText('总分合计 100%').waitFor()
    await expect.poll(weights, { timeout: 10_000 }).toEqual(['3/10', '1/3', '11/30'])
    await page()
      .getByText(/不符合/)
      .first()
      .waitFor()
    await town.fill('49')
    await town.press('Enter')
    await expect.poll(weights, { timeout: 10_000 }).toEqual(['3/10', '49/100', '21/100'])
  })

  test('the forecast is written as a Word file', async () => {
    const waiting = page().waitForEvent('download')
    await page().getByRole('button', { name: '导出 Word' }).click()
    expect((await waiting).suggestedFilename()).toMatch(/试算报告\.docx$/)
  })

  test('on a phone it is read, not changed', async () => {
    await page().setViewportSize(SCREENS.phone)
    await page().getByText('名次变动 3 家').first().waitFor()
    expect(await page().getByRole('slider', { name: '“街道（镇）”的权重' }).isDisabled()).toBe(true)
    await keepPicture('phone')
    expect(await findBarriers(page())).toEqual([])
    await page().setViewportSize(SCREENS.office)
  })

  test('published by a second person, the board has exactly these ranks', async () => {
    const reviewer = await api(county.url).signIn('reviewer')
    const { revision } = (await admin.get<PolicyDraftDocument>(`/api/v1/policy-drafts/${draft}`)).body
    const submitted = await admin.post<{ hash: string }>(`/api/v1/policy-drafts/${draft}/submit`, {
      revision,
      note: '社会评价占街道（镇）70% 中的 30%',
    })
    expect(submitted.status, JSON.stringify(submitted.body)).toBeLessThan(300)
    const { hash } = (await reviewer.get<PolicyDraftDocument>(`/api/v1/policy-drafts/${draft}`)).body
    const published = await reviewer.post(`/api/v1/policy-drafts/${draft}/publish`, { hash, password: DEMO_PASSWORD })
    expect(published.status, JSON.stringify(published.body)).toBeLessThan(300)
    expect(ranksOf(await board())).toEqual([
      ['JD01.GA', '82.30', 3],
      ['JD01.ZF', '84.90', 1],
      ['JD02.GA', '82.55', 2],
      ['ZH03.ZF', '80.15', 4],
    ])
  })

  test('a county without evaluation forms begins with one, sees it as its raters will, and stores what it built', async () => {
    await page().goto(`${county.url}/policy`)
    await page().getByRole('button', { name: '起草修改' }).click()
    await page().waitForURL(/\/policy\/drafts\/[^/]+\//)
    draft = /\/policy\/drafts\/([^/]+)/.exec(page().url())?.[1] ?? ''
    await page().goto(`${county.url}/policy/drafts/${draft}/evaluation`)
    await page().getByText('还没有评价表。').waitFor()
    await page().getByRole('button', { name: '新建评价表' }).click()
    await page()
      .getByRole('menuitem', { name: /双项五星/ })
      .click()
    await page().getByRole('radio', { name: '背靠背' }).check()
    await page().getByRole('button', { name: '加一项' }).click()
    await page()
      .getByRole('menuitem', { name: /一票否决/ })
      .click()

    const preview = page().getByRole('region', { name: '综合行政执法局' })
    for (const item of ['响应速度', '响应质量'])
      await preview.getByRole('group', { name: item }).getByRole('radio').nth(1).check({ force: true })
    await preview.getByRole('group', { name: '一票否决' }).getByRole('radio', { name: '不否决' }).check()
    await page().getByRole('button', { name: '试着提交' }).click()
    await preview.getByRole('alert').waitFor()
    await preview.getByRole('textbox', { name: /文字评价/ }).fill('到场晚了一个小时')
    await page().getByRole('button', { name: '试着提交' }).click()
    await page().getByText('可以提交：符合这张表的要求。').waitFor()
    await page().getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
    await keepPicture('evaluation')
    expect(await findBarriers(page())).toEqual([])

    const stored = async () =>
      ((await admin.get<PolicyDraftDocument>(`/api/v1/policy-drafts/${draft}`)).body.document as unknown as Policy).evaluation.forms
    await expect.poll(async () => (await stored())[0]?.items.length, { timeout: 10_000 }).toBe(3)
    expect(await stored()).toMatchObject([
      {
        rater: 'town',
        subject: 'assignment',
        visibility: 'back-to-back',
        comment: 'required-when-low',
        lowAtOrBelow: 2,
        items: [
          { scale: { kind: 'stars', max: 5 } },
          { scale: { kind: 'stars', max: 5 } },
          { name: '一票否决', scale: { kind: 'choice' } },
        ],
      },
    ])
    await page().setViewportSize(SCREENS.phone)
    await page().getByRole('radio', { name: '背靠背' }).waitFor()
    await keepPicture('evaluation-phone')
    await page().setViewportSize(SCREENS.office)
  })

  test('forecasts are for those who write and review rules', async () => {
    expect((await leader.get(`/api/v1/policy-simulation/scores?model=${MODEL}&subject=department&period=${period}`)).status).toBe(403)
  })

  test('no page broke a rule on the way', () => expectNoProblems(county.windows))

  async function keepPicture(name: string): Promise<void> {
    const directory = join(root, 'test/.out')
    mkdirSync(directory, { recursive: true })
    await page().screenshot({ path: join(directory, `score-designer-${name}.png`), fullPage: name !== 'sheet' })
  }
})
