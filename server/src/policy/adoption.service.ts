import { Inject, Injectable } from '@nestjs/common'
import type { AdoptedPolicy, EarlierEdition, OpenedBundle, PolicyTemplate, PolicyTemplateDocument } from '@shaotai/api'
import {
  asOurs,
  fail,
  mergeEdition,
  ok,
  openBundle,
  parsePolicy,
  POLICY_KINDS,
  policyHash,
  refuse,
  takeKinds,
  type Bundle,
  type CheckContext,
  type FirstAnswers,
  type MergeChoice,
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
import { Adoptions } from './adoptions.ts'
import { bundleKey, readPublicKey } from './bundle-key.ts'
import { DraftStore } from './draft-store.ts'
import { policyTemplates, type Template } from './policy-templates.ts'
import { PolicyStore } from './policy.store.ts'

type Wanted = {
  from: From
  units: UnitMapping
  answers?: FirstAnswers
  kinds?: string[]
  merge?: { earlier: string; choices: Record<string, MergeChoice> }
  note?: string
  dry?: boolean
}
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
    private readonly adoptions: Adoptions,
    @Inject(SECRETS) private readonly secrets: Secrets,
  ) {}

  /** The templates, to choose from. */
  templates(): PolicyTemplate[] {
    return policyTemplates().map(({ policy: _, units: _units, ...template }) => template)
  }

  /** One template whole, with the edition of it the county took over before. */
  async template({ county }: ActorContext, id: string): Promise<Result<PolicyTemplateDocument>> {
    const found = findTemplate(id)
    if (!found) return fail(refuse('http.not-found'))
    const { policy, ...template } = found
    const earlier = await this.earlier(county, templateLineage(id))
    return ok({ ...template, document: policy as unknown as Record<string, unknown>, earlier })
  }

  /** Opens a bundle and checks its signature. Nothing is stored. */
  async open({ county }: ActorContext, { bundle: text, key }: { bundle: string; key?: string }): Promise<Result<OpenedBundle>> {
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
      earlier: await this.earlier(county, bundle.signature.key),
    })
  }

  /** Begins a draft with what a policy from elsewhere says, in our units. Nothing in force is touched. */
  async adopt(context: ActorContext, wanted: Wanted): Promise<Result<AdoptedPolicy>> {
    const { from, units, note = '', dry = false } = wanted
    const source = this.source(context.county, from, dry)
    if (!source.ok) return source
    const organisation = await loadOrganisation(this.db, context.county)
    const known = new Set((organisation?.units ?? []).map((unit) => unit.id))
    const strange = Object.values(units).find((unit) => unit !== null && !known.has(unit))
    if (strange !== undefined && strange !== null) return fail(refuse('policy.adopt.unit-unknown', { unit: strange }))
    // What belongs together takes a while to find out, and nobody else's unit should wait for it.
    const before = await this.store.head(this.db.read, context.county)
    const options = { organisation, now: this.clock.now() }
    const found = await this.taken(context.county, { wanted, source: source.value, head: before?.policy, known, options })
    if (!found.ok) return found
    const { policy, whole, answers, ...said } = found.value
    if (dry) return ok({ ...said, draft: null })
    return this.unitOfWork.run(context, async (tx): Promise<Result<AdoptedPolicy>> => {
      const head = await this.store.head(tx.db, context.county)
      if (head?.hash !== before?.hash) return fail(await this.drafts.outrun(tx))
      const id = await this.drafts.begin(tx, { policy, base: head?.hash ?? null, note })
      const { name, lineage, title, hash } = source.value
      await this.adoptions.keep(tx, { draft: id, lineage, title, hash, kinds: said.kinds, units, answers, policy: whole })
      const detail = {
        from: name,
        kinds: said.kinds,
        units,
        ...(wanted.merge && { onto: wanted.merge.earlier, choices: wanted.merge.choices }),
      }
      await this.drafts.record(tx, wanted.merge ? 'policy.merge' : 'policy.adopt', id, detail)
      const row = await this.drafts.find(tx.db, context.county, id)
      return row ? ok({ ...said, draft: await this.drafts.describe(tx.db, context.county, row) }) : fail(refuse('http.not-found'))
    })
  }

  /** What the draft is to say: chosen kinds whole, or a newer edition brought together with ours. */
  private async taken(county: string, { wanted, source, head, known, options }: Choosing): Promise<Result<Taken & Whole>> {
    const { units, answers, kinds, merge } = wanted
    const earlier = merge && (await this.adoptions.newest(this.db.read, county, source.lineage))
    if (merge && (!head || earlier?.id !== merge.earlier)) return fail(refuse('policy.merge.no-base'))
    const given = earlier ? (earlier.answers ?? undefined) : answers
    const theirs = parsePolicy(asOurs(source.policy, { units, known, answers: given, own: head }))
    if (!theirs.ok) return theirs
    const whole = { whole: theirs.value, answers: given }
    if (!merge || !earlier || !head) {
      const chosenKinds = chosen(head, theirs.value, { kinds, options })
      return chosenKinds ? ok({ ...chosenKinds, ...whole }) : fail(refuse('policy.adopt.nothing'))
    }
    const { value, conflicts } = mergeEdition(
      { base: earlier.policy, mine: head, theirs: theirs.value, kinds: earlier.kinds },
      merge.choices,
    )
    if (conflicts.length > 0)
      return fail(refuse('policy.merge.undecided', { count: conflicts.length }, { at: '/merge/choices', why: conflicts }))
    const merged = parsePolicy(value)
    if (!merged.ok) return merged
    if (policyHash(head) === policyHash(merged.value)) return fail(refuse('policy.adopt.nothing'))
    return ok({ policy: merged.value, kinds: earlier.kinds, added: [], ...whole })
  }

  private async earlier(county: string, lineage: string): Promise<EarlierEdition> {
    const found = await this.adoptions.newest(this.db.read, county, lineage)
    if (!found) return null
    const { policy: _, ...earlier } = found
    return earlier
  }

  private source(county: string, from: From, dry: boolean): Result<Source> {
    if ('template' in from) {
      const found = findTemplate(from.template)
      if (!found) return fail(refuse('http.not-found'))
      const { policy, id, title, hash } = found
      return ok({ policy, name: `template ${id}`, lineage: templateLineage(id), title, hash })
    }
    const opened = this.openBundle(county, from.bundle, from.key)
    if (!opened.ok) return opened
    const { bundle, own } = opened.value
    const isConfirmed = own || from.confirm?.trim().toLowerCase() === bundle.signature.key.slice(-CONFIRMED)
    if (!isConfirmed && !dry) return fail(refuse('bundle.key.unconfirmed', {}, { at: '/from/confirm' }))
    const { policy, hash, title, signature } = bundle
    return ok({ policy, name: `bundle ${hash} signed by ${signature.key}`, lineage: signature.key, title, hash })
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

/** Templates of one name are editions of one policy; no fingerprint of a key looks like this. */
const templateLineage = (id: string) => `template ${id}`

type Source = { policy: Policy; name: string; lineage: string; title: string; hash: string }
/** Their policy whole in our form, and the answers it was given. */
type Whole = { whole: Policy; answers: FirstAnswers | undefined }
type Choosing = { wanted: Wanted; source: Source; head: Policy | undefined; known: ReadonlySet<string>; options: CheckContext }
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
