import Type, { type Static } from 'typebox'
import { identifier, label, strict } from '../shared/identifier.ts'
import { refuse, type Refusal } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { canonicalJson, policyHash } from './hash.ts'
import { namedUnits } from './map-units.ts'
import { parsePolicy } from './parse.ts'
import { findBoundsProblem } from './parse-bounds.ts'
import { findProblems } from './parse-problems.ts'
import type { Policy } from './schema.ts'

/** The version of the bundle format; others are refused by name. */
export const BUNDLE_VERSION = 1
/** The longest bundle that is read, in UTF-16 units: one policy of the greatest size, and its signature. */
export const MAX_BUNDLE_CHARACTERS = 9_000_000

const hex = (title: string) => Type.String({ title, pattern: '^[0-9a-f]{64}$' })

/** Everything of a bundle but its policy. A key nobody declared is refused: a bundle carries one policy and nothing else. */
export const bundleSchema = Type.Object(
  {
    format: Type.Literal('shaotai-bundle'),
    version: Type.Literal(BUNDLE_VERSION),
    title: label('制度', 60),
    policy: Type.Unknown(),
    units: Type.Optional(
      Type.Array(Type.Object({ id: identifier('单位代码'), name: label('单位名称') }, strict), {
        title: '制度所说的单位',
        description: '另一个县据此找到自己的对应单位.',
        maxItems: 2000,
      }),
    ),
    hash: hex('内容指纹（SM3）'),
    signature: Type.Object(
      {
        algorithm: Type.Literal('Ed25519'),
        key: hex('公钥指纹（SM3）'),
        value: Type.String({ title: '签名（十六进制）', pattern: '^[0-9a-f]{128}$' }),
      },
      { ...strict, title: '签名' },
    ),
  },
  { ...strict, $id: 'urn:shaotai:bundle', title: '制度包' },
)

/** 制度包: one policy, its content address and a signature over both, in one canonical JSON text. */
export type Bundle = Omit<Static<typeof bundleSchema>, 'policy'> & { readonly policy: Policy }

/** A key that signs: its fingerprint, and the signature of a text in hexadecimal. */
export type BundleSigner = { readonly key: string; sign(text: string): string }
/** A key that is trusted: its fingerprint, and whether it signed a text. */
export type BundleVerifier = { readonly key: string; verify(text: string, signature: string): boolean }

/** Packs and signs a policy, and what the units it names are called. The same policy, names and key always give the same text. */
export function packBundle(policy: Policy, signer: BundleSigner, unitNames?: ReadonlyMap<string, string>): string {
  const units = unitNames && [...namedUnits(policy).keys()].sort().flatMap((id) => nameFor(id, unitNames.get(id)))
  const unsigned = {
    format: 'shaotai-bundle',
    version: BUNDLE_VERSION,
    title: policy.profile.title,
    policy,
    ...(units && { units }),
    hash: policyHash(policy),
    signature: { algorithm: 'Ed25519', key: signer.key },
  }
  const value = signer.sign(canonicalJson(unsigned))
  return canonicalJson({ ...unsigned, signature: { ...unsigned.signature, value } })
}

/**
 * Opens a bundle with a trusted key. It is read only if it is exactly what was signed, to the character: no other spelling of the same JSON,
 * nothing more and nothing less. Refusals: `bundle.too-big`, `bundle.not-json`, `bundle.format.unknown`, `bundle.version.unknown`,
 * `bundle.not-canonical`, `bundle.invalid`, `bundle.hash.differs`, `bundle.key.other`, `bundle.signature.wrong`, and those of `parsePolicy`.
 */
export function openBundle(text: string, verifier: BundleVerifier): Result<Bundle> {
  if (text.length > MAX_BUNDLE_CHARACTERS) return fail(refuse('bundle.too-big', { most: MAX_BUNDLE_CHARACTERS }))
  const raw = readJson(text)
  if (!isRecord(raw)) return fail(refuse('bundle.not-json', {}))
  const wrong = checkEnvelope(raw, text)
  if (wrong) return fail(wrong)
  const policy = parsePolicy(raw.policy)
  if (!policy.ok) return policy
  // The problems above left nothing of another shape.
  const bundle = { ...(raw as Static<typeof bundleSchema>), policy: policy.value }
  const hash = policyHash(bundle.policy)
  if (hash !== bundle.hash) return fail(refuse('bundle.hash.differs', { stated: bundle.hash, actual: hash }, { at: '/hash' }))
  if (bundle.title !== bundle.policy.profile.title)
    return fail(refuse('bundle.invalid', { place: '/title', problem: 'title' }, { at: '/title' }))
  const { value, ...signature } = bundle.signature
  if (signature.key !== verifier.key)
    return fail(refuse('bundle.key.other', { signed: signature.key, trusted: verifier.key }, { at: '/signature/key' }))
  if (!verifier.verify(canonicalJson({ ...raw, signature }), value))
    return fail(refuse('bundle.signature.wrong', {}, { at: '/signature/value' }))
  return ok(bundle)
}

function nameFor(id: string, name: string | undefined): { id: string; name: string }[] {
  return name === undefined || name === '' ? [] : [{ id, name: name.slice(0, 200) }]
}

function checkEnvelope(raw: Record<string, unknown>, text: string): Refusal | undefined {
  if (raw.format !== 'shaotai-bundle') return refuse('bundle.format.unknown', { format: short(raw.format) }, { at: '/format' })
  if (raw.version !== BUNDLE_VERSION)
    return refuse('bundle.version.unknown', { version: short(raw.version), supported: BUNDLE_VERSION }, { at: '/version' })
  // Depth is bounded before anything walks it.
  const problem = findBoundsProblem(raw) ?? findProblems(bundleSchema, raw, 1)[0]
  if (problem) return refuse('bundle.invalid', { place: problem.at, problem: problem.code }, { at: problem.at })
  // Keys written twice, white space, escapes: JSON has many spellings of one value, and only one of them was signed.
  return canonicalJson(raw) === text ? undefined : refuse('bundle.not-canonical', {})
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function short(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 40) : (JSON.stringify(value)?.slice(0, 40) ?? 'null')
}
