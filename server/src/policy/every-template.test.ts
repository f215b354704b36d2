import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { describeEachDatabase, TEST_PASSWORD } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'
import { readTemplatePolicy } from './seed-policy.ts'

const templates = dirname(fileURLToPath(import.meta.resolve('@shaotai/templates/package.json')))
const counties = readdirSync(templates).filter((name) => existsSync(join(templates, name, 'template.json')))

describeEachDatabase('the demonstration county on every template', (database) => {
  test.each(counties)('%s: starts, and a town blows the first whistle of its examples', async (template) => {
    const policy = readTemplatePolicy(join(templates, template))
    const running = await database.app({ settings: { template } })
    const [first] = policy.examples.flatMap(({ steps }) => steps.filter((step) => step.command === 'submit' && !step.expect?.refusal))
    const unit = first?.actor.split('@')[1] ?? ''
    const town = await TestClient.signedIn(running.url, unit === 'ZH03' ? 'town' : `town.${unit.toLowerCase()}`, TEST_PASSWORD)
    const answer = await town.send('POST', '/api/v1/cases', first?.data, { 'Idempotency-Key': `first-${template}` })
    expect([answer.status, (answer.body as { number?: string }).number?.startsWith(policy.profile.caseNumber.prefix)]).toEqual([201, true])
  })
})
