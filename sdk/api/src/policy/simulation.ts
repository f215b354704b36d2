import { correctionSchema, scorePageSchema, scoringModelSchema, scoreEntrySchema, unitTypeSchema, yearPageSchema } from '@shaotai/core'
import Type, { type Static } from 'typebox'
import { route } from '../route/route.ts'
import { periodKeySchema } from '../scoring/schema.ts'

const tag = 'policy'
const next = Type.Union([Type.String(), Type.Null()], { description: 'Ask for the next page `after` this; null: this was the last.' })
const since = Type.Integer({ description: 'The twelve months begin here: the start of a day, so that pages stay the same for a day.' })
const pageQuery = (most: number, usual: number) =>
  Type.Object(
    {
      after: Type.Optional(Type.String({ pattern: '^\\d{1,16}\\.[A-Za-z0-9_.-]{1,80}$', description: 'The `next` of the page before.' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: most, default: usual })),
    },
    { additionalProperties: false },
  )

/** A page of the last twelve months' cases for trying rules on (试算数据), oldest first. */
export const simulationCasesSchema = Type.Object({
  since,
  next,
  total: Type.Optional(Type.Integer({ description: 'How many cases there are in all; with the first page only.' })),
  page: yearPageSchema,
})
export type SimulationCases = Static<typeof simulationCasesSchema>

/** A page of the last twelve months' score facts for trying scores on, oldest first. */
export const simulationFactsSchema = Type.Object({ since, next, page: scorePageSchema })
export type SimulationFacts = Static<typeof simulationFactsSchema>

const description =
  'For those who write and review rules. No names, titles, words or photos. Answers with an `ETag`: a page none of whose cases changed is answered 304 when it is sent back as `If-None-Match`.'

/** The most and the usual number of cases or facts of a page. */
export const SIMULATION_PAGE = { cases: { most: 500, usual: 200 }, facts: { most: 2000, usual: 1000 } } as const

export const listSimulationCases = route({
  method: 'GET',
  path: '/api/v1/policy-simulation/cases',
  tag,
  summary: '试算数据：近十二个月哨件的经过',
  description,
  query: pageQuery(SIMULATION_PAGE.cases.most, SIMULATION_PAGE.cases.usual),
  response: simulationCasesSchema,
})

export const listSimulationFacts = route({
  method: 'GET',
  path: '/api/v1/policy-simulation/facts',
  tag,
  summary: '试算数据：近十二个月的得分事实',
  description,
  query: pageQuery(SIMULATION_PAGE.facts.most, SIMULATION_PAGE.facts.usual),
  response: simulationFactsSchema,
})

const model = Type.String({ minLength: 1, maxLength: 64 })
const entered = Type.Object({ ...scoreEntrySchema.properties, name: Type.Literal(''), person: Type.Literal(''), unit: Type.Literal('') })

/** What scores of a period rest on besides facts: whom they are about, what people entered, what other models gave, what earlier periods owe. */
export const simulationScoresSchema = Type.Object({
  subjects: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      type: unitTypeSchema,
      unit: Type.Optional(Type.String()),
      parent: Type.Optional(Type.String()),
    }),
  ),
  entries: Type.Array(entered, { description: 'Without who entered them, their reasons and files.' }),
  scores: Type.Record(
    Type.String(),
    Type.Record(Type.String(), Type.Array(Type.Object({ period: Type.String(), score: Type.Union([Type.String(), Type.Null()]) }))),
    { description: 'By model and subject.' },
  ),
  corrections: Type.Record(Type.String(), Type.Array(correctionSchema), { description: 'By subject.' }),
})
export type SimulationScores = Static<typeof simulationScoresSchema>

export const listSimulationScores = route({
  method: 'GET',
  path: '/api/v1/policy-simulation/scores',
  tag,
  summary: '试算数据：一期考核的对象、录入和其他考核的得分',
  description: 'For those who write and review rules. The model need not be in force: a new one has no entries yet.',
  query: Type.Object(
    {
      model,
      subject: scoringModelSchema.properties.subject,
      period: periodKeySchema,
      /** Other models the draft looks at. */
      reads: Type.Optional(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_.-]*(,[A-Za-z][A-Za-z0-9_.-]*)*$', maxLength: 1000 })),
    },
    { additionalProperties: false },
  ),
  response: simulationScoresSchema,
  refusals: ['policy.none', 'score.period.unknown'],
})
