import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from './start-error.ts'

/** Every setting of a deployment: its environment variable, its default and what it does. The whole list; nothing else is read from the environment. */
export const SETTINGS = {
  PORT: { default: '3000', about: '监听端口 / port; 0 picks a free one' },
  HOST: {
    default: '0.0.0.0',
    about: '监听地址 / address. All interfaces: clerks reach the platform from other machines of the county network',
  },
  SHAOTAI_DATA: { default: './data', about: '数据目录 / database, attachments, secrets' },
  DATABASE_URL: { default: '', about: 'postgres://… 使用 PostgreSQL；留空则用数据目录里的 SQLite' },
  SHAOTAI_DATABASE_POOL: { default: '10', about: 'PostgreSQL 连接数 / connections per process' },
  SHAOTAI_DEMO_PASSWORD: { default: '', about: '演示账号口令；留空则首次启动时生成并显示一次' },
  SHAOTAI_TEMPLATE: {
    default: 'hechuan',
    about: '空库首次启动时装入的模板 / template seeded into an empty database; "none" seeds nothing',
  },
  SHAOTAI_LOG_LEVEL: { default: 'info', about: 'fatal | error | warn | info | debug | silent' },
  SHAOTAI_PUBLIC_URL: { default: '', about: '对外地址，如 https://shaotai.example; https 时启用 Secure Cookie 与 HSTS' },
  SHAOTAI_TRUST_PROXY: { default: '0', about: '1: 信任一层反向代理的 X-Forwarded-For' },
  SHAOTAI_SESSION_IDLE_MINUTES: { default: '480', about: '会话闲置上限（分钟）。默认一个班次 8 小时：派单台要整天亮着等哨' },
  SHAOTAI_SESSION_MAX_MINUTES: { default: '720', about: '会话最长（分钟），不论是否在用' },
  SHAOTAI_PRACTICE: {
    default: 'on',
    about: '演练环境 / practice: on | off. 多台服务器时只留一台为 on，并把 /practice 与 /api/v1/practice 转给它',
  },
  SHAOTAI_CONSOLE: { default: '', about: '已构建的界面目录；留空则用随程序的 / the built console, our own by default' },
  SHAOTAI_WRITE_QUEUE: { default: '2000', about: '排队等候写入的上限，超出即请稍后再试 / waiting writes beyond which we answer 503' },
} as const satisfies Record<string, { default: string; about: string }>

export type Settings = {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | undefined
  databasePool: number
  demoPassword: string | undefined
  template: string | undefined
  logLevel: string
  publicUrl: URL | undefined
  trustProxy: boolean
  sessionIdleMs: number
  sessionMaxMs: number
  writeQueue: number
  /** Whether this process offers the practice environment. */
  practice: boolean
  /** The built console. */
  consoleDir: string
  /** Path below which the instance is served: empty for the county itself, `/practice` for practice. */
  mount: string
}

/** Reads and checks the settings; says in one sentence which one is wrong and what was expected. */
export function loadSettings(env: Record<string, string | undefined>): Settings {
  const read = (name: keyof typeof SETTINGS) => env[name]?.trim() || SETTINGS[name].default
  const whole = (name: keyof typeof SETTINGS, min: number, max: number) => {
    const value = Number(read(name))
    if (Number.isInteger(value) && value >= min && value <= max) return value
    throw new StartError(
      `设置 ${name} 应为 ${min} 到 ${max} 的整数，现为“${read(name)}”。`,
      `${name} must be a whole number from ${min} to ${max}, found "${read(name)}".`,
    )
  }
  const logLevel = read('SHAOTAI_LOG_LEVEL')
  if (!['fatal', 'error', 'warn', 'info', 'debug', 'silent'].includes(logLevel)) {
    throw new StartError(
      `设置 SHAOTAI_LOG_LEVEL 不认识“${logLevel}”。`,
      `SHAOTAI_LOG_LEVEL must be fatal, error, warn, info, debug or silent, found "${logLevel}".`,
    )
  }
  const template = read('SHAOTAI_TEMPLATE')
  const practice = read('SHAOTAI_PRACTICE')
  if (practice !== 'on' && practice !== 'off')
    throw new StartError(
      `设置 SHAOTAI_PRACTICE 应为 on 或 off，现为“${practice}”。`,
      `SHAOTAI_PRACTICE must be on or off, found "${practice}".`,
    )
  return {
    port: whole('PORT', 0, 65_535),
    host: read('HOST'),
    dataDir: resolve(read('SHAOTAI_DATA')),
    databaseUrl: readDatabaseUrl(read('DATABASE_URL')),
    databasePool: whole('SHAOTAI_DATABASE_POOL', 2, 200),
    demoPassword: readDemoPassword(read('SHAOTAI_DEMO_PASSWORD')),
    template: template === 'none' ? undefined : template,
    logLevel,
    publicUrl: readPublicUrl(read('SHAOTAI_PUBLIC_URL')),
    trustProxy: read('SHAOTAI_TRUST_PROXY') === '1',
    sessionIdleMs: whole('SHAOTAI_SESSION_IDLE_MINUTES', 1, 1440) * 60_000,
    sessionMaxMs: whole('SHAOTAI_SESSION_MAX_MINUTES', 1, 10_080) * 60_000,
    practice: practice === 'on',
    mount: '',
    writeQueue: whole('SHAOTAI_WRITE_QUEUE', 1, 100_000),
    consoleDir: resolve(read('SHAOTAI_CONSOLE') || fileURLToPath(new URL('../../../../console/dist', import.meta.url))),
  }
}

function readDatabaseUrl(text: string): string | undefined {
  if (text === '') return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && (url.protocol === 'postgres:' || url.protocol === 'postgresql:') && url.pathname.length > 1) return text
  // The value may hold a password: never repeat it.
  throw new StartError(
    '设置 DATABASE_URL 应形如 postgres://用户:口令@主机:5432/库名。',
    'DATABASE_URL must look like postgres://user:password@host:5432/database.',
  )
}

/** Passwords that appear in manuals and screenshots are refused even for a demonstration. */
const KNOWN_PASSWORDS = new Set(['password', 'admin', '123456', '12345678', 'changeme', 'shaotai', 'admin123'])

function readDemoPassword(text: string): string | undefined {
  if (text === '') return undefined
  if (text.length >= 8 && text.length <= 128 && !KNOWN_PASSWORDS.has(text.toLowerCase())) return text
  throw new StartError(
    '设置 SHAOTAI_DEMO_PASSWORD 应为 8 到 128 个字符，且不是常见口令。',
    'SHAOTAI_DEMO_PASSWORD must have 8 to 128 characters and not be a well-known password.',
  )
}

function readPublicUrl(text: string): URL | undefined {
  if (text === '') return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) return url
  throw new StartError(
    `设置 SHAOTAI_PUBLIC_URL 应为 http(s) 地址，现为“${text}”。`,
    `SHAOTAI_PUBLIC_URL must be an http(s) address, found "${text}".`,
  )
}
