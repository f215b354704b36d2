import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fingerprintOf, openPackage, signPackage } from '@shaotai/plugin-host/package'
import { EXIT, UsageError, type Exit } from '../exit.ts'
import { readTextOf } from '../read-file.ts'
import type { Terminal } from '../terminal.ts'
import { exitOf, printFindings } from './describe-finding.ts'
import { write } from './pack.ts'

/** `plugin keygen`: keys for signing plugins, Ed25519 or SM2. Existing files are never overwritten. */
export function makePluginKeys(args: string[], terminal: Terminal): Exit {
  const options = { sm2: { type: 'boolean' }, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const [name] = positionals
  if (name === undefined) throw new UsageError('缺少文件名 / a file name is missing')
  const { privateKey, publicKey } = values.sm2 ? generateKeyPairSync('ec', { namedCurve: 'SM2' }) : generateKeyPairSync('ed25519')
  const open = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  writeNew(`${name}.key`, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600)
  writeNew(`${name}.pub`, open, 0o644)
  const fingerprint = fingerprintOf(open)
  if (values.json) terminal.print(JSON.stringify({ privateKey: `${name}.key`, publicKey: `${name}.pub`, fingerprint }, undefined, 2))
  else terminal.print(`私钥 ${name}.key（只在本机保存，勿外传）\n公钥 ${name}.pub（交给县里）\n指纹 ${fingerprint}`)
  return EXIT.fine
}

/** `plugin sign`: signs a package offline; with `--countersign` as the county that lets it run (备案). */
export async function signPlugin(args: string[], terminal: Terminal): Promise<Exit> {
  const options = {
    key: { type: 'string' },
    signer: { type: 'string' },
    countersign: { type: 'boolean' },
    out: { type: 'string', short: 'o' },
    json: { type: 'boolean' },
  } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const [file] = positionals
  if (file === undefined || values.key === undefined) throw new UsageError('需要插件包和 --key / a package and --key are needed')
  const bytes = readPackage(file)
  const opened = await openPackage(bytes)
  const role = values.countersign ? 'county' : 'vendor'
  const signer = values.signer ?? (opened.ok && role === 'vendor' ? opened.value.manifest.vendor : role)
  const signed = opened.ok ? await sign(bytes, values.key, { role, signer }) : opened
  if (!signed.ok) {
    if (values.json) terminal.print(JSON.stringify({ signed: false, findings: signed.findings }, undefined, 2))
    else printFindings(signed.findings, terminal)
    return exitOf(signed.findings)
  }
  const out = values.out ?? file
  write(out, signed.value)
  const fingerprint = fingerprintOf(readTextOf(values.key))
  if (values.json) terminal.print(JSON.stringify({ signed: true, file: out, role, signer, fingerprint }, undefined, 2))
  else terminal.print(`${terminal.green(role === 'county' ? '已备案签名' : '已签名')} ${out}\n签名人 ${signer}\n公钥指纹 ${fingerprint}`)
  return EXIT.fine
}

/** The bytes of a package. */
export function readPackage(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new UsageError(`读不了 ${file} / cannot read: ${(error as Error).message}`)
  }
}

async function sign(bytes: Uint8Array, key: string, by: { role: 'vendor' | 'county'; signer: string }) {
  const pem = readTextOf(key)
  try {
    return await signPackage(bytes, pem, by)
  } catch {
    throw new UsageError(`${key} 不是 PEM 格式的 Ed25519 或 SM2 私钥 / is no private key of Ed25519 or SM2 in PEM`)
  }
}

function writeNew(path: string, pem: string, mode: number): void {
  try {
    writeFileSync(path, pem, { mode, flag: 'wx' })
  } catch (error) {
    throw new UsageError(`写不了 ${path}（已有的文件不覆盖）/ cannot write ${path}: ${(error as Error).message}`)
  }
}
