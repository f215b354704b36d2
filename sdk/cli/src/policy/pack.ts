import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { blocksPublishing, checkPolicy, openBundle, packBundle, policyHash } from '@shaotai/core'
import { describeRefusal } from '@shaotai/api'
import { EXIT, UsageError, type Exit } from '../exit.ts'
import { readTextOf } from '../read-file.ts'
import type { Terminal } from '../terminal.ts'
import { playExamples } from './examples.ts'
import { loadPolicy } from './load.ts'
import { makeKeys, readSigner, readVerifier } from './signing-key.ts'

/** `policy keygen`: a pair of keys for signing bundles. */
export function makeSigningKeys(args: string[], terminal: Terminal): Exit {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
  const [name] = positionals
  if (name === undefined) throw new UsageError('缺少文件名 / a file name is missing')
  const { privatePath, publicPath, fingerprint } = makeKeys(name)
  if (values.json) terminal.print(JSON.stringify({ privateKey: privatePath, publicKey: publicPath, fingerprint }, undefined, 2))
  else {
    terminal.print(`私钥 ${privatePath}（只在本机保存，勿外传）`)
    terminal.print(`公钥 ${publicPath}（交给接收方）`)
    terminal.print(`指纹 ${fingerprint}`)
  }
  return EXIT.fine
}

/** `policy pack`: a policy as one signed file. What the check refuses is not packed. */
export function packPolicy(args: string[], terminal: Terminal): Exit {
  const options = { key: { type: 'string' }, out: { type: 'string', short: 'o' }, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  if (values.key === undefined || values.out === undefined) throw new UsageError('需要 --key 和 -o / --key and -o are needed')
  const policy = loadPolicy(positionals[0])
  const red = checkPolicy(policy).filter((one) => one.severity === 'red')
  const failing = playExamples(policy, terminal.progress('范例', { json: values.json, of: policy.examples.length })).filter(
    ({ problems }) => problems.length > 0,
  )
  if (blocksPublishing(red) || failing.length > 0) {
    const counts = { red: red.length, examples: failing.length }
    if (values.json) terminal.print(JSON.stringify({ packed: false, ...counts }, undefined, 2))
    else terminal.print(terminal.red(`体检有 ${red.length} 处必须改、${failing.length} 个范例不符，不能打包。先运行 shaotai policy check`))
    return EXIT.found
  }
  const signer = readSigner(values.key)
  const text = packBundle(policy, signer)
  try {
    writeFileSync(values.out, text)
  } catch (error) {
    throw new UsageError(`写不了 ${values.out} / cannot write: ${(error as Error).message}`)
  }
  const hash = policyHash(policy)
  if (values.json) terminal.print(JSON.stringify({ packed: true, file: values.out, hash, key: signer.key }, undefined, 2))
  else terminal.print(`${terminal.green('已打包')} ${values.out}\n内容指纹 ${hash}\n签名公钥 ${signer.key}`)
  return EXIT.fine
}

/** `policy verify`: whether a signed file is exactly what the owner of the key packed. */
export function verifyBundle(args: string[], terminal: Terminal): Exit {
  const options = { key: { type: 'string' }, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const [file] = positionals
  if (file === undefined || values.key === undefined) throw new UsageError('需要制度包和 --key / a bundle and --key are needed')
  const opened = openBundle(readTextOf(file), readVerifier(values.key))
  if (!opened.ok) {
    if (values.json) terminal.print(JSON.stringify({ genuine: false, ...opened.error }, undefined, 2))
    else
      terminal.print(
        `${terminal.red('不可信')}  ${describeRefusal(opened.error)} ${terminal.dim(`${opened.error.code} ${opened.error.at ?? ''}`)}`,
      )
    return EXIT.found
  }
  const { title, hash, signature, policy } = opened.value
  if (values.json) terminal.print(JSON.stringify({ genuine: true, title, hash, key: signature.key }, undefined, 2))
  else
    terminal.print(
      `${terminal.green('可信')}  ${title}（事项 ${policy.responsibilities.items.length} 项，范例 ${policy.examples.length} 个）\n内容指纹 ${hash}`,
    )
  return EXIT.fine
}
