import { SYSTEM } from '@shaotai/core'
import { PRACTICE_PASSWORD } from '@shaotai/api'
import { AppModule } from '../app.module.ts'
import { seedOrganisation } from '../people/seed-organisation.ts'
import { prepareDataDirectory } from '../platform/config/data-directory.ts'
import { assertOwnKey } from '../platform/config/own-key.ts'
import { loadSecrets } from '../platform/config/secrets.ts'
import { decodeJson } from '../platform/db/columns.ts'
import { openDatabase, type OpenDatabase } from '../platform/db/open-database.ts'
import { createHttpApp } from '../platform/http/create-http-app.ts'
import { LiveController } from '../platform/live/live.controller.ts'
import { Readiness } from '../platform/readiness.ts'
import { startWorkers } from '../platform/start-workers.ts'

import { seedPolicy } from '../policy/seed-policy.ts'
import { hashPassword } from '../session/password.ts'
import { sessionCookie } from '../session/session-cookie.ts'
import { SessionService } from '../session/session.service.ts'
import type { LaunchedInstance, LaunchInstance } from './launch.ts'
import { NoPlugins } from './no-plugins.ts'
import { RoomModule } from './room.module.ts'

/** Starts a practice environment: the whole server once more, on a SQLite file and with keys of its own, without plugins and with nothing that leads outside. */
export const launchPractice: LaunchInstance = async ({ settings, clock, logger, room, seed }) => {
  prepareDataDirectory(settings.dataDir)
  const secrets = loadSecrets(settings.dataDir)
  const database = await openDatabase({ ...settings, clock, onError: () => undefined })
  try {
    await assertOwnKey(database, secrets)
    if (seed) await fill(database, seed)
    const readiness = new Readiness(database.db)
    const module = AppModule.of({ settings, secrets, clock, logger, database, readiness, runner: new NoPlugins() }, [RoomModule.of(room)])
    const { app, fastify } = await createHttpApp(module, { settings, logger })
    await app.init()
    await fastify.ready()
    const workers = await startWorkers(app, { database, clock, logger, outside: false })
    readiness.ready()
    const endLines = () => app.get(LiveController).endAll()
    return {
      answer: (request, response) => fastify.routing(request, response),
      admit: async (like) => {
        const opened = await app.get(SessionService).begin(await fitting(database, like))
        return { opened, cookie: sessionCookie(opened.token, settings) }
      },
      endLines,
      close: async () => {
        endLines()
        await app.close()
        await workers.stop()
        await database.unitOfWork.drain()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function fill(
  { unitOfWork }: OpenDatabase,
  { organisation, policy }: NonNullable<Parameters<LaunchInstance>[0]['seed']>,
): Promise<void> {
  const hash = await hashPassword(PRACTICE_PASSWORD)
  await unitOfWork.run({ county: organisation.county.id, actor: SYSTEM }, async (tx) => {
    await seedOrganisation(tx, organisation, hash)
    await seedPolicy(tx, policy, { effectiveAt: tx.now, note: '演练' })
  })
}

/** Who comes in: a post of the same unit with one of the same roles, else of the same role, else anybody. */
async function fitting({ db }: OpenDatabase, { unit, roles }: Parameters<LaunchedInstance['admit']>[0]) {
  const people = await db.read.selectFrom('people').selectAll().where('active', '=', 1).orderBy('created_at').execute()
  const fits = (own: readonly string[]) => own.some((role) => roles.includes(role))
  const alike = people.filter((person) => fits(decodeJson(person.roles)))
  const found = alike.find((person) => person.unit === unit) ?? alike[0] ?? people[0]
  if (!found) throw new Error('A practice environment without people')
  return found
}
