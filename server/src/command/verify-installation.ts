import { verifyAudit } from '../audit/verify-audit.ts'
import { openInstallation } from './open-installation.ts'

/** Verifies the audit log and every case's chain of events. Returns the exit code: 0 intact, 1 changed. */
export async function verifyInstallation({ json }: { json: boolean }): Promise<number> {
  const { database, secrets, settings } = await openInstallation()
  try {
    const report = await verifyAudit(database.db, secrets, settings.dataDir)
    const { audit, events, cases } = report.checked
    const sentence = report.ok
      ? `完好 intact: ${audit} 条留痕 audit lines, ${cases} 件 cases, ${events} 个事件 events`
      : `被改动 changed: ${report.firstBad?.table} ${report.firstBad?.id} (${report.firstBad?.problem})`
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${sentence}\n`)
    return report.ok ? 0 : 1
  } finally {
    await database.close()
  }
}
