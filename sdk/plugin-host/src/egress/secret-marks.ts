import { EgressDenied } from './egress-failure.ts'

/** Puts secrets where a plugin placed their handles, and takes them out of what comes back. */
export type SecretMarks = {
  /** `write` says how a secret stands in this kind of text. Handles of secrets that are not `allowed` here are refused. */
  readonly put: (text: string, allowed: readonly string[], write?: (secret: string) => string) => string
  readonly take: (text: string) => string
}

export const asIs = (secret: string) => secret
export const inJson = (secret: string) => JSON.stringify(secret).slice(1, -1)
export const inUrl = (secret: string) => encodeURIComponent(secret)

/** Secrets shorter than this are not looked for in answers: they would be found everywhere. */
const SHORTEST = 6

export function secretMarks(secrets: Readonly<Record<string, string>>, mark: string): SecretMarks {
  // The colon of a handle may have been written as %3A on the way.
  const handle = new RegExp(`${mark}(?::|%3A)([A-Za-z][A-Za-z0-9_]*)(?::|%3A)${mark}`, 'g')
  const values = Object.values(secrets)
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [...new Set([secret, inJson(secret), inUrl(secret), Buffer.from(secret).toString('base64')])])
    .sort((a, b) => b.length - a.length)
  return {
    put: (text, allowed, write = asIs) =>
      text.includes(mark)
        ? text.replace(handle, (_, name: string) => {
            const secret = secrets[name]
            if (secret === undefined) throw new EgressDenied(`The secret ${name} is not set`)
            if (!allowed.includes(name)) throw new EgressDenied(`The secret ${name} is not declared for this endpoint`)
            return write(secret)
          })
        : text,
    take: (text) => values.reduce((left, secret) => (left.includes(secret) ? left.replaceAll(secret, '******') : left), text),
  }
}
