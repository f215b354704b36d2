import { createHash, createHmac } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import { SIGN_ALGORITHMS, type SignAlgorithm, type SignOptions } from '@shaotai/plugin'

/**
 * Signs `data` with a secret. Keyed digests take the secret as the key; plain ones (`md5`, `sm3`, `sha256`) digest the text, in which the
 * caller has put the secret where the peer wants it; `sm2` takes a private key in hex and gives r‖s over SM3 with the usual user id.
 */
export function sign(algorithm: SignAlgorithm, secret: string, data: string, encoding: SignOptions['encoding'] = 'hex'): string {
  return written(digest(algorithm, secret, data), encoding)
}

export function isSignAlgorithm(name: unknown): name is SignAlgorithm {
  return (SIGN_ALGORITHMS as readonly unknown[]).includes(name)
}

function digest(algorithm: SignAlgorithm, secret: string, data: string): Buffer {
  switch (algorithm) {
    case 'hmac-sha256':
    case 'hmac-sha1':
    case 'hmac-sm3':
    case 'hmac-md5':
      return createHmac(algorithm.slice('hmac-'.length), secret).update(data, 'utf8').digest()
    case 'md5':
    case 'sm3':
    case 'sha256':
      return createHash(algorithm).update(data, 'utf8').digest()
    case 'sm2': {
      if (!/^[0-9a-f]{64}$/i.test(secret.trim())) throw new Error('A key for SM2 is the private number in 64 hexadecimal digits')
      return Buffer.from(sm2.doSignature(data, secret.trim(), { hash: true }), 'hex')
    }
  }
}

function written(bytes: Buffer, encoding: SignOptions['encoding']): string {
  return encoding === 'HEX' ? bytes.toString('hex').toUpperCase() : bytes.toString(encoding)
}
