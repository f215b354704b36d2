import { parseArgs } from 'node:util'
import { fingerprintOf, hasErrors, judgeTrust, openPackage, validatePackage, type Finding } from '@shaotai/plugin-host/package'
import { UsageError, type Exit } from '../exit.ts'
import { readTextOf } from '../read-file.ts'
import type { Terminal } from '../terminal.ts'
import { withHost } from './build.ts'
import { exitOf, printFindings } from './describe-finding.ts'
import { readPackage } from './sign.ts'

/** `plugin verify`: everything a county checks of a package: untouched, signed by whom it trusts, and as its code declares. */
export async function verifyPlugin(args: string[], terminal: Terminal): Promise<Exit> {
  const options = {
    key: { type: 'string', multiple: true },
    county: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const [file] = positionals
  if (file === undefined) throw new UsageError('缺少插件包 / a package is missing')
  const trust = {
    ...(values.key && { vendors: values.key.map(readPublicKey) }),
    ...(values.county && { county: values.county.map(readPublicKey) }),
  }
  const opened = await openPackage(readPackage(file))
  const findings: Finding[] = opened.ok ? [] : [...opened.findings]
  if (opened.ok) {
    // Without a key nobody is trusted, and nothing is said about who signed.
    if (trust.vendors || trust.county)
      findings.push(...judgeTrust(opened.value, { vendors: trust.vendors ?? opened.value.signatures.map(({ key }) => key), ...trust }))
    findings.push(...(await withHost((host) => validatePackage(opened.value, host.manifestOf))))
  }
  const signatures = opened.ok
    ? opened.value.signatures.map(({ role, signer, algorithm, fingerprint }) => ({ role, signer, algorithm, fingerprint }))
    : []
  const manifest = opened.ok ? opened.value.manifest : undefined
  const genuine = opened.ok && !hasErrors(findings)
  if (values.json)
    terminal.print(JSON.stringify({ genuine, id: manifest?.id, version: manifest?.version, signatures, findings }, undefined, 2))
  else {
    printFindings(findings, terminal)
    for (const { role, signer, algorithm, fingerprint } of signatures)
      terminal.print(`${role === 'county' ? '备案' : '厂商'}签名 ${signer}  ${algorithm}  ${terminal.dim(fingerprint.slice(0, 16))}`)
    if (signatures.length === 0 && opened.ok) terminal.print(terminal.amber('没有签名'))
    if (genuine)
      terminal.print(
        `${terminal.green('可信')}  ${manifest?.title.zh} ${manifest?.version}${values.key ? '' : terminal.dim('（没有给 --key，未核对签名人）')}`,
      )
    else terminal.print(terminal.red('不可信，不要安装'))
  }
  return exitOf(findings)
}

function readPublicKey(path: string): string {
  const pem = readTextOf(path)
  try {
    fingerprintOf(pem)
    return pem
  } catch {
    throw new UsageError(`${path} 不是 PEM 格式的公钥 / is no public key in PEM`)
  }
}
