import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { addressKind, isApproved } from './address.ts'
import { EgressDenied } from './egress-failure.ts'

/** Resolves a name to all its addresses. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>

export const resolveBySystem: Resolve = (host) =>
  new Promise((resolve, reject) => systemLookup(host, { all: true }, (error, found) => (error ? reject(error) : resolve(found))))

/** Throws unless a call may go to this address: public ones always, internal ones when approved, the rest never. */
export function vetAddress(address: string, host: string, approved: readonly string[]): void {
  const kind = addressKind(address)
  if (kind === 'public') return
  const named = host === address ? address : `${host} (${address})`
  if (kind === 'never') throw new EgressDenied(`${named} is an address nobody calls from here`)
  // A name that leads back to this machine is an attack on it; who means this machine says so.
  if (kind === 'loopback' && host !== address && host !== 'localhost') throw new EgressDenied(`${named} leads back to this machine`)
  if (!isApproved(address, approved)) throw new EgressDenied(`${named} lies in an internal network and is not approved`)
}

/**
 * The lookup of every connection: resolves once, refuses unless all addresses may be called, and connects to just those. A name that
 * answers differently the second time gains nothing: nobody asks a second time between the check and the connection.
 */
export function pinnedLookup(resolve: Resolve, approved: readonly string[]): LookupFunction {
  return (host, options, done) => void pin(host, options.all === true, done, { resolve, approved })
}

async function pin(
  host: string,
  all: boolean,
  done: Parameters<LookupFunction>[2],
  { resolve, approved }: { readonly resolve: Resolve; readonly approved: readonly string[] },
): Promise<void> {
  try {
    const addresses = await resolve(host)
    const [first] = addresses
    if (!first) throw Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' })
    for (const { address } of addresses) vetAddress(address, host, approved)
    if (all) done(null, [...addresses])
    else done(null, first.address, first.family)
  } catch (error) {
    done(error as Error, '')
  }
}
