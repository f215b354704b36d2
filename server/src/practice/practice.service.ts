import { Injectable } from '@nestjs/common'
import type { Practice } from '@shaotai/api'
import { checkPolicy, fail, ok, refuse, type Policy, type Result } from '@shaotai/core'
import { AuditLog } from '../audit/audit-log.ts'
import { loadOrganisation } from '../people/load-organisation.ts'
import { Clock } from '../platform/clock/clock.ts'
import { decodeJson } from '../platform/db/columns.ts'
import { Db } from '../platform/db/open-database.ts'
import { UnitOfWork, type ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore } from '../policy/policy.store.ts'
import { practiceCounty } from './practice-county.ts'
import { PracticeHost, type PracticeStart } from './practice-host.ts'

/** The door between a county and its practice environment: what goes in is copied here, nothing comes out. */
@Injectable()
export class PracticeService {
  constructor(
    private readonly host: PracticeHost,
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly policies: PolicyStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  state({ county }: ActorContext): Promise<Practice> {
    return this.host.state(county)
  }

  /** Enters, beginning anew when asked to or when there is none. Answers with the practice cookie. */
  async enter(
    context: ActorContext,
    { again = false, draft }: { again?: boolean; draft?: string },
  ): Promise<Result<{ cookie: string; practice: Practice }>> {
    const known = await this.host.state(context.county)
    const opened = await this.host.open(context.county, {
      again: again || draft !== undefined,
      start: () => this.startOf(context.county, draft),
    })
    if (!opened.ok) return opened
    if (opened.value.begun) {
      const action = known.state === 'none' ? 'practice.start' : 'practice.reset'
      await this.unitOfWork.run(context, (tx) =>
        this.audit.append(tx, { action, target: `county/${context.county}`, outcome: 'done', detail: draft ? { draft } : {} }),
      )
    }
    const { unit, roles } = context.actor
    const { cookie } = await opened.value.room.instance.admit({ unit, roles })
    return ok({ cookie, practice: await this.host.state(context.county) })
  }

  private async startOf(county: string, draft: string | undefined): Promise<Result<PracticeStart>> {
    const organisation = await loadOrganisation(this.db, county)
    if (!organisation) return fail(refuse('http.not-found'))
    const rules = draft === undefined ? await this.inForce(county) : await this.ofDraft(county, draft, organisation)
    return rules.ok ? ok({ organisation: practiceCounty(organisation), ...rules.value }) : rules
  }

  private async inForce(county: string): Promise<Result<Pick<PracticeStart, 'policy' | 'from'>>> {
    const published = await this.policies.current(this.db.read, county, this.clock.now())
    if (!published) return fail(refuse('practice.no-policy'))
    return ok({ policy: published.policy, from: { from: 'version', title: String(published.version) } })
  }

  private async ofDraft(
    county: string,
    id: string,
    organisation: PracticeStart['organisation'],
  ): Promise<Result<Pick<PracticeStart, 'policy' | 'from'>>> {
    const row = await this.db.read
      .selectFrom('policy_drafts')
      .select(['document', 'note', 'status'])
      .where('county_id', '=', county)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row || row.status === 'withdrawn') return fail(refuse('http.not-found'))
    const policy = decodeJson(row.document) as Policy
    const red = checkPolicy(policy, { organisation, now: this.clock.now() }).filter((finding) => finding.severity === 'red')
    if (red.length > 0) return fail(refuse('practice.draft-not-ready', { count: red.length }, { why: red }))
    return ok({ policy, from: { from: 'draft', title: row.note } })
  }
}
