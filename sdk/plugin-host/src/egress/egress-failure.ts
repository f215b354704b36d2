import type { EgressCode } from '@shaotai/plugin'

/** A call outside that came to no answer, with what the plugin is told. */
export class EgressFailure extends Error {
  override readonly name: string = 'EgressFailure'
  readonly code: EgressCode

  constructor(code: EgressCode, message: string) {
    super(message)
    this.code = code
  }
}

/** A call this plugin may not make. */
export class EgressDenied extends EgressFailure {
  override readonly name = 'EgressDenied'

  constructor(message: string) {
    super('denied', message)
  }
}

const CODES: Readonly<Record<string, EgressCode>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ENODATA: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too-large',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  HPE_HEADER_OVERFLOW: 'too-large',
}

/** What an error of the network means, in the words of the protocol. */
export function egressFailure(error: unknown): EgressFailure {
  if (error instanceof EgressFailure) return error
  const { name, code, message, cause } = error as { name?: string; code?: string; message?: string; cause?: unknown }
  if (cause instanceof EgressFailure) return cause
  if (name === 'TimeoutError' || name === 'AbortError') return new EgressFailure('timeout', 'The peer did not answer in time')
  const text = String(message ?? error).slice(0, 300)
  if (code !== undefined && Object.hasOwn(CODES, code)) return new EgressFailure(CODES[code] ?? 'network', text)
  if (code !== undefined && /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code))
    return new EgressFailure('tls', text)
  if (error instanceof AggregateError && error.errors.length > 0) return egressFailure(error.errors[0])
  return new EgressFailure('network', text)
}
