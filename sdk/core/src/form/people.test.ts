import { describe, expect, it } from 'vitest'
import { peopleNamed } from './people.ts'

const schema = {
  type: 'object',
  properties: {
    unit: { type: 'string', 'x-widget': 'unit' },
    any: { type: 'string', 'x-widget': 'person' },
    ours: { type: 'string', 'x-widget': 'person', 'x-of': 'own' },
    theirs: { type: 'string', 'x-widget': 'person', 'x-of': 'unit' },
    text: { type: 'string' },
  },
}

describe('the people a form names', () => {
  it.each([
    ['anybody', { any: 'p1' }, [{ id: 'p1', at: '/any' }]],
    ['somebody of the own unit', { ours: 'p1' }, [{ id: 'p1', at: '/ours', unit: 'ZH03' }]],
    ['somebody of the unit chosen', { theirs: 'p1', unit: 'SW' }, [{ id: 'p1', at: '/theirs', unit: 'SW' }]],
    ['a unit not chosen yet limits nothing', { theirs: 'p1' }, [{ id: 'p1', at: '/theirs' }]],
    ['words are no people', { text: 'p1' }, []],
  ])('%s', (_name, data, named) => expect(peopleNamed({ schema }, data, 'ZH03')).toEqual(named))
})
