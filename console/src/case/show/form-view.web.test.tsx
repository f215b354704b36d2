import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FormView } from './FormView.tsx'

it('shows words as they were written, options by their names and nothing for what is empty', () => {
  const schema = {
    type: 'object',
    properties: {
      f_title: { type: 'string', title: '简述' },
      f_urgency: { type: 'string', title: '紧急程度', enum: ['normal'], 'x-enum-names': ['一般'] },
      f_people: { type: 'integer', title: '人数' },
      f_note: { type: 'string', title: '备注' },
    },
  }
  render(<FormView schema={schema} data={{ f_title: '夜市摊点占用消防通道', f_urgency: 'normal', f_people: 2, f_note: '' }} />)
  expect(screen.getAllByRole('definition').map((one) => one.textContent)).toEqual(['夜市摊点占用消防通道', '一般', '2'])
})
