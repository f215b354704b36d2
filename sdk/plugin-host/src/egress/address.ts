import { BlockList, isIP, isIPv4 } from 'node:net'

/** Where an address lies. `never`: link-local (metadata services among it), multicast, reserved, or another address in disguise. */
export type AddressKind = 'public' | 'private' | 'loopback' | 'never'

const RANGES: Readonly<Record<Exclude<AddressKind, 'public'>, readonly string[]>> = {
  never: [
    '0.0.0.0/8',
    '169.254.0.0/16',
    '100.100.100.200/32',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
    '::/128',
    'fe80::/10',
    'ff00::/8',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/32',
    '2001:db8::/32',
    '2002::/16',
    'fd00:ec2::254/128',
  ],
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '198.18.0.0/15', 'fc00::/7', 'fec0::/10'],
}

const lists = Object.entries(RANGES).map(([kind, ranges]) => [kind as AddressKind, listOf(ranges)] as const)

/** What an IP address is; a text that is none is `never`. */
export function addressKind(text: string): AddressKind {
  const address = plainAddress(text)
  const version = isIP(address)
  if (version === 0) return 'never'
  return lists.find(([, list]) => list.check(address, version === 4 ? 'ipv4' : 'ipv6'))?.[0] ?? 'public'
}

/** Whether an administrator's list of IPs and CIDRs names this address. */
export function isApproved(address: string, approved: readonly string[]): boolean {
  const plain = plainAddress(address)
  return listOf(approved).check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6')
}

/** Without brackets and zone, and an IPv4 address in an IPv6 one as what it is. */
function plainAddress(text: string): string {
  const address = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  const mapped = /^(?:::|(?:0{1,4}:){5})(?:ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const hex = /^::(?:ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address)
  if (!hex) return address
  const [high, low] = [Number.parseInt(hex[1] ?? '', 16), Number.parseInt(hex[2] ?? '', 16)]
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const version = isIP(address)
    if (version === 0) throw new Error(`Not an address or range: ${JSON.stringify(range)}`)
    const family = version === 4 ? 'ipv4' : 'ipv6'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}
