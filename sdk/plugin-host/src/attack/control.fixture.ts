/** The control: the same attacks with nothing around them but an ordinary process. Prints what each came to. */
import { createRequire } from 'node:module'
import type { tryAccess as TryAccess } from './attack-plugin.fixture.ts'

const [bundle = '', targets = '{}', ...names] = process.argv.slice(2)
const load = createRequire(import.meta.url)
const { tryAccess } = load(bundle) as { tryAccess: typeof TryAccess }
process.on('uncaughtException', () => undefined)
process.on('unhandledRejection', () => undefined)
const results: Record<string, { got?: string }> = {}
for (const name of names) results[name] = await tryAccess(name, JSON.parse(targets) as never)
process.stdout.write(JSON.stringify(results), () => process.exit(0))
