import { createReadStream } from 'node:fs'
import { access, mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Inject, Injectable } from '@nestjs/common'
import { fail, isNamedAs, ok, refuse, type Attachment, type Result } from '@shaotai/core'
import { AuditLog } from '../audit/audit-log.ts'
import { caseScope } from '../case/case-scope.ts'
import { ledgerScope } from '../ledger/ledger-scope.ts'
import type { Settings } from '../platform/config/settings.ts'
import { sm3 } from '../platform/crypto/seal.ts'
import { Db } from '../platform/db/open-database.ts'
import type { Upload } from '../platform/http/read-upload.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { SETTINGS_TOKEN } from '../platform/tokens.ts'
import { UnitOfWork, type ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { typeOfBytes } from './type-of-bytes.ts'

/** Photos and files, kept once per content under `<data>/files` and named by the SM3 of their bytes. */
@Injectable()
export class AttachmentService {
  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
  ) {}

  /** Stores an uploaded file. Its own first bytes say what it is; the type the client claims decides nothing. */
  async store(context: ActorContext, { bytes, name }: Upload): Promise<Result<Attachment>> {
    const type = typeOfBytes(bytes)
    if (!type) return fail(refuse('attachment.type'))
    if (!isNamedAs(type, name)) return fail(refuse('attachment.name', { name }))
    const id = sm3(bytes)
    await this.writeOnce(id, bytes)
    await this.unitOfWork.run(context, async (tx) => {
      await tx.db
        .insertInto('attachments')
        .values({
          county_id: context.county,
          id,
          case_id: '',
          name,
          type,
          size: bytes.length,
          uploaded_by: context.actor.person,
          created_at: tx.now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await this.audit.append(tx, {
        action: 'attachment.upload',
        target: `attachment/${id}`,
        outcome: 'done',
        detail: { size: bytes.length, type },
      })
    })
    return ok({ id, name, type, size: bytes.length })
  }

  /** Opens a file the actor uploaded, or that belongs to a case or ledger entry within their reach. */
  async open(context: ActorContext, id: string) {
    const { county, actor } = context
    const row = await this.db.read
      .selectFrom('attachments')
      .select(['name', 'type'])
      .where('county_id', '=', county)
      .where('id', '=', id)
      .where((eb) =>
        eb.or([
          eb('uploaded_by', '=', actor.person),
          eb.exists(
            eb.selectFrom('cases').select('cases.id').whereRef('cases.id', '=', 'attachments.case_id').where(caseScope(context, true)),
          ),
          eb.exists(
            eb
              .selectFrom('ledger_entries')
              .select('ledger_entries.id')
              .whereRef('ledger_entries.id', '=', 'attachments.case_id')
              .where(ledgerScope(context)),
          ),
        ]),
      )
      .limit(1)
      .executeTakeFirst()
    return this.streamOf(id, row)
  }

  /** Opens a file whose right to be seen the caller has decided. */
  async read(county: string, id: string) {
    const row = await this.db.read
      .selectFrom('attachments')
      .select(['name', 'type'])
      .where('county_id', '=', county)
      .where('id', '=', id)
      .limit(1)
      .executeTakeFirst()
    return this.streamOf(id, row)
  }

  private async streamOf(id: string, row: { name: string; type: string } | undefined) {
    const path = this.pathOf(id)
    if (!row || !(await exists(path))) return fail(refuse('http.not-found'))
    return ok({ ...row, stream: createReadStream(path) })
  }

  /** Writes beside and renames: a file of that name is always whole. */
  async writeOnce(id: string, bytes: Buffer): Promise<void> {
    const path = this.pathOf(id)
    if (await exists(path)) return
    await mkdir(dirname(path), { recursive: true })
    const beside = `${path}.${uuid7()}`
    await writeFile(beside, bytes, { flush: true })
    await rename(beside, path)
  }

  private pathOf(id: string): string {
    return join(this.settings.dataDir, 'files', id.slice(0, 2), id)
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
