import 'reflect-metadata'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { Logger } from 'pino'
import { AppModule } from './app.module.ts'
import { SystemClock, type Clock } from './platform/clock/clock.ts'
import { prepareDataDirectory } from './platform/config/data-directory.ts'
import { assertOwnKey } from './platform/config/own-key.ts'
import { loadSecrets, type Secrets } from './platform/config/secrets.ts'
import { loadSettings, type Settings } from './platform/config/settings.ts'
import { StartError } from './platform/config/start-error.ts'
import { openDatabase, type OpenDatabase } from './platform/db/open-database.ts'
import { createHttpApp } from './platform/http/create-http-app.ts'
import { LiveController } from './platform/live/live.controller.ts'
import { createLogger } from './platform/log/logger.ts'
import { Readiness } from './platform/readiness.ts'
import { startWorkers } from './platform/start-workers.ts'
import { ProcessRunner } from './plugin/hosting/process-runner.ts'
import type { PluginRunner } from './plugin/hosting/plugin-runner.ts'
import { launchPractice } from './practice/launch-practice.ts'
import { passToPractice } from './practice/pass-to-practice.ts'
import { PracticeHost } from './practice/practice-host.ts'
import { PracticeModule } from './practice/practice.module.ts'
import { seedDemo, type SeededDemo } from './people/seed-demo.ts'

export type Overrides = { settings?: Partial<Settings>; clock?: Clock; logger?: Logger; runner?: PluginRunner }

/** A server that answers: its address, its parts, and how to stop it. */
export type RunningApp = {
  app: NestFastifyApplication
  url: string
  settings: Settings
  secrets: Secrets
  clock: Clock
  database: OpenDatabase
  /** The demonstration accounts, when this start created them. */
  demo: SeededDemo | undefined
  /** Finishes what was accepted, then closes everything; at most ten seconds. */
  close(): Promise<void>
}

/** Builds and starts the whole server; tests call it with a port of 0, a directory of their own and a `FakeClock`. */
export async function createApp(overrides: Overrides = {}): Promise<RunningApp> {
  const settings = { ...loadSettings(process.env), ...overrides.settings }
  const clock = overrides.clock ?? new SystemClock()
  const logger = overrides.logger ?? createLogger(settings.logLevel)
  prepareDataDirectory(settings.dataDir)
  const secrets = loadSecrets(settings.dataDir)
  const database = await openDatabase({
    ...settings,
    clock,
    onError: (error) => logger.warn({ code: (error as { code?: string }).code }, 'database connection lost'),
  })
  const readiness = new Readiness(database.db)
  const practice = new PracticeHost({ settings, clock, logger, launch: launchPractice })
  try {
    await assertOwnKey(database, secrets)
    const demo = await seedDemo({ settings, database })
    const runner = overrides.runner ?? new ProcessRunner()
    const platform = { settings, secrets, clock, logger, database, readiness, runner }
    const { app } = await createHttpApp(AppModule.of(platform, [PracticeModule.of(practice)]), {
      settings,
      logger,
      before: (fastify, authenticator) => passToPractice(fastify, { host: practice, authenticator, logger }),
    })
    const url = await listen(app, settings)
    const workers = await startWorkers(app, { database, clock, logger })
    readiness.ready()
    const close = once(async () => {
      readiness.stopping()
      await within(10_000, async () => {
        practice.endLines()
        app.get(LiveController).endAll()
        // Stops listening and lets requests in progress finish; they may still write.
        await closeHttp(app)
        await practice.close()
        await workers.stop()
        await runner.stop()
        await database.unitOfWork.drain()
      })
      await database.close()
    })
    return { app, url, settings, secrets, clock, database, demo, close }
  } catch (error) {
    await practice.close()
    await database.close()
    throw error
  }
}

async function listen(app: NestFastifyApplication, { port, host }: Settings): Promise<string> {
  try {
    await app.listen(port, host)
  } catch (error) {
    await app.close()
    throw cannotListen(error as NodeJS.ErrnoException, port, host)
  }
  const address = app.getHttpServer().address() as { port: number }
  return `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${address.port}`
}

function cannotListen({ code }: NodeJS.ErrnoException, port: number, host: string): StartError {
  if (code === 'EADDRINUSE') {
    return new StartError(
      `端口 ${port} 已被别的程序占用；请先停掉它，或用 PORT 另选一个，例如 PORT=${port + 1}。`,
      `Port ${port} is taken by another program; stop it, or choose another with PORT, for example PORT=${port + 1}.`,
    )
  }
  return new StartError(
    `无法在 ${host}:${port} 监听（${code}）；请检查 HOST 与 PORT。`,
    `Cannot listen on ${host}:${port} (${code}); check HOST and PORT.`,
  )
}

/** Closes the listener; a connection goes as soon as its request is answered, whatever its client hoped to send next. */
async function closeHttp(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpServer()
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  try {
    await app.close()
  } finally {
    clearInterval(sweep)
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => (done ??= work())
}

async function within(ms: number, work: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work(), new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))])
  clearTimeout(timer)
}
