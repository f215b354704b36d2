import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { PolicyDraft } from '@shaotai/api'
import { checkPolicy, diffPolicy, MINUTE, policyHash, runExample, type Instant, type Organisation, type Policy } from '@shaotai/core'
import { decodeJson, type JsonText } from '../platform/db/columns.ts'
import type { PublishedPolicy } from './policy.store.ts'

/** What a draft comes to: follows from its document, the version it began from, the county's organisation and the hour. */
export type DraftOutcome = Pick<PolicyDraft, 'findings' | 'changes' | 'examples' | 'hash'>

type Asked = {
  document: JsonText<unknown>
  base: PublishedPolicy | undefined
  organisation: Organisation | undefined
  now: Instant
}

/** Outcomes kept in memory, and the size of their documents in characters. */
const KEPT = 64
const KEPT_SIZE = 20_000_000
const KEPT_HASHES = 500

/** Checks, examples and changes of drafts, worked out once for each state of a draft however often it is asked for. */
@Injectable()
export class DraftOutcomes {
  private readonly known = new Map<string, { outcome: DraftOutcome; size: number }>()
  private size = 0
  private readonly hashes = new Map<string, string>()

  /** The outcome of a draft. Callers share it and must not change it. */
  of(asked: Asked): DraftOutcome {
    const key = keyOf(asked)
    const known = this.known.get(key)
    const entry = known ?? { outcome: workOut(asked), size: asked.document.length }
    // Last in the map is last to be forgotten.
    this.known.delete(key)
    this.known.set(key, entry)
    if (!known) this.forget(entry.size)
    return entry.outcome
  }

  /** The hash of a policy that is stored as text. */
  hashOf(document: JsonText<unknown>): string {
    const key = createHash('sha256').update(document).digest('base64')
    const hash = this.hashes.get(key) ?? policyHash(decodeJson(document) as Policy)
    this.hashes.delete(key)
    this.hashes.set(key, hash)
    if (this.hashes.size > KEPT_HASHES) this.hashes.delete(this.hashes.keys().next().value ?? '')
    return hash
  }

  private forget(added: number): void {
    this.size += added
    for (const [key, { size }] of this.known) {
      if (this.known.size === 1 || (this.known.size <= KEPT && this.size <= KEPT_SIZE)) return
      this.known.delete(key)
      this.size -= size
    }
  }
}

function workOut({ document, base, organisation, now }: Asked): DraftOutcome {
  const policy = decodeJson(document) as Policy
  return {
    findings: checkPolicy(policy, { organisation, now }),
    changes: base ? diffPolicy(base.policy, policy) : [],
    examples: policy.examples
      .map((example) => ({ id: example.id, title: example.title, problems: runExample(policy, example) }))
      .filter((example) => example.problems.length > 0),
    hash: policyHash(policy),
  }
}

/** By the hour: what the check says of the calendar's reach need not be newer, and a day begins on the hour. */
function keyOf({ document, base, organisation, now }: Asked): string {
  return createHash('sha256')
    .update(`${base?.hash ?? ''} ${Math.floor(now / (60 * MINUTE))} `)
    .update(JSON.stringify(organisation ?? null))
    .update('\n')
    .update(document)
    .digest('base64')
}
