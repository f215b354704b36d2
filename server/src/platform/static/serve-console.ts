import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import compress from '@fastify/compress'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerError } from '../http/answer-errors.ts'
import { Refused, NOT_FOUND } from '../http/refused.ts'
import { contentSecurityPolicy } from '../http/security-headers.ts'
import type { Logger } from 'pino'

/**
 * Serves the built console: files by name (hashed ones for ever, and precompressed if the build did so), and its one page for
 * every other address, with a fresh nonce for the style sheets that antd writes at run time. Without a build, a page that says so.
 */
export async function serveConsole(fastify: FastifyInstance, directory: string, logger: Logger): Promise<void> {
  const page = loadPage(directory)
  const answer = (request: FastifyRequest, reply: FastifyReply): void => {
    const path = request.url.split('?', 1)[0]!
    // A missing script must not be answered with a page: browsers would run it as one.
    if (/^\/*api(?:\/|$)/i.test(path) || /\.[a-z0-9]{1,8}$/i.test(path)) return answerError(new Refused(NOT_FOUND), request, reply, logger)
    const nonce = randomBytes(16).toString('base64url')
    void reply
      .headers({ 'content-security-policy': contentSecurityPolicy(nonce), 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(page(nonce))
  }
  await fastify.register(compress, { global: true, threshold: 4096, encodings: ['br', 'gzip'], brotliOptions: { params: { 0: 0, 1: 5 } } })
  if (existsSync(directory)) {
    await fastify.register(fastifyStatic, {
      root: directory,
      index: false,
      wildcard: false,
      preCompressed: true,
      redirect: false,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (reply, path) => {
        // The build names these by content.
        const forEver = /[\\/]assets[\\/]/.test(path)
        reply.header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  fastify.get('/*', answer)
}

function loadPage(directory: string): (nonce: string) => string {
  const path = join(directory, 'index.html')
  if (!existsSync(path)) return () => NOT_BUILT
  const html = readFileSync(path, 'utf8')
  // The build marks every script, style sheet and the meta element the console reads with this placeholder.
  const parts = html.split('__CSP_NONCE__')
  return (nonce) => parts.join(nonce)
}

const NOT_BUILT = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>哨台</title></head>
<body><h1>哨台 Shaotai</h1><p>界面尚未构建，请运行 pnpm build。接口文档见 <a href="/api/docs">/api/docs</a>。</p>
<p lang="en">The console is not built yet: run pnpm build.</p></body></html>`
