import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { sm3, type BundleSigner, type BundleVerifier } from '@shaotai/core'
import { UsageError } from '../exit.ts'
import { readTextOf } from '../read-file.ts'

/** Makes a pair of Ed25519 keys in PEM: the private one readable by its owner only. Existing files are never overwritten. */
export function makeKeys(name: string): { privatePath: string; publicPath: string; fingerprint: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const [privatePath, publicPath] = [`${name}.key`, `${name}.pub`]
  write(privatePath, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600)
  write(publicPath, publicKey.export({ type: 'spki', format: 'pem' }).toString(), 0o644)
  return { privatePath, publicPath, fingerprint: fingerprintOf(publicKey) }
}

/** The private key of a file, as what signs a bundle. */
export function readSigner(path: string): BundleSigner {
  const key = readKey(path, createPrivateKey, '私钥 / private key')
  return { key: fingerprintOf(createPublicKey(key)), sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('hex') }
}

/** The public key of a file, as what verifies a bundle. A private key will do: its public half is taken. */
export function readVerifier(path: string): BundleVerifier {
  const key = readKey(path, createPublicKey, '公钥 / public key')
  return {
    key: fingerprintOf(key),
    verify: (text, signature) => verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'hex')),
  }
}

function readKey(path: string, read: (pem: string) => KeyObject, what: string): KeyObject {
  const pem = readTextOf(path)
  let key: KeyObject
  try {
    key = read(pem)
  } catch {
    throw new UsageError(`${path} 不是 PEM 格式的${what}`)
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new UsageError(`${path} 不是 Ed25519 ${what}`)
  return key
}

function fingerprintOf(key: KeyObject): string {
  return sm3(key.export({ type: 'spki', format: 'der' }))
}

function write(path: string, pem: string, mode: number): void {
  try {
    writeFileSync(path, pem, { mode, flag: 'wx' })
  } catch (error) {
    throw new UsageError(`写不了 ${path}（已有的文件不覆盖）/ cannot write ${path}: ${(error as Error).message}`)
  }
}
