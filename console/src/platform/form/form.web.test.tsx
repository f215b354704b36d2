import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { clockRuleSchema } from '@shaotai/core'
import { App, ConfigProvider } from 'antd'
import { describe, expect, it, vi } from 'vitest'
import { SchemaForm, type SchemaFormProps } from './SchemaForm.tsx'

const whistle = {
  type: 'object',
  required: ['f_title', 'f_urgent', 'f_danger'],
  properties: {
    f_title: { type: 'string', title: '标题', minLength: 1, maxLength: 10 },
    f_urgent: {
      title: '紧急程度',
      type: 'string',
      oneOf: [
        { const: 'o1', title: '一般' },
        { const: 'o2', title: '紧急' },
      ],
    },
    f_kind: { title: '领域', enum: ['a', 'b', 'c', 'd', 'e'], 'x-enum-names': ['市容', '违建', '安全', '食品', '自然'] },
    f_danger: { type: 'boolean', title: '是否有人员危险' },
    f_retired: { type: 'string', title: '旧字段', 'x-retired': true },
  },
  if: { properties: { f_danger: { const: true } }, required: ['f_danger'] },
  // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's word
  then: { required: ['f_people'], properties: { f_people: { type: 'integer', title: '涉及人数', minimum: 1 } } },
}

function show(props: Partial<SchemaFormProps> = {}) {
  const onSubmit = vi.fn()
  const view = render(
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <App>
        <SchemaForm schema={whistle} onSubmit={onSubmit} {...props} />
      </App>
    </ConfigProvider>,
  )
  return { onSubmit, ...view }
}

const submit = () => fireEvent.submit(document.querySelector('form') as HTMLFormElement)
const type = (label: string, text: string) => fireEvent.change(screen.getByLabelText(label), { target: { value: text } })

describe('a form generated from a schema', () => {
  it('chooses nothing beforehand', async () => {
    const { onSubmit } = show()
    for (const radio of screen.getAllByRole('radio')) expect((radio as HTMLInputElement).checked).toBe(false)
    type('标题', '占道')
    submit()
    await screen.findByText(/需要改正/)
    expect(onSubmit).not.toHaveBeenCalled()
  })

  it('lists what is missing on top, with links, and focuses the first field', async () => {
    show()
    submit()
    const summary = await screen.findByRole('alert')
    expect(
      within(summary)
        .getAllByRole('button')
        .map((link) => link.textContent),
    ).toEqual(['请填写标题', '请选择紧急程度', '请选择是否有人员危险'])
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('标题')))
    fireEvent.click(within(summary).getByText('请选择紧急程度'))
    expect((document.activeElement as HTMLInputElement).type).toBe('radio')
  })

  it('ties a problem to its input', async () => {
    show()
    submit()
    await screen.findByRole('alert')
    const described = screen.getByLabelText('标题').getAttribute('aria-describedby') ?? ''
    const texts = described.split(' ').map((id) => document.getElementById(id)?.textContent)
    expect(texts).toContain('请填写标题')
  })

  it('shows a conditional field when its condition holds, and demands it', async () => {
    const { onSubmit } = show()
    expect(screen.queryByLabelText('涉及人数')).toBeNull()
    type('标题', '占道')
    fireEvent.click(screen.getByLabelText('紧急'))
    fireEvent.click(screen.getByLabelText('是'))
    const people = await screen.findByLabelText('涉及人数')
    submit()
    expect(await screen.findByRole('alert')).toHaveProperty('textContent', expect.stringContaining('请填写涉及人数'))
    fireEvent.change(people, { target: { value: '3' } })
    submit()
    await waitFor(() => expect(onSubmit).toHaveBeenCalledWith({ f_title: '占道', f_urgent: 'o2', f_danger: true, f_people: 3 }))
  })

  it('lets a problem go once it is mended', async () => {
    show()
    submit()
    await screen.findByRole('alert')
    type('标题', '占道')
    await waitFor(() => expect(screen.queryByText('请填写标题')).toBeNull())
  })

  it('hides retired fields but keeps what was filled in', async () => {
    const { onSubmit } = show({ value: { f_title: '占道', f_urgent: 'o1', f_danger: false, f_retired: '从前' } })
    expect(screen.queryByText('旧字段')).toBeNull()
    submit()
    await waitFor(() => expect(onSubmit).toHaveBeenCalledWith({ f_title: '占道', f_urgent: 'o1', f_danger: false, f_retired: '从前' }))
  })

  it('follows the order of the form', () => {
    show({ order: ['f_danger', 'f_title'] })
    const labels = [...document.querySelectorAll('label[for]')].map((label) => label.textContent)
    expect(labels.indexOf('是否有人员危险')).toBeLessThan(labels.indexOf('标题'))
  })
})

describe('a rule as a form', () => {
  const rule = {
    id: 'arrive',
    name: '到场',
    per: 'assignment',
    owner: 'assignee',
    start: ['assignment.signed'],
    stop: ['assignment.arrived'],
    goals: [{ amount: 3, unit: 'hour', basis: 'working-minutes', when: { eq: ['case.category', 'quick'] } }],
    onReentry: 'restart',
    warnAt: ['4/5'],
  }

  it('gives back exactly what it was given', async () => {
    const { onSubmit } = show({ schema: clockRuleSchema, value: rule })
    submit()
    await waitFor(() => expect(onSubmit).toHaveBeenCalledWith(rule))
  })

  it('shows a condition as read-only, and keeps it when something else changes', async () => {
    const { onSubmit } = show({ schema: clockRuleSchema, value: rule, sentence: (_schema, value) => `条件 ${JSON.stringify(value)}` })
    expect(screen.getByText(/条件 .*case\.category/)).toBeTruthy()
    expect(screen.getAllByText('高级设置（代码）').length).toBeGreaterThan(0)
    type('环节', '到达现场')
    submit()
    await waitFor(() => expect(onSubmit).toHaveBeenCalledWith({ ...rule, name: '到达现场' }))
  })

  it('adds, moves and removes items by buttons', async () => {
    const { onSubmit } = show({ schema: clockRuleSchema, value: rule })
    const goals = screen.getByText('限时（自上而下, 先满足先用）', { selector: 'legend' }).closest('fieldset') as HTMLElement
    fireEvent.click(within(goals).getByRole('button', { name: /添加限时/ }))
    const amounts = () => within(goals).getAllByLabelText('限时')
    await waitFor(() => expect(amounts()).toHaveLength(2))
    fireEvent.click(within(goals).getByRole('button', { name: '上移 第 2 项' }))
    fireEvent.click(within(goals).getByRole('button', { name: '删除 第 1 项' }))
    await waitFor(() => expect(amounts()).toHaveLength(1))
    submit()
    await waitFor(() => expect(onSubmit).toHaveBeenCalledWith(rule))
  })

  it('names keys nobody declared, and keeps them', async () => {
    const loose = { type: 'object', properties: { a: { type: 'string', title: '甲' } } }
    const { onSubmit } = show({ schema: loose, value: { a: 'x', vendorNote: { keep: ['me'] } } })
    expect(screen.getByText(/另有 1 项由代码填写：vendorNote/)).toBeTruthy()
    type('甲', 'y')
    submit()
    await waitFor(() => expect(onSubmit).toHaveBeenCalledWith({ a: 'y', vendorNote: { keep: ['me'] } }))
  })

  it('takes text or number in one input', async () => {
    const mixed = { type: 'object', properties: { v: { title: '值', anyOf: [{ type: 'string' }, { type: 'integer' }] } } }
    const { onSubmit } = show({ schema: mixed })
    fireEvent.change(document.querySelector('input') as HTMLInputElement, { target: { value: '12' } })
    submit()
    await waitFor(() => expect(onSubmit).toHaveBeenCalledWith({ v: 12 }))
  })
})
