import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../support/root.ts'
import { readText, trackedFiles } from '../support/tracked-files.ts'

const files = trackedFiles()
const pages = files.filter((path) => path.endsWith('.md')).map((path) => ({ path, text: readText(path) ?? '' }))
const page = (path: string) => readText(path) ?? ''

/** Rows of a Markdown table after its rule, as trimmed cells. */
function rows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => /^\|(?! *:?-+)/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

/** What stands in backticks. */
const quoted = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')

/** The command lines of all `sh` blocks, without comments. */
const commands = (text: string) =>
  [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((block) =>
    (block[1] ?? '')
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, '').trim())
      .filter(Boolean),
  )

describe('ARCHITECTURE.md', () => {
  const table = rows(page('ARCHITECTURE.md').split('## Where is…?')[1] ?? '').slice(1)

  it('answers many questions', () => {
    expect(table.length).toBeGreaterThan(25)
  })

  it.each(table.map(([question = '', file = '', exported = '']) => [question, quoted(file)[0] ?? '', quoted(exported)] as const))(
    'finds %s',
    (_, file, names) => {
      const source = page(file)
      expect(names.length).toBeGreaterThan(0)
      for (const name of names)
        expect(source, `${file} exports ${name}`).toMatch(
          new RegExp(`^export (?:declare |abstract |async )*(?:function\\*?|const|class|type|interface) ${name}\\b`, 'm'),
        )
    },
  )

  it('fits on a screen or two', () => {
    expect(page('ARCHITECTURE.md').split('\n').length).toBeLessThan(110)
  })
})

describe('every page', () => {
  it('links only to what exists', () => {
    const broken = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/!?\[[^\]]*\]\(([^)\s]+)\)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !/^(https?:|mailto:|#)/.test(target))
        .filter((target) => !existsSync(join(root, normalize(join(dirname(path), target.split('#')[0] ?? '')))))
        .map((target) => `${path}: ${target}`),
    )
    expect(broken).toEqual([])
  })

  it('names only paths that exist', () => {
    const broken = pages.flatMap(({ path, text }) =>
      quoted(text.replaceAll(/```[\s\S]*?```/g, ''))
        .filter((name) => /^(sdk|server|console|templates|test|docs|scripts|plugins|\.ci)\/[\w./-]+$/.test(name) && !name.includes('NNNN'))
        .filter((name) => !existsSync(join(root, name)))
        .map((name) => `${path}: ${name}`),
    )
    expect(broken).toEqual([])
  })

  it('names only commands that exist', () => {
    const { scripts } = JSON.parse(page('package.json')) as { scripts: Record<string, string> }
    const known = new Set([...Object.keys(scripts), 'install', 'exec', 'run'])
    const unknown = pages.flatMap(({ path, text }) =>
      [...commands(text), ...quoted(text)]
        .map((line) => /^(?:npx -y )?pnpm(?:@12)? ([a-z]+)\b/.exec(line)?.[1])
        .filter((script) => script !== undefined && !known.has(script))
        .map((script) => `${path}: pnpm ${script}`),
    )
    expect(unknown).toEqual([])
    for (const line of Object.values(scripts)) {
      const script = /^node (scripts\/\S+)/.exec(line)?.[1]
      if (script !== undefined) expect(files, script).toContain(script)
    }
  })
})

describe('the two READMEs', () => {
  const [english, chinese] = [page('README.md'), page('README.zh-CN.md')]

  it('state the same commands', () => {
    expect(commands(chinese)).toEqual(commands(english))
    expect(commands(english)).toEqual(expect.arrayContaining(['npx -y pnpm@12 start', 'npx -y pnpm@12 test']))
  })

  it('state the same accounts, settings, folders and pictures', () => {
    const keys = (text: string) => rows(text).map(([first = '']) => quoted(first)[0])
    const pictures = (text: string) => [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map((match) => match[1])
    expect(keys(chinese)).toEqual(keys(english))
    expect(pictures(chinese)).toEqual(pictures(english))
  })

  it('name accounts of the demonstration and settings of the server', () => {
    const first = rows(english).flatMap(([cell = '']) => quoted(cell))
    const settings = page('server/src/platform/config/settings.ts')
    for (const name of first.filter((key) => /^[A-Z_]+$/.test(key))) expect(settings).toMatch(new RegExp(`^ {2}${name}: \\{`, 'm'))
    const { people } = JSON.parse(page('templates/hechuan/organisation.json')) as { people: { account: string }[] }
    const accounts = rows(english.split('## Accounts')[1]?.split('\n## ')[0] ?? '')
      .slice(1)
      .flatMap(([cell = '']) => quoted(cell))
    expect(accounts).toHaveLength(9)
    for (const account of accounts) expect(people.map((person) => person.account)).toContain(account)
  })

  it('state the test command that the continuous run uses', () => {
    expect(page('.ci/run')).toContain('npx -y pnpm@12 test')
    expect(page('.ci/run')).toContain('npx -y pnpm@12 run check')
  })
})

describe('the glossary', () => {
  it('names what the code has', () => {
    const sources = files.filter((path) => /^(sdk|server|console)\/.*\.(ts|tsx)$/.test(path)).map((path) => readText(path) ?? '')
    const code = sources.join('\n')
    const names = rows(page('docs/glossary.md')).flatMap(([, second = '']) => quoted(second))
    expect(names.length).toBeGreaterThan(60)
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([])
  })
})
