import { SystemClock } from '../platform/clock/clock.ts'
import { prepareDataDirectory } from '../platform/config/data-directory.ts'
import { loadSecrets } from '../platform/config/secrets.ts'
import { loadSettings } from '../platform/config/settings.ts'
import { openDatabase } from '../platform/db/open-database.ts'

/** Opens this installation's database and secrets without serving anything. The caller closes it. */
export async function openInstallation() {
  const settings = loadSettings(process.env)
  const clock = new SystemClock()
  prepareDataDirectory(settings.dataDir)
  const secrets = loadSecrets(settings.dataDir)
  const database = await openDatabase({ ...settings, clock, onError: () => undefined })
  return { settings, clock, secrets, database }
}
