import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import cn2026 from '../../../../templates/calendars/cn-2026.json' with { type: 'json' }

/** One table of due times, computed in a process of its own. Prints how its zone reads one date, then a digest of every answer. */
const TABLE = `
const { computeDeadline, dayAt, parseLocal } = await import(process.env.CORE)
const calendar = JSON.parse(process.env.CALENDAR)
const answers = []
for (const basis of ['natural', 'working-minutes', 'working-days', 'calendar-days'])
  for (const countRule of ['next-day-close', 'same-moment', 'elapsed'])
    for (let hour = 0; hour < 24 * 400; hour += 7) {
      const start = parseLocal('2026-01-01T00:30', 480) + hour * 3600000
      const pauses = [{ from: start + 5 * 3600000, to: start + 40 * 3600000 }]
      answers.push(dayAt(calendar, start), computeDeadline({ calendar, goal: { amount: 2, unit: 'day', basis, countRule }, start, pauses, warnAt: [[4, 5]] }))
    }
console.log(new Date(2026, 9, 8).toISOString())
console.log(JSON.stringify(answers))
`

const run = promisify(execFile)
const core = new URL('../index.ts', import.meta.url).href
const calendar = JSON.stringify(cn2026)

async function answersIn(zone: string): Promise<{ midnight: string; digest: string; length: number }> {
  const { stdout } = await run(process.execPath, ['--conditions=@shaotai/source', '--input-type=module', '-e', TABLE], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { TZ: zone, CORE: core, CALENDAR: calendar },
    maxBuffer: 64 * 1024 * 1024,
  })
  const [midnight = '', answers = ''] = stdout.split('\n')
  return { midnight, digest: createHash('sha256').update(answers).digest('hex'), length: answers.length }
}

it('every answer is the same whatever zone the machine is in', { timeout: 60_000 }, async () => {
  const zones = ['Asia/Shanghai', 'UTC', 'America/New_York', 'Pacific/Kiritimati', 'Australia/Lord_Howe']
  const found = await Promise.all(zones.map(answersIn))
  expect(new Set(found.map((one) => one.midnight)).size, 'the zones must really differ').toBe(zones.length)
  expect(found[0]?.length).toBeGreaterThan(1_000_000)
  expect(new Set(found.map((one) => one.digest)).size).toBe(1)
})
