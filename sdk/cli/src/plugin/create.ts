import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { EXIT, UsageError, type Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'

/** What a new plugin connects, with what it asks an administrator for. */
export const KINDS = {
  hotline: {
    zh: '热线、工单系统（轮询接入、结果回传）',
    config: { hotline: 'http://127.0.0.1:9000', area: '110105001' },
    secrets: { appKey: 'dev' },
  },
  sms: { zh: '短信网关', config: { gateway: 'http://127.0.0.1:9000', sign: '吹哨报到' }, secrets: { appKey: 'dev' } },
  calendar: { zh: '节假日通知', config: {}, secrets: {} },
  scoring: { zh: '考核数据', config: {}, secrets: {} },
  blank: { zh: '其他', config: {}, secrets: {} },
} as const
export type Kind = keyof typeof KINDS

const STARTERS = fileURLToPath(new URL('../../starters', import.meta.url))
const OWN = fileURLToPath(new URL('../../package.json', import.meta.url))

/** `plugin create`: a project with a plugin and a green test. */
export async function createProject(args: string[], terminal: Terminal): Promise<Exit> {
  const options = {
    kind: { type: 'string' },
    id: { type: 'string' },
    vendor: { type: 'string' },
    sdk: { type: 'string' },
    json: { type: 'boolean' },
  } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const answers = await ask({ name: positionals[0], kind: values.kind, vendor: values.vendor }, values.json === true)
  const { name, kind, vendor } = answers
  if (!isKind(kind)) throw new UsageError(`--kind 应为以下之一 / one of: ${Object.keys(KINDS).join(', ')}`)
  const folder = resolve(name)
  const short = basename(folder)
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(short))
    throw new UsageError(`名称用小写字母、数字和连字符 / small letters, digits and hyphens: ${short}`)
  const id = values.id ?? `cn.${vendor}.${short}`
  if (!/^[a-z][a-z0-9]*(\.[a-z0-9][a-z0-9-]*)+$/.test(id)) throw new UsageError(`--id 形如 cn.acme.hotline / looks like cn.acme.hotline`)
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new UsageError(`${folder} 已存在且不为空，不覆盖 / exists and is not empty`)
  const files = writeProject(folder, { short, kind, id, vendor, sdk: values.sdk })
  if (values.json) terminal.print(JSON.stringify({ created: folder, kind, id, files }, undefined, 2))
  else {
    terminal.print(`${terminal.green('已建好')} ${name}（${KINDS[kind].zh}）`)
    terminal.print(`接下来 next:\n  cd ${name}\n  pnpm install      ${terminal.dim('# 或 npm install')}\n  pnpm test\n  pnpm dev`)
  }
  return EXIT.fine
}

type Answers = { readonly name: string; readonly kind: string; readonly vendor: string }

/** Asks what was not said, where somebody can answer. */
async function ask(given: Partial<Answers>, quiet: boolean): Promise<Answers> {
  const interactive = process.stdin.isTTY && process.stdout.isTTY && !quiet
  const lines = interactive ? createInterface({ input: process.stdin, output: process.stdout }) : undefined
  try {
    const name = given.name ?? (await lines?.question('插件名称 name (my-plugin): '))
    if (!name) throw new UsageError('缺少名称 / a name is missing')
    const kinds = Object.entries(KINDS).map(([kind, { zh }]) => `  ${kind.padEnd(9)} ${zh}`)
    const kind =
      given.kind ?? (lines ? (await lines.question(`接什么 what to connect:\n${kinds.join('\n')}\n(blank): `)) || 'blank' : undefined)
    if (kind === undefined) throw new UsageError(`需要 --kind / --kind is needed: ${Object.keys(KINDS).join(', ')}`)
    const vendor = given.vendor ?? ((await lines?.question('厂商代号 vendor (example): ')) || 'example')
    return { name, kind, vendor }
  } finally {
    lines?.close()
  }
}

function writeProject(folder: string, about: { short: string; kind: Kind; id: string; vendor: string; sdk: string | undefined }): string[] {
  const { short, kind, id, vendor, sdk } = about
  mkdirSync(folder, { recursive: true })
  cpSync(join(STARTERS, kind), folder, { recursive: true })
  const entry = join(folder, 'src/plugin.ts')
  const source = readFileSync(entry, 'utf8')
  writeFileSync(entry, source.replace(`id: 'cn.example.${kind}'`, `id: '${id}'`).replace("vendor: 'example'", `vendor: '${vendor}'`))
  const ours = sdk === undefined ? releasedSdk() : sdkFiles(sdk, folder)
  const wanted = Object.fromEntries(Object.entries(ours).filter(([name]) => NEEDED.includes(name)))
  const json = {
    'package.json': {
      name: short,
      version: '0.1.0',
      private: true,
      type: 'module',
      scripts: {
        test: 'shaotai plugin test',
        dev: 'shaotai plugin dev',
        types: 'tsc',
        validate: 'shaotai plugin validate',
        package: 'shaotai plugin pack',
      },
      devDependencies: { ...wanted, '@types/node': '^26.0.0', typescript: '^7.0.0' },
      engines: { node: '>=26' },
    },
    'tsconfig.json': {
      compilerOptions: {
        target: 'es2023',
        lib: ['es2023', 'dom'],
        module: 'nodenext',
        types: ['node'],
        strict: true,
        noEmit: true,
        allowImportingTsExtensions: true,
        erasableSyntaxOnly: true,
        verbatimModuleSyntax: true,
        skipLibCheck: true,
      },
      include: ['src'],
    },
    'dev.json': { config: KINDS[kind].config, secrets: KINDS[kind].secrets, approved: ['127.0.0.0/8'] },
  }
  for (const [file, value] of Object.entries(json)) writeFileSync(join(folder, file), `${JSON.stringify(value, undefined, 2)}\n`)
  writeFileSync(join(folder, 'pnpm-workspace.yaml'), workspaceFile(sdk === undefined ? {} : ours))
  writeFileSync(join(folder, '.gitignore'), 'node_modules/\n*.shaotai-plugin\n*.key\n')
  writeFileSync(join(folder, 'README.md'), readme(id, kind))
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
}

/** What a project of a plugin is built, tested and packed with. */
const NEEDED = ['@shaotai/cli', '@shaotai/plugin', '@shaotai/plugin-host']

function releasedSdk(): Record<string, string> {
  const { version } = JSON.parse(readFileSync(OWN, 'utf8')) as { version: string }
  return Object.fromEntries(NEEDED.map((name) => [name, `^${version}`]))
}

/** The packages of a folder that was handed out, for machines that reach no registry of ours. */
function sdkFiles(sdk: string, folder: string): Record<string, string> {
  const files = existsSync(sdk) ? readdirSync(sdk).filter((file) => /^shaotai-[a-z-]+-\d.*\.tgz$/.test(file)) : []
  const found = files.map((file): [string, string] => [
    `@shaotai/${/^shaotai-([a-z-]+)-\d/.exec(file)?.[1] ?? ''}`,
    `file:${relative(folder, resolve(sdk, file)).replaceAll('\\', '/')}`,
  ])
  const missing = NEEDED.filter((name) => !found.some(([one]) => one === name))
  if (missing.length > 0) throw new UsageError(`${sdk} 里缺少 ${missing.join('、')} / lacks them`)
  return Object.fromEntries(found)
}

/** The compiler needs no script of its own to run; pnpm asks that somebody says so. */
function workspaceFile(overrides: Readonly<Record<string, string>>): string {
  const lines = Object.entries(overrides).map(([name, file]) => `  '${name}': ${file}\n`)
  return `allowBuilds:\n  esbuild: false\n${lines.length > 0 ? `overrides:\n${lines.join('')}` : ''}`
}

function readme(id: string, kind: Kind): string {
  return `# ${id}

${KINDS[kind].zh}

| 命令 command | 做什么 what it does |
| --- | --- |
| \`pnpm test\` | 运行测试 / runs the tests |
| \`pnpm dev\` | 真实运行器，存盘即换 / the real runner, swapped on every save |
| \`pnpm types\` | 类型检查：没声明的权限、地址编译不过 / what is not declared does not compile |
| \`pnpm validate\` | 上传时的全部检查 / the checks of an upload |
| \`pnpm run package\` | 打成一个文件 / one file to hand over |
`
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(KINDS, kind)
}
