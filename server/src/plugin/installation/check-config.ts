import { isIP } from 'node:net'
import { fail, ok, refuse, type Result } from '@shaotai/core'
import type { Manifest } from '@shaotai/plugin'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { linearRegExp } from '../../policy/form-validator.ts'

/** A plugin's configuration without its secrets; `secrets` names those that are set. */
export type GivenConfig = { readonly config: Readonly<Record<string, unknown>>; readonly secrets: readonly string[] }

/**
 * Checks a configuration against the manifest's schema, defaults filled in. Secrets are told by name only and never stand in `config`.
 * Refusals: `plugin.config`, `plugin.secret-missing`.
 */
export function checkConfig(manifest: Manifest, { config, secrets }: GivenConfig): Result<Record<string, unknown>> {
  const required = (manifest.config['required'] ?? []) as readonly string[]
  const foreign = manifest.secrets.find((name) => Object.hasOwn(config, name))
  if (foreign !== undefined) return fail(refuse('plugin.config', { field: foreign, problem: 'secret' }, { at: `/config/${foreign}` }))
  const missing = manifest.secrets.find((name) => required.includes(name) && !secrets.includes(name))
  if (missing !== undefined) return fail(refuse('plugin.secret-missing', { field: missing }, { at: `/secrets/${missing}` }))
  const properties = Object.fromEntries(
    Object.entries(manifest.config['properties'] as Record<string, object>).filter(([name]) => !manifest.secrets.includes(name)),
  )
  const schema = {
    type: 'object',
    properties,
    required: required.filter((name) => !manifest.secrets.includes(name)),
    additionalProperties: false,
  }
  const value = structuredClone(config) as Record<string, unknown>
  try {
    const validate = ajv().compile(schema)
    if (validate(value)) return ok(value)
    const [first] = validate.errors ?? []
    return fail(
      refuse('plugin.config', { field: fieldOf(first), problem: first?.message ?? '' }, { at: `/config${first?.instancePath ?? ''}` }),
    )
  } catch (error) {
    return fail(refuse('plugin.config', { field: '', problem: error instanceof Error ? error.message.slice(0, 200) : '' }))
  }
}

/** A schema of a vendor is compiled each time it is needed, which is seldom; its patterns run in linear time. */
function ajv(): Ajv2020 {
  const one = new Ajv2020({ strict: false, useDefaults: true, allErrors: false, code: { regExp: linearRegExp } })
  addFormats.default(one)
  return one
}

function fieldOf(error: ErrorObject | undefined): string {
  const missing = (error?.params as { missingProperty?: string; additionalProperty?: string } | undefined) ?? {}
  return missing.missingProperty ?? missing.additionalProperty ?? error?.instancePath.split('/')[1] ?? ''
}

/**
 * Checks addresses of internal networks that an installation may reach: IPs, or networks no wider than /16 (IPv6: /48). Never this machine,
 * link-local addresses, or where clouds keep their keys. Refusal: `plugin.address`.
 */
export function checkAddresses(addresses: readonly string[]): Result<string[]> {
  const wrong = addresses.find((address) => !isApprovable(address))
  return wrong === undefined ? ok([...addresses]) : fail(refuse('plugin.address', { address: wrong }, { at: '/approved' }))
}

function isApprovable(text: string): boolean {
  const [address = '', bits, more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more !== undefined) return false
  if (bits !== undefined && !/^\d{1,3}$/.test(bits)) return false
  const width = bits === undefined ? undefined : Number(bits)
  if (family === 4) {
    if (width !== undefined && (width < 16 || width > 32)) return false
    return !/^(0\.|127\.|169\.254\.|22[4-9]\.|2[3-5]\d\.|100\.100\.100\.200$)/.test(address)
  }
  if (width !== undefined && (width < 48 || width > 128)) return false
  return !/^(::|fe[89ab]|ff)/i.test(address)
}
