import { Controller, Inject } from '@nestjs/common'
import { listAudit, verifyAuditRoute, type AuditReport, type RouteInput } from '@shaotai/api'
import { sql, type SqlBool } from 'kysely'
import type { Secrets } from '../platform/config/secrets.ts'
import type { Settings } from '../platform/config/settings.ts'
import { Db } from '../platform/db/open-database.ts'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ListResource } from '../platform/list/list-resource.ts'
import { queryList } from '../platform/list/query-list.ts'
import { SECRETS, SETTINGS_TOKEN } from '../platform/tokens.ts'
import { UnitOfWork, type ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { AuditLog } from './audit-log.ts'
import { verifyAudit } from './verify-audit.ts'

/** The log of the caller's county. */
const AUDIT_LIST: ListResource = {
  table: 'audit',
  key: 'id',
  fields: {
    id: { column: 'audit.id', type: 'text' },
    seq: { column: 'audit.seq', type: 'integer', nullable: true },
    at: { column: 'audit.at', type: 'instant' },
    person: { column: 'audit.person', type: 'text' },
    name: { column: 'audit.name', type: 'text' },
    unit: { column: 'audit.unit', type: 'text' },
    action: { column: 'audit.action', type: 'text' },
    target: { column: 'audit.target', type: 'text' },
    outcome: { column: 'audit.outcome', type: 'text' },
    detail: { column: 'audit.detail', type: 'json', readOnly: true },
    request: { column: 'audit.request', type: 'text', nullable: true },
  },
  scope: ({ county }) => sql<SqlBool>`audit.county_id = ${county}`,
  defaultSort: [{ field: 'at', order: 'DESC' }],
}

@Controller()
export class AuditController {
  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    @Inject(SECRETS) private readonly secrets: Secrets,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
  ) {}

  @Route(listAudit)
  @Allow('audit-admin')
  list(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof listAudit>) {
    return queryList(this.db, AUDIT_LIST, context, query)
  }

  @Route(verifyAuditRoute)
  @Allow('audit-admin')
  async verify(@CurrentActor() context: ActorContext): Promise<AuditReport> {
    const report = await verifyAudit(this.db, this.secrets, this.settings.dataDir)
    await this.unitOfWork.run(context, (tx) =>
      this.audit.append(tx, { action: 'audit.verify', target: 'audit', outcome: 'done', detail: { ok: report.ok } }),
    )
    return report
  }
}
