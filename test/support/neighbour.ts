import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { packBundle, sm3, type Policy } from '@shaotai/core'

/** Another county with a key of its own, that signs what it sends. */
export type Neighbour = { readonly key: string; readonly pem: string; pack(policy: Policy, names?: ReadonlyMap<string, string>): string }

export function aNeighbour(): Neighbour {
  const { privateKey } = generateKeyPairSync('ed25519')
  const publicKey = createPublicKey(privateKey)
  const key = sm3(publicKey.export({ type: 'spki', format: 'der' }))
  const signer = { key, sign: (text: string) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('hex') }
  return {
    key,
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    pack: (policy, names) => packBundle(policy, signer, names),
  }
}
