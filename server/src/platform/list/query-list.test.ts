import fc from 'fast-check'
import { SYSTEM } from '@shaotai/core'
import { sql, type SqlBool } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { NEVER } from '../db/columns.ts'
import { Refused } from '../http/refused.ts'
import { describeEachDatabase, inTestCounty, seedCounty, type Opened } from '../testing/describe-each-database.ts'
import { OPERATORS, type ListResource } from './list-resource.ts'
import { queryList } from './query-list.ts'

/** Units and their children, seen by one county: the smallest list with every kind of column. */
const RESOURCE: ListResource = {
  table: 'units',
  key: 'id',
  fields: {
    id: { column: 'units.id', type: 'text' },
    name: { column: 'units.name', type: 'text' },
    shortName: { column: 'units.short_name', type: 'text', nullable: true },
    active: { column: 'units.active', type: 'flag' },
    position: { column: 'units.position', type: 'integer', none: NEVER },
  },
  joins: {
    parent: {
      table: 'counties',
      on: sql<SqlBool>`counties.id = units.county_id`,
      fields: { name: { column: 'counties.name', type: 'text' } },
    },
  },
  scope: ({ county }) => sql<SqlBool>`units.county_id = ${county}`,
  defaultSort: [{ field: 'position', order: 'ASC' }],
}

describeEachDatabase('list', (database) => {
  let opened: Opened
  beforeAll(async () => {
    opened = await database.open()
    await seedCounty(opened)
    const rows = [
      ['a', '南河镇', '南河', 1, 3],
      ['b', 'North 100%', null, 1, 1],
      ['c', 'north_x', 'NX', 0, 2],
      ['d', '应急管理局', null, 1, NEVER],
    ] as const
    await opened.unitOfWork.run(inTestCounty, async (tx) => {
      await tx.db.insertInto('counties').values({ id: 'T2', name: '他县', fictional: true, created_at: 0 }).execute()
      for (const [id, name, short_name, active, position] of [...rows, ['secret', '他县机密', '密', 1, 9] as const]) {
        const county_id = id === 'secret' ? 'T2' : 'T1'
        await tx.db
          .insertInto('units')
          .values({
            county_id,
            id,
            name,
            short_name,
            active,
            position,
            type: 'town',
            parent: null,
            manages: null,
            phone: '12345',
            profile: null,
          })
          .execute()
      }
    })
  })

  const ask = (raw: Record<string, unknown>) => queryList(opened.db, RESOURCE, { county: 'T1', actor: SYSTEM }, raw)
  const ids = async (raw: Record<string, unknown>) => {
    const answer = await ask(raw)
    return (Array.isArray(answer) ? answer : answer.data).map((row) => row.id).join('')
  }
  const s = (search: unknown) => ({ s: JSON.stringify(search) })

  test('without limit and page: a bare array in the default order, absent values last', async () => {
    expect(await ask({})).toEqual([
      { id: 'b', name: 'North 100%', shortName: null, active: true, position: 1 },
      { id: 'c', name: 'north_x', shortName: 'NX', active: false, position: 2 },
      { id: 'a', name: '南河镇', shortName: '南河', active: true, position: 3 },
      { id: 'd', name: '应急管理局', shortName: null, active: true, position: null },
    ])
  })

  test('with a limit: a page and its totals', async () => {
    expect(await ask({ limit: '3', page: '2' })).toMatchObject({ total: 4, count: 1, page: 2, pageCount: 2, data: [{ id: 'd' }] })
    expect(await ask({ limit: '2', offset: '2', page: '2' })).toMatchObject({ page: 2, data: [{ id: 'a' }, { id: 'd' }] })
    expect(await ask({ limit: '2', ...s({ active: true }) })).toMatchObject({ total: 3, pageCount: 2 })
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['plain value', s({ id: 'a' }), 'a'],
    ['null', s({ shortName: null }), 'bd'],
    ['$eq flag', s({ active: { $eq: false } }), 'c'],
    ['$ne keeps absent values', s({ shortName: { $ne: 'NX' } }), 'bad'],
    ['$cont is exact in case', s({ name: { $cont: 'north' } }), 'c'],
    ['$contL is not', s({ name: { $contL: 'NORTH' } }), 'bc'],
    ['$contL of Chinese', s({ name: { $contL: '管理' } }), 'd'],
    ['a percent sign is a percent sign', s({ name: { $contL: '%' } }), 'b'],
    ['an underscore is an underscore', s({ name: { $contL: '_' } }), 'c'],
    ['a star is a star', s({ name: { $cont: '*' } }), ''],
    ['a backslash is a backslash', s({ name: { $contL: '\\' } }), ''],
    ['$starts', s({ name: { $starts: '南' } }), 'a'],
    ['$endsL', s({ name: { $endsL: 'X' } }), 'c'],
    ['$excl', s({ shortName: { $excl: 'N' } }), 'bad'],
    ['$eqL', s({ shortName: { $eqL: 'nx' } }), 'c'],
    ['$in', s({ id: { $in: ['a', 'd', 'secret'] } }), 'ad'],
    ['$notin', s({ id: { $notin: ['a', 'd'] } }), 'bc'],
    ['$between', s({ position: { $between: [2, 3] } }), 'ca'],
    ['$isnull of a value that means none', s({ position: { $isnull: true } }), 'd'],
    ['$notnull', s({ position: { $notnull: true } }), 'bca'],
    ['$or', s({ $or: [{ id: 'a' }, { id: 'b' }] }), 'ba'],
    ['$or of a field', s({ position: { $or: { $eq: 1, $gt: 2 } } }), 'bad'],
    ['$and in $or', s({ $or: [{ $and: [{ active: true }, { position: 1 }] }, { id: 'c' }] }), 'bc'],
    ['empty $and', s({ $and: [] }), 'bcad'],
    ['filter', { filter: ['id||$in||a,b', 'position||$gt||1'] }, 'a'],
    ['filter or', { filter: ['id||$eq||a'], or: ['id||$eq||b'] }, 'ba'],
    ['or alone', { or: ['id||$eq||a', 'id||$eq||c'] }, 'ca'],
    ['sort', { sort: ['name,DESC'] }, 'dacb'],
    ['absent values sort last upwards', { sort: ['shortName,ASC'] }, 'cabd'],
    ['absent values sort last downwards', { sort: ['shortName,DESC'] }, 'acbd'],
    ['by a joined field', { ...s({ 'parent.name': '试县' }), sort: ['parent.name,ASC', 'id,DESC'] }, 'dcba'],
    ['number written as text', s({ name: 100 }), ''],
    ['the county of others', s({ 'parent.name': { $contL: '他' } }), ''],
  ])('%s', async (_, raw, expected) => {
    expect(await ids(raw)).toBe(expected)
  })

  test('a join nests its row; fields narrow, and the key always comes', async () => {
    expect(await ask({ join: ['parent'], fields: 'name', ...s({ id: 'a' }) })).toEqual([
      { id: 'a', name: '南河镇', parent: { name: '试县' } },
    ])
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['the known injection by a dotted field name', s({ '1=1) OR (units.id': { $gt: 0 } }), 'list.unknown-field'],
    ['a column that is not declared', s({ phone: { $contL: '1' } }), 'list.unknown-field'],
    ['a column by its table name', s({ 'units.phone': '12345' }), 'list.unknown-field'],
    ['a field of the prototype', s({ constructor: 'x' }), 'list.unknown-field'],
    ['a join of the prototype', { join: ['constructor'] }, 'list.unknown-join'],
    ['an undeclared join', { join: ['people'] }, 'list.unknown-join'],
    ['an operator nobody declared', s({ name: { $regex: 'x' } }), 'list.unknown-operator'],
    ['an operator of another type', s({ active: { $gt: 0 } }), 'list.unknown-operator'],
    ['sorting by an undeclared field', { sort: ['phone,ASC'] }, 'list.unknown-field'],
    ['an object as a value', s({ name: { $eq: { $ne: 1 } } }), 'list.bad-value'],
    ['text for a number', s({ position: 'x' }), 'list.bad-value'],
    ['a list for one value', s({ name: { $eq: ['a'] } }), 'list.bad-value'],
    ['no values', s({ id: { $in: [] } }), 'list.bad-value'],
    ['501 values', s({ id: { $in: Array.from({ length: 501 }, String) } }), 'list.bad-value'],
    ['broken JSON', { s: '{' }, 'list.bad-query'],
    ['a number for a search', { s: '1' }, 'list.bad-query'],
    ['a limit beyond the most', { limit: '201' }, 'list.bad-page'],
    ['a limit of zero', { limit: '0' }, 'list.bad-page'],
    ['a negative offset', { limit: '1', offset: '-1' }, 'list.bad-page'],
    ['61 conditions', s({ $or: Array.from({ length: 61 }, () => ({ id: 'a' })) }), 'list.too-complex'],
    ['deep nesting', s(Array.from({ length: 12 }).reduce<object>((inner) => ({ $and: [inner] }), { id: 'a' })), 'list.too-complex'],
    ['an unknown parameter', { where: '1=1' }, 'http.unknown-field'],
  ])('refuses %s', async (_, raw, code) => {
    await expect(ask(raw)).rejects.toMatchObject({ refusal: { code } })
  })

  test('whatever is asked, rows of another county never come, and nothing but refusals is thrown', async () => {
    const fields = [...Object.keys(RESOURCE.fields), 'parent.name', 'phone', '1=1--', "x'", 'county_id']
    const operators = [...OPERATORS.text, '$x', 'eq']
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 }),
    )
    const leaf = fc
      .record({ field: fc.constantFrom(...fields), operator: fc.constantFrom(...operators), value })
      .map(({ field, operator, value: operand }) => ({ [field]: { [operator]: operand } }))
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.record({ $or: fc.array(tie('node'), { maxLength: 3 }) }),
        fc.record({ $and: fc.array(tie('node'), { maxLength: 3 }) }),
      ),
    })).node
    await fc.assert(
      fc.asyncProperty(tree, fc.constantFrom(...fields), async (search, sort) => {
        try {
          const answer = await ask({ s: JSON.stringify(search), sort: [`${sort},ASC`] })
          expect(JSON.stringify(answer)).not.toContain('机密')
        } catch (error) {
          if (!(error instanceof Refused)) throw error
        }
      }),
      { numRuns: 400 },
    )
  })
})
