import { check as forAll, property, array, jsonValue, uint8Array, assert as assertProperty, integer, record } from 'fast-check'
import { LONGEST_FRAME } from '@shaotai/plugin/protocol'
import { describe, expect, it } from 'vitest'
import { encodeFrame, FrameError, FrameReader } from './frames.ts'

const message = record({ t: jsonValue(), n: integer() })

function length(bytes: number): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(bytes)
  return head
}

describe('frames', () => {
  it('come out as they went in, however the bytes are cut', () => {
    assertProperty(
      property(array(message, { maxLength: 8 }), array(integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 50 }), (messages, cuts) => {
        const whole = Buffer.concat(messages.map(encodeFrame))
        const reader = new FrameReader()
        const read: unknown[] = []
        for (let at = 0, turn = 0; at < whole.length; turn++) {
          const size = cuts[turn % cuts.length] ?? 1
          read.push(...reader.push(whole.subarray(at, at + size)))
          at += size
        }
        expect(read).toEqual(messages.map((one) => JSON.parse(JSON.stringify(one)) as unknown))
      }),
    )
  })

  it('that are none are refused, never read as something else', () => {
    const { failed, counterexample } = forAll(
      property(uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          for (const one of new FrameReader().push(Buffer.from(bytes))) if (typeof one !== 'object') return false
          return true
        } catch (error) {
          return error instanceof FrameError
        }
      }),
    )
    expect(failed, JSON.stringify(counterexample)).toBe(false)
  })

  it.each<[what: string, bytes: Buffer]>([
    ['no length', length(0)],
    ['more than the longest', length(LONGEST_FRAME + 1)],
    ['the longest number', length(0xffffffff)],
    ['text that is no JSON', Buffer.concat([length(3), Buffer.from('hey')])],
    ['a list', Buffer.concat([length(2), Buffer.from('[]')])],
    ['null', Buffer.concat([length(4), Buffer.from('null')])],
    ['a line of a terminal', Buffer.from('console.log("hello")\n')],
  ])('of %s are refused', (_, bytes) => {
    expect(() => new FrameReader().push(bytes)).toThrow(FrameError)
  })

  it('too long to send are refused before they are sent', () => {
    expect(() => encodeFrame({ text: 'x'.repeat(LONGEST_FRAME) })).toThrow(FrameError)
  })
})
