import { aModel, aPolicy } from '@shaotai/core/testing'
import { expect, test } from 'vitest'
import { castsOf } from './vetoes.ts'

test('a veto is cast by what the model lets people enter, and by a choice that is worth nothing', () => {
  const policy = aPolicy()
  const [form] = policy.evaluation.forms
  if (!form) throw new Error('the policy has a form')
  const options = (least: number) => [
    { id: 'no', name: '不否决', points: 100 },
    { id: 'yes', name: '否决', points: least },
  ]
  const items = [
    { id: 'veto', name: '一票否决', required: true, scale: { kind: 'choice' as const, max: 100, options: options(0) } },
    { id: 'mood', name: '态度', required: true, scale: { kind: 'choice' as const, max: 100, options: options(1) } },
  ]
  const model = aModel({
    inputs: [
      {
        id: 'town',
        name: '镇街否决',
        by: ['town-principal'],
        about: 'all',
        min: '0',
        max: '1',
        times: 'once',
        combine: 'last',
        reason: 'required',
        attachment: 'none',
      },
    ],
  })
  const casts = castsOf({ evaluation: { forms: [{ ...form, items: [...form.items, ...items] }] } }, model, (name) => `评为“${name}”`)
  expect(casts).toEqual([
    { key: 'input/town', name: '镇街否决', input: 'town' },
    { key: `item/${form.id}/veto`, name: '评为“一票否决”', path: 'eval.veto' },
  ])
})
