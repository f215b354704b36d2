import { describe, expect, it } from 'vitest'
import { Value } from 'typebox/value'
import { raterOfEntry } from './entry.ts'
import { factsFileSchema, inputsOfFile, type FactsFile } from './facts-file.ts'

const file = (inputs?: FactsFile['inputs']): FactsFile => ({ format: 1, subjects: [], facts: [], inputs })

describe('the inputs of a facts file', () => {
  it('entries keep their order and their value', () => {
    const given = file({
      entries: [
        { input: 'survey', subject: 'ZF', value: '91.5' },
        { input: 'town', subject: 'ZF', value: '4/5', unit: 'T1', role: 'town-principal' },
      ],
    })
    expect([...Value.Errors(factsFileSchema, given)]).toEqual([])
    expect(inputsOfFile(given).entries).toEqual([
      { id: '0', input: 'survey', subject: 'ZF', value: '91.5', at: 0, unit: '', person: '', name: '', role: 'supervisor' },
      { id: '1', input: 'town', subject: 'ZF', value: '4/5', at: 1, unit: 'T1', person: '', name: '', role: 'town-principal' },
    ])
  })

  it('an entry without a role is a survey’s and judges nobody; a town’s judges', () => {
    const { entries = [] } = inputsOfFile(
      file({
        entries: [
          { input: 'survey', subject: 'ZF', value: '91.5', unit: 'T1' },
          { input: 'town', subject: 'ZF', value: '80', unit: 'T1', role: 'town-principal' },
        ],
      }),
    )
    expect(entries.map(raterOfEntry)).toEqual([undefined, 'T1'])
  })

  it('scores of other models: one figure is that of the only period, a list is taken as it is', () => {
    const months = [
      { period: '2026-01', score: '80.00' },
      { period: '2026-02', score: null },
    ]
    expect(inputsOfFile(file({ scores: { annual: { ZF: '83.5' }, monthly: { ZF: months } } })).scores).toEqual({
      annual: { ZF: [{ period: '', score: '83.5' }] },
      monthly: { ZF: months },
    })
  })

  it.each([
    ['no inputs', file()],
    ['empty ones', file({})],
  ])('%s are none', (_name, given) => {
    expect(inputsOfFile(given)).toEqual({ entries: [], scores: {} })
  })
})
