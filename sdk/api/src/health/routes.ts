import Type from 'typebox'
import { route } from '../route/route.ts'

export const health = route({
  method: 'GET',
  path: '/api/health',
  tag: 'health',
  summary: '就绪检查',
  description: '就绪前为 503。',
  response: Type.Object({
    status: Type.Enum(['ok', 'starting', 'failing']),
    version: Type.String(),
    database: Type.Enum(['sqlite', 'postgres']),
    uptime: Type.Integer({ description: 'Seconds since the process was ready.' }),
  }),
})
