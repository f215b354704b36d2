import { scorePageSchema, yearPageSchema } from '@shaotai/core'
import Type, { type Static } from 'typebox'
import { route } from '../route/route.ts'

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
