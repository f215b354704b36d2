import { MODULES } from '../runner/guard.ts'
import { finding, type Finding } from './finding.ts'

/** What to use instead of a module of Node. */
const FIXES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  fs: ['插件没有文件；数据放 kv，附件用 files', 'a plugin has no files: keep data in kv, read attachments with files'],
  http: ['用 http.<端点> 或 fetch', 'call http.<endpoint>, or fetch'],
  https: ['用 http.<端点> 或 fetch', 'call http.<endpoint>, or fetch'],
  net: ['插件没有套接字；用声明过的端点', 'a plugin has no sockets: call a declared endpoint'],
  tls: ['插件没有套接字；用声明过的端点', 'a plugin has no sockets: call a declared endpoint'],
  dns: ['由主机解析域名', 'the host resolves names'],
  child_process: ['插件只有一个进程；放到端点背后的服务里做', 'a plugin is one process: do it in the service behind an endpoint'],
  worker_threads: ['插件只有一个线程', 'a plugin is one thread'],
  sqlite: ['数据放 kv', 'keep data in kv'],
}
const OTHERWISE = ['换用浏览器版本的库，或去掉它', 'use the browser build of the library, or do without it'] as const

/** What in a bundle cannot run in the runner. Lines are those of the bundle. */
export function checkBundle(code: string): Finding[] {
  const found: Finding[] = []
  for (const { module, line } of requiredModules(code)) {
    const [family = ''] = module.replace(/^node:/, '').split('/')
    if ((MODULES as readonly string[]).includes(family)) continue
    const [zh, en] = FIXES[family] ?? OTHERWISE
    const made = finding('denied-module', `plugin.js:${line}`, { module, fix: zh })
    found.push({ ...made, en: finding('denied-module', '', { module, fix: en }).en })
  }
  for (const { index } of code.matchAll(/(?<![\w$.'"`])import\s*\(\s*["'`]\.{0,2}\//g))
    found.push(finding('eval-import', `plugin.js:${lineOf(code, index)}`))
  return found
}

/** Modules a CommonJS file asks for, each once. */
function requiredModules(code: string): { module: string; line: number }[] {
  const seen = new Map<string, number>()
  for (const { 1: module = '', index } of code.matchAll(/(?<![\w$.])(?:require|import)\(\s*["']((?:node:)?[a-z_/]+)["']\s*\)/g))
    if (!seen.has(module)) seen.set(module, lineOf(code, index))
  return [...seen].map(([module, line]) => ({ module, line }))
}

function lineOf(code: string, index: number): number {
  let line = 1
  for (let at = code.indexOf('\n'); at >= 0 && at < index; at = code.indexOf('\n', at + 1)) line++
  return line
}
