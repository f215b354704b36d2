import { describe, expect, test } from 'vitest'
import { ANSWER_TIME, CLAIM_KEPT, decideClaim, heldAgainst, type Claim, type ClaimAct } from './decide-claim.ts'

const NOW = 10_000_000
const li = { person: 'li', name: '李四', tab: 't1' }
const zhang = { person: 'zhang', name: '张三', tab: 't2' }
const wang = { person: 'wang', name: '王五', tab: 't3' }
const held: Claim = { ...li, since: 1, activeAt: 2, seenAt: NOW - 1000 }
const gone: Claim = { ...held, seenAt: NOW - CLAIM_KEPT - 1 }
const wanted = (ago: number, by = zhang): Claim => ({ ...held, wanted: { ...by, at: NOW - ago } })
const taken = (by: typeof li): Claim => ({ ...by, since: NOW, activeAt: NOW, seenAt: NOW })

describe('who edits a document of a draft', () => {
  const rows: [name: string, claim: Claim | undefined, act: ClaimAct, by: typeof li, expected: Claim | string | undefined][] = [
    ['the first to open it holds it', undefined, 'hold', li, taken(li)],
    ['who holds it says that the page is open', held, 'hold', li, { ...held, seenAt: NOW }],
    ['the second to open it finds it held', held, 'hold', zhang, held],
    ['a holder who was not heard of for two minutes has left', gone, 'hold', zhang, taken(zhang)],
    ['a holder who comes back before anybody else goes on', gone, 'hold', li, { ...gone, seenAt: NOW }],
    ['the second tab of one person finds it held', held, 'hold', { ...li, tab: 't9' }, held],
    ['and takes it without asking', held, 'request', { ...li, tab: 't9' }, taken({ ...li, tab: 't9' })],
    ['somebody asks for it', held, 'request', zhang, { ...held, wanted: { ...zhang, at: NOW } }],
    ['asking the absent is taking', gone, 'request', zhang, taken(zhang)],
    ['asking again before the time is up changes nothing', wanted(ANSWER_TIME - 1), 'request', zhang, wanted(ANSWER_TIME - 1)],
    ['no answer in a minute is an answer', wanted(ANSWER_TIME), 'request', zhang, taken(zhang)],
    ['one asks at a time', wanted(5000), 'request', wang, 'policy.draft.claim-wanted'],
    ['an old request gives way', wanted(ANSWER_TIME + CLAIM_KEPT + 1), 'request', wang, { ...held, wanted: { ...wang, at: NOW } }],
    ['the holder hands over', wanted(5000), 'handOver', li, taken(zhang)],
    ['the holder keeps it', wanted(5000), 'keep', li, { ...held, seenAt: NOW }],
    ['nobody asked: handing over keeps it', held, 'handOver', li, { ...held, seenAt: NOW }],
    ['nobody else can hand it over', wanted(5000), 'handOver', zhang, 'policy.draft.claim-not-yours'],
    ['nobody else can keep it', wanted(5000), 'keep', wang, 'policy.draft.claim-not-yours'],
    ['the holder leaves', held, 'release', li, undefined],
    ['the holder leaves while somebody waits', wanted(5000), 'release', li, taken(zhang)],
    ['who asked no longer asks', wanted(5000), 'release', zhang, held],
    ['leaving what one does not hold changes nothing', held, 'release', wang, held],
  ]
  test.each(rows)('%s', (_name, claim, act, by, expected) => {
    const decided = decideClaim(claim, { act, by, now: NOW })
    if (typeof expected === 'string') expect(decided).toMatchObject({ ok: false, error: { code: expected } })
    else expect(decided).toEqual({ ok: true, value: expected })
  })
})

describe('whom a save gives way to', () => {
  const rows: [name: string, claim: Claim | undefined, by: { person: string; tab?: string }, given: boolean][] = [
    ['nobody holds it', undefined, zhang, false],
    ['the holder saves', held, li, false],
    ['somebody else saves', held, zhang, true],
    ['another tab of the holder saves', held, { person: 'li', tab: 't9' }, true],
    ['the holder saves without a tab, as a program does', held, { person: 'li' }, false],
    ['the holder has left', gone, zhang, false],
  ]
  test.each(rows)('%s', (_name, claim, by, given) => {
    expect(heldAgainst(claim, by, NOW)).toBe(given ? claim : undefined)
  })
})
