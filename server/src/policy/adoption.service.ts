import { Inject, Injectable } from '@nestjs/common'
import type { AdoptedPolicy, OpenedBundle, PolicyTemplate, PolicyTemplateDocument } from '@shaotai/api'
import {
  applyAnswers,
  fail,
  mapUnits,
  ok,
  openBundle,
  parsePolicy,
  POLICY_KINDS,
  refuse,
  takeKinds,
  type Bundle,
  type CheckContext,
  type FirstAnswers,
  type Policy,
  type Result,
  type UnitMapping,
} from '@shaotai/core'
import { loadOrganisation } from '../people/load-organisation.ts'
import { Clock } from '../platform/clock/clock.ts'
import type { Secrets } from '../platform/config/secrets.ts'
import { Db } from '../platform/db/open-database.ts'
import { SECRETS } from '../platform/tokens.ts'
import { UnitOfWork, type ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { bundleKey, readPublicKey } from './bundle-key.ts'
import { DraftStore } from './draft-store.ts'
import { policyTemplates, type Template } from './policy-templates.ts'
import { PolicyStore } from './policy.store.ts'

type Wanted = { from: From; units: UnitMapping; answers?: FirstAnswers; kinds?: string[]; note?: string; dry?: boolean }
type From = { template: string } | { bundle: string; key?: string; confirm?: string }
/** How many characters of a fingerprint somebody types who heard it read out. */
const CONFIRMED = 8

/** Policies from elsewhere: the templates of the product and signed bundles of other counties, made into drafts of ours. */
@Injectable()
export class AdoptionService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly store: PolicyStore,
    private readonly drafts: DraftStore,
    @Inject(SECRETS) private readonly secrets: Secrets,
  ) {}

  /** The templates, to choose from. */
  templates(): PolicyTemplate[] {
    return policyTemplates().map(({ policy: _, units: _units, ...template }) => template)
  }

  /** One template whole. */
  template(id: string): Result<PolicyTemplateDocument> {
    const found = findTemplate(id)
    if (!found) return fail(refuse('http.not-found'))
    const { policy, ...template } = found
    return ok({ ...template, document: policy as unknown as Record<string, unknown> })
  }

  /** Opens a bundle and checks its signature. Nothing is stored. */
  open({ county }: ActorContext, { bundle: text, key }: { bundle: string; key?: string }): Result<OpenedBundle> {
    const opened = this.openBundle(county, text, key)
    if (!opened.ok) return opened
    const { bundle, own } = opened.value
    const fingerprint = own ? bundle.signature.key : bundle.signature.key.slice(0, -CONFIRMED)
    return ok({
      title: bundle.title,
      hash: bundle.hash,
      fingerprint,
      trust: own ? 'own' : 'unknown',
      document: bundle.policy as unknown as Record<string, unknown>,
      units: bundle.units ?? [],
    })
  }

  /** Begins a draft with what a policy from elsewhere says, in our units. Nothing in force is touched. */
  async adopt(context: ActorContext, { from, units, answers, kinds, note = '', dry = false }: Wanted): Promise<Result<AdoptedPolicy>> {
    const source = this.source(context.county, from, dry)
    if (!source.ok) return source
    const organisation = await loadOrganisation(this.db, context.county)
    const ours = new Set((organisation?.units ?? []).map((unit) => unit.id))
    const strange = Object.values(units).find((unit) => unit !== null && !ours.has(unit))
    if (strange !== undefined && strange !== null) return fail(refuse('policy.adopt.unit-unknown', { unit: strange }))
    const theirs = mapUnits(source.value.policy, units, ours)
    const mapped = answers ? applyAnswers(theirs, answers) : theirs
    // What belongs together takes a while to find out, and nobody else's unit should wait for it.
    const before = await this.store.head(this.db.read, context.county)
    const whole = parsePolicy(before ? withOwnNames(mapped, before.policy) : mapped)
    if (!whole.ok) return whole
    const taken = chosen(before?.policy, whole.value, { kinds, options: { organisation, now: this.clock.now() } })
    if (!taken) return fail(refuse('policy.adopt.nothing'))
    const { policy, ...said } = taken
    if (dry) return ok({ ...said, draft: null })
    return this.unitOfWork.run(context, async (tx): Promise<Result<AdoptedPolicy>> => {
      const head = await this.store.head(tx.db, context.county)
      if (head?.hash !== before?.hash) return fail(await this.drafts.outrun(tx))
      const id = await this.drafts.begin(tx, { policy, base: head?.hash ?? null, note })
      await this.drafts.record(tx, 'policy.adopt', id, { from: source.value.name, kinds: said.kinds, units })
      const row = await this.drafts.find(tx.db, context.county, id)
      return row ? ok({ ...said, draft: await this.drafts.describe(tx.db, context.county, row) }) : fail(refuse('http.not-found'))
    })
  }

  private source(county: string, from: From, dry: boolean): Result<{ policy: Policy; name: string }> {
    if ('template' in from) {
      const found = findTemplate(from.template)
      return found ? ok({ policy: found.policy, name: `template ${found.id}` }) : fail(refuse('http.not-found'))
    }
    const opened = this.openBundle(county, from.bundle, from.key)
    if (!opened.ok) return opened
    const { bundle, own } = opened.value
    const isConfirmed = own || from.confirm?.trim().toLowerCase() === bundle.signature.key.slice(-CONFIRMED)
    if (!isConfirmed && !dry) return fail(refuse('bundle.key.unconfirmed', {}, { at: '/from/confirm' }))
    return ok({ policy: bundle.policy, name: `bundle ${bundle.hash} signed by ${bundle.signature.key}` })
  }

  private openBundle(county: string, text: string, pem: string | undefined): Result<{ bundle: Bundle; own: boolean }> {
    const own = readPublicKey(bundleKey(this.secrets, county).pem)
    if (!own) throw new Error('Our own public key cannot be read')
    const ours = openBundle(text, own)
    if (ours.ok) return ok({ bundle: ours.value, own: true })
    if (ours.error.code !== 'bundle.key.other') return ours
    if (pem === undefined) return fail(refuse('bundle.key.needed'))
    const theirs = readPublicKey(pem)
    if (!theirs) return fail(refuse('bundle.key.unreadable'))
    const opened = openBundle(text, theirs)
    return opened.ok ? ok({ bundle: opened.value, own: false }) : opened
  }
}

function findTemplate(id: string): Template | undefined {
  return policyTemplates().find((one) => one.id === id)
}

/** A county keeps its name, the paper it stands on and its numbering. */
function withOwnNames(policy: Policy, { profile }: Policy): Policy {
  const { basis: _, ...theirs } = policy.profile
  const own = { title: profile.title, caseNumber: profile.caseNumber, ...(profile.basis !== undefined && { basis: profile.basis }) }
  return { ...policy, profile: { ...theirs, ...own } }
}

type Taken = { policy: Policy; kinds: string[]; added: { kind: string; because: string }[] }

function chosen(
  head: Policy | undefined,
  whole: Policy,
  { kinds, options }: { kinds: string[] | undefined; options: CheckContext },
): Taken | undefined {
  if (!head) return { policy: whole, kinds: POLICY_KINDS.filter((kind) => whole[kind] !== undefined), added: [] }
  const wanted = POLICY_KINDS.filter((kind) => kinds?.includes(kind) ?? true)
  return takeKinds(head, whole, wanted, options)
}
