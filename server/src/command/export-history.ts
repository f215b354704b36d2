import { closeSync, openSync, writeSync } from 'node:fs'
import { parsePolicy, withoutPersonal, writeHistoryHeader, type CaseEvent, type Policy } from '@shaotai/core'
import { loadOrganisation } from '../people/load-organisation.ts'
import { StartError } from '../platform/config/start-error.ts'
import { decodeJson } from '../platform/db/columns.ts'
import { PolicyStore } from '../policy/policy.store.ts'
import { exportProgress } from './export-progress.ts'
import { openInstallation } from './open-installation.ts'

/** Cases read at a time. */
const PAGE = 200

/** Writes every case of this installation as a history file for `policy simulate`, without names, words, photos and places. */
export async function exportHistory({ out }: { out: string | undefined }): Promise<number> {
  const { clock, database } = await openInstallation()
  const file = out === undefined ? 1 : openSync(out, 'w', 0o600)
  const progress = exportProgress(process.stderr, out)
  const write = (line: string) => {
    for (let bytes = Buffer.from(`${line}\n`); bytes.length > 0;) bytes = bytes.subarray(writeSync(file, bytes))
  }
  try {
    const read = database.db.read
    const county = await read.selectFrom('counties').select('id').limit(1).executeTakeFirst()
    const organisation = county && (await loadOrganisation(database.db, county.id))
    if (!county || !organisation) throw new StartError('数据库里还没有县。', 'There is no county in the database yet.')
    const policies = new Map<string, Policy>()
    const versions = await read.selectFrom('policy_versions').select(['hash', 'document']).where('county_id', '=', county.id).execute()
    for (const { hash, document } of versions) {
      const policy = parsePolicy(decodeJson(document))
      if (policy.ok) policies.set(hash, policy.value)
    }
    const current = await new PolicyStore().current(read, county.id, clock.now())
    const units = organisation.units.map(({ id, name, type }) => ({ id, name, type }))
    write(
      writeHistoryHeader({
        format: 'shaotai-history',
        version: 1,
        until: clock.now(),
        ...(current && { current: current.hash }),
        units,
        policies,
      }),
    )
    let written = 0
    for (let last = ''; ;) {
      const page = await read
        .selectFrom('cases')
        .select(['id', 'number'])
        .where('county_id', '=', county.id)
        .where('id', '>', last)
        .orderBy('id')
        .limit(PAGE)
        .execute()
      if (page.length === 0) break
      last = page.at(-1)?.id ?? ''
      const events = await eventsOf(database.db.read, county.id, page)
      for (const { id, number } of page) {
        const own = events.get(id)
        if (!own) continue
        write(JSON.stringify({ id, number, events: withoutPersonal(policies.get(String(own[0]?.data.policy)), own) }))
        written++
      }
      progress.written(written)
    }
    progress.wipe()
    if (out !== undefined) process.stdout.write(`已写入 wrote ${out}: ${written} 件 cases\n`)
    return 0
  } finally {
    if (file !== 1) closeSync(file)
    await database.close()
  }
}

type Read = Awaited<ReturnType<typeof openInstallation>>['database']['db']['read']

async function eventsOf(read: Read, county: string, cases: readonly { id: string }[]): Promise<Map<string, CaseEvent[]>> {
  const rows = await read
    .selectFrom('case_events')
    .select(['case_id', 'data'])
    .where('county_id', '=', county)
    .where(
      'case_id',
      'in',
      cases.map((one) => one.id),
    )
    .orderBy('case_id')
    .orderBy('seq')
    .execute()
  const events = new Map<string, CaseEvent[]>()
  for (const { case_id: id, data } of rows) {
    const own = events.get(id)
    if (own) own.push(decodeJson<CaseEvent>(data))
    else events.set(id, [decodeJson<CaseEvent>(data)])
  }
  return events
}
