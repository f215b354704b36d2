/** What a test put up to be reached: everything here belongs to it, and nothing of it may change. */
export type Targets = {
  /** A process of the host's user, with `SECRET` in its environment. */
  readonly pid: number
  readonly tcp: number
  readonly udp: number
  /** A unix socket with ordinary rights, and an abstract one. */
  readonly socket: string
  readonly abstract: string
  /** A folder everybody may write to, with a file `canary` in it. */
  readonly folder: string
}
export const SECRET = 'the-secret-of-the-host'
