import type { FastifyInstance } from 'fastify'
import type { ServedRoute } from './assert-routes-declared.ts'
import { DOCS_PAGE, DOCS_SCRIPT, DOCS_STYLE } from './docs-page.ts'
import { describeApi } from './openapi.ts'
import { contentSecurityPolicy } from './security-headers.ts'

/** Serves the reference: `/api/docs` to read, `/api/docs/openapi.json` to generate from. It names what exists and nothing that is stored. */
export function serveDocs(fastify: FastifyInstance, routes: readonly ServedRoute[], version: string): void {
  const document = JSON.stringify(describeApi(routes, version))
  const serve = (path: string, type: string, text: string) =>
    fastify.get(path, (_request, reply) => reply.header('content-security-policy', contentSecurityPolicy()).type(type).send(text))
  serve('/api/docs', 'text/html; charset=utf-8', DOCS_PAGE)
  serve('/api/docs/page.css', 'text/css; charset=utf-8', DOCS_STYLE)
  serve('/api/docs/page.js', 'text/javascript; charset=utf-8', DOCS_SCRIPT)
  serve('/api/docs/openapi.json', 'application/json; charset=utf-8', document)
}
