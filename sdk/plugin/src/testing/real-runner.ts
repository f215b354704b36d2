import type { Manifest } from '../manifest/manifest.ts'
import type { Engine, Services, TestLog } from './engine.ts'
import type { World } from './world.ts'

export type RealRunner = { readonly engine: Engine; stop(): Promise<void> }
export type RealEngineOptions = {
  /** The plugin's source file, or its bundle. */
  readonly plugin: URL | string
  readonly manifest: Manifest
  readonly config: () => Readonly<Record<string, unknown>>
  readonly secrets: () => Readonly<Record<string, string>>
  readonly county: { readonly id: string; readonly name: string; readonly offset: string }
  readonly services: Services
  readonly world: World
  readonly log: (line: TestLog) => void
}

/** What `@shaotai/plugin-host/testing` gives: the real process, with the services of a test. */
export type OpenForTest = (options: RealEngineOptions) => Promise<RealRunner>

/** Not a static import: the SDK needs nothing at run time, and only a test that asks for the real runner needs the host. */
const HOST = '@shaotai/plugin-host/testing'

export async function realEngine(options: RealEngineOptions): Promise<RealRunner> {
  let host: { readonly openForTest: OpenForTest }
  try {
    host = (await import(HOST)) as typeof host
  } catch (error) {
    throw new Error(`The real runner needs the package @shaotai/plugin-host: ${(error as Error).message}`, { cause: error })
  }
  return host.openForTest(options)
}
