import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * What the console may do. Scripts, workers and connections: this server only, no eval, no inline script. Style sheets: ours or
 * carrying the nonce. Style attributes stay allowed because the JSON editor positions its lines with them; they cannot run code.
 */
export function contentSecurityPolicy(nonce?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ''}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}

/** Headers of every answer. */
export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply, { secure }: { secure: boolean }): void {
  void reply.headers({
    'content-security-policy': request.url.startsWith('/api') ? "default-src 'none'; frame-ancestors 'none'" : contentSecurityPolicy(),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'geolocation=(self), camera=(self), microphone=(self), payment=(), usb=()',
  })
  if (request.url.startsWith('/api')) void reply.header('cache-control', 'no-store')
  if (secure) void reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
}
