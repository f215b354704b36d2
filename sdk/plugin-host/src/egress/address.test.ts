import { describe, expect, it } from 'vitest'
import { addressKind, isApproved, type AddressKind } from './address.ts'

const TABLE: readonly [address: string, kind: AddressKind][] = [
  ['59.255.10.1', 'public'],
  ['114.114.114.114', 'public'],
  ['2409:8c00::1', 'public'],
  ['10.1.2.3', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['172.32.0.1', 'public'],
  ['192.168.1.1', 'private'],
  ['100.64.0.1', 'private'],
  ['fd12:3456::1', 'private'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['::1', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['::ffff:7f00:1', 'loopback'],
  ['[::ffff:10.1.2.3]', 'private'],
  ['::10.1.2.3', 'private'],
  ['0.0.0.0', 'never'],
  ['::', 'never'],
  ['169.254.169.254', 'never'],
  ['::ffff:169.254.169.254', 'never'],
  ['::ffff:a9fe:a9fe', 'never'],
  ['100.100.100.200', 'never'],
  ['fd00:ec2::254', 'never'],
  ['fe80::1', 'never'],
  ['fe80::1%eth0', 'never'],
  ['64:ff9b::a01:203', 'never'],
  ['2002:7f00:1::', 'never'],
  ['224.0.0.1', 'never'],
  ['255.255.255.255', 'never'],
  ['240.0.0.1', 'never'],
  ['192.0.2.1', 'never'],
  ['not an address', 'never'],
  ['1', 'never'],
  ['', 'never'],
]

describe('an address', () => {
  it.each(TABLE)('%s is %s', (address, kind) => {
    expect(addressKind(address)).toBe(kind)
  })
})

describe('what an administrator approved', () => {
  it.each<[address: string, approved: readonly string[], is: boolean]>([
    ['10.1.2.3', ['10.1.2.3'], true],
    ['10.1.2.4', ['10.1.2.3'], false],
    ['10.1.2.4', ['10.1.2.0/24'], true],
    ['::ffff:10.1.2.4', ['10.1.2.0/24'], true],
    ['10.1.3.4', ['10.1.2.0/24'], false],
    ['fd12::1', ['fd12::/16'], true],
    ['10.1.2.3', [], false],
  ])('%s with %j: %s', (address, approved, is) => {
    expect(isApproved(address, approved)).toBe(is)
  })

  it('is an address or a range, nothing else', () => {
    expect(() => isApproved('10.1.2.3', ['*'])).toThrow('Not an address or range')
  })
})
