import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { manifestSchema, type JsonSchema, type Manifest } from '@shaotai/plugin'
import { finding, type Finding } from './finding.ts'

const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true })
const conforms = ajv.compile<Manifest>(manifestSchema)
/** For the schemas inside: our `x-` hints are words, not rules. */
const inner = new Ajv2020({ strict: true, strictRequired: false, formats: { date: true } }).addVocabulary([
  'x-widget',
  'x-enum-names',
  'x-endpoint',
  'x-secret',
  'x-en',
])

/** What is wrong with a manifest by itself: its shape, and what in it refers to nothing. `pages` are the files of the package. */
export function checkManifest(manifest: unknown, pages: readonly string[] = []): Finding[] {
  if (!conforms(manifest)) return (conforms.errors ?? []).slice(0, 20).map(shapeFinding)
  return [...checkConfig(manifest), ...checkEgress(manifest), ...checkContributions(manifest, pages), ...hints(manifest)]
}

function shapeFinding({ instancePath, message = '', params }: ErrorObject): Finding {
  const place = instancePath.slice(1).replaceAll('/', '.')
  const more =
    'additionalProperty' in params
      ? ` (${String(params['additionalProperty'])})`
      : 'allowedValues' in params
        ? `: ${JSON.stringify(params['allowedValues']).slice(0, 200)}`
        : ''
  return finding('manifest-shape', place === '' ? 'manifest.json' : at(place), { reason: `${message}${more}` })
}

function checkConfig({ config, secrets }: Manifest): Finding[] {
  const found: Finding[] = []
  for (const [field, schema] of Object.entries(fieldsOf(config))) {
    try {
      inner.compile(schema)
    } catch (error) {
      found.push(finding('config-field', at(`config.${field}`), { field, reason: (error as Error).message }))
    }
  }
  const marked = Object.entries(fieldsOf(config))
    .filter(([, schema]) => schema['x-secret'] === true)
    .map(([field]) => field)
  for (const field of [...secrets.filter((name) => !marked.includes(name)), ...marked.filter((name) => !secrets.includes(name))])
    found.push(finding('not-a-secret', at('secrets'), { field }))
  return found
}

function checkEgress({ config, secrets, egress, personalData }: Manifest): Finding[] {
  const fields = fieldsOf(config)
  const found: Finding[] = []
  for (const [name, endpoint] of Object.entries(egress)) {
    const field = Object.hasOwn(fields, endpoint.from) ? fields[endpoint.from] : undefined
    if (!field) found.push(finding('unknown-field', at(`egress.${name}.from`), { field: endpoint.from }))
    else if (!field['x-endpoint']) found.push(finding('not-an-endpoint', at(`egress.${name}.from`), { field: endpoint.from }))
    for (const secret of [...endpoint.secrets, ...(endpoint.auth ? [endpoint.auth.secret] : [])])
      if (!secrets.includes(secret)) found.push(finding('not-a-secret', at(`egress.${name}`), { field: secret }))
  }
  for (const [kind, { to }] of Object.entries(personalData)) {
    for (const endpoint of to)
      if (!Object.hasOwn(egress, endpoint)) found.push(finding('unknown-endpoint', at(`personalData.${kind}`), { endpoint }))
    if (to.length === 0) found.push(finding('personal-data-without-endpoint', at(`personalData.${kind}`)))
  }
  return found
}

function checkContributions({ contributions, permissions, secrets }: Manifest, pages: readonly string[]): Finding[] {
  const { intake, channels, calendars, fields, schedules } = contributions
  const found: Finding[] = []
  if (Object.values(contributions).every((rows) => rows.length === 0)) found.push(finding('nothing-to-do', at('contributions')))
  for (const { id, poll, webhook } of intake) {
    if (!permissions.includes('cases:create'))
      found.push(finding('permission-missing', at(`contributions.intake.${id}`), { permission: 'cases:create' }))
    if (!poll && !webhook) found.push(finding('intake-without-source', at(`contributions.intake.${id}`)))
  }
  const signed = [
    ...intake.map(({ id, webhook }) => [`intake.${id}`, webhook?.signature?.secret] as const),
    ...channels.map(({ id, receipts }) => [`channels.${id}`, receipts?.signature?.secret] as const),
  ]
  for (const [place, secret] of signed)
    if (secret !== undefined && !secrets.includes(secret))
      found.push(finding('not-a-secret', at(`contributions.${place}`), { field: secret }))
  for (const { id, year, read } of calendars) if (!year && !read) found.push(finding('calendar-empty', at(`contributions.calendars.${id}`)))
  for (const { id, every, daily } of schedules)
    if (every === undefined && daily === undefined) found.push(finding('schedule-without-time', at(`contributions.schedules.${id}`)))
  for (const { id, widget } of fields)
    if (widget && !pages.includes(widget.html)) found.push(finding('unknown-page', at(`contributions.fields.${id}`), { file: widget.html }))
  return found
}

function hints({ health, description, egress }: Manifest): Finding[] {
  return [
    ...(health || Object.keys(egress).length === 0 ? [] : [finding('no-health', 'manifest.json')]),
    ...(description ? [] : [finding('no-description', 'manifest.json')]),
  ]
}

function fieldsOf(config: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return config['properties'] as Readonly<Record<string, JsonSchema>>
}

function at(place: string): string {
  return `manifest.json › ${place}`
}
