import BetterSqlite3 from 'better-sqlite3'
import { StartError } from '../config/start-error.ts'

/**
 * Makes this process the only one on a SQLite file. A tiny second database is held under an exclusive lock: the operating
 * system drops it when the process ends, however it ends, so that no stale lock file ever stops a start.
 */
export function takeFileLease(path: string): () => void {
  const lock = new BetterSqlite3(`${path}.lock`, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    throw new StartError(
      `数据库 ${path} 正被另一个哨台进程使用；请先停掉它，或用 SHAOTAI_DATA 另指目录。多进程请用 PostgreSQL。`,
      `Another process uses the database ${path}; stop it, or choose another directory with SHAOTAI_DATA. Several processes need PostgreSQL.`,
    )
  }
  return () => lock.close()
}
