import type { ParseRefusal, Problem } from '@shaotai/core'
import { EXIT, type Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'

/** A document of the wrong format: nothing else can be said about it than where it is wrong. */
export function printRefused(error: ParseRefusal, json: boolean, terminal: Terminal): Exit {
  if (json) terminal.print(JSON.stringify({ valid: false, blocked: true, ...error }, undefined, 2))
  else {
    for (const problem of error.problems)
      terminal.print(`${terminal.red('必须改')}  ${describeProblem(problem)} ${terminal.dim(problem.at)}`)
    terminal.print(terminal.bold(`内容不符合格式：${error.problems.length} 处${error.params['more'] === true ? '以上' : ''}`))
  }
  return EXIT.found
}

/** What each problem of a document means to the person who wrote it. `{param}` stands for a parameter. */
const SENTENCES: Readonly<Record<string, string>> = {
  'schema.required': '缺少“{name}”（{key}）',
  'schema.key-unknown': '不认识的项“{key}”',
  'schema.too-few': '“{name}”至少 {least} 项',
  'schema.too-many': '“{name}”最多 {most} 项',
  'schema.duplicate': '“{name}”有重复：{given}',
  'schema.wrong-type': '“{name}”应为 {expected}，现为 {given}',
  'schema.not-in-list': '“{name}”应为 {allowed} 之一，现为 {given}',
  'schema.too-small': '“{name}”不小于 {least}，现为 {given}',
  'schema.too-large': '“{name}”不大于 {most}，现为 {given}',
  'schema.too-short': '“{name}”至少 {least} 个字，现为 {given}',
  'schema.too-long': '“{name}”最多 {most} 个字',
  'schema.pattern': '“{name}”的写法不对：{given}，应符合 {pattern}',
  'schema.document-too-big': '文件太大',
  'schema.document-too-deep': '层次太深，最多 {most} 层',
  'schema.text-unstorable': '有不能保存的字符',
  'schema.not-json': '不是 JSON 里可以有的值',
  'schema.key-forbidden': '不能用“{key}”作项名',
  'schema.no-choice': '“{name}”的写法不对，现为 {given}',
  'schema.invalid': '“{name}”不合格式',
  'policy.not-an-object': '制度应是一个对象',
  'history.not-json': '这一行不是 JSON',
  'history.seq': '事件序号应为 {expected}，现为 {given}',
  'history.time-backwards': '事件时间早于前一个',
  'history.no-submission': '第一个事件应是吹哨',
  'policy.format.unknown': '不认识的格式版本 {format}，支持 {supported}',
}

/** One problem of a document in words; a code without a sentence is shown as it is. */
export function describeProblem({ code, params }: Problem): string {
  const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined
  return sentence?.replaceAll(/\{(\w+)\}/g, (_, key: string) => show(params[key])) ?? `${code} ${JSON.stringify(params)}`
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.map(show).join('、')
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '无')
}
