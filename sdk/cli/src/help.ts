/** One command: how it is written and what it does, in Chinese and English. */
type Help = { usage: string; zh: string; en: string; options?: readonly string[] }

const HELP: Readonly<Record<string, Help>> = {
  'policy check': {
    usage: 'shaotai policy check <目录 dir> [--organisation <file>] [--json]',
    zh: '体检：逐条列出制度里的错误和建议，并运行范例。',
    en: 'Lists every error and hint in a policy, and runs its examples.',
    options: [
      '--organisation <file>  机构人员数据 / units and people the policy must agree with',
      '--json                 机器可读 / machine readable',
    ],
  },
  'policy due': {
    usage: 'shaotai policy due <目录 dir> --clock <id> --at <YYYY-MM-DDTHH:mm> [--category <id>] [--level <id>] [--item <id>] [--json]',
    zh: '算到期：从某一时刻起算，何时到期，为什么。',
    en: 'When a clock that starts at a moment is due, and why.',
    options: [
      '--clock <id>     时限代号 / clock of sla.json',
      '--at <time>      起算时刻（县里的时间）/ start, in the local time of the county',
      '--category <id>  哨种 / category; --level 哨级, --item 事项',
    ],
  },
  'policy examples': {
    usage: 'shaotai policy examples <目录 dir> [--json]',
    zh: '运行范例，列出与预期不符之处。',
    en: 'Plays the examples of a policy and lists what came out otherwise.',
  },
  'policy diff': {
    usage: 'shaotai policy diff <旧目录 dirA> <新目录 dirB> [--json]',
    zh: '对比两份制度，逐条列出改动。',
    en: 'Lists what changed between two policies.',
  },
  'policy hash': {
    usage: 'shaotai policy hash <目录 dir>',
    zh: '制度的内容指纹（SM3）。',
    en: 'The content hash (SM3) of a policy.',
  },
}

const CODES = `退出码 exit codes:
  0  正常 / fine
  1  有发现：错误、不符或改动 / something was found: errors, mismatches, differences
  2  用法不对或文件读不了 / wrong usage or an unreadable file`

/** How one command is used. */
export function helpFor(name: string): string {
  const help = HELP[name]
  if (help === undefined) return GENERAL_HELP
  const options = help.options === undefined ? '' : `\n${help.options.map((line) => `  ${line}`).join('\n')}\n`
  return `${help.usage}\n\n  ${help.zh}\n  ${help.en}\n${options}\n${CODES}`
}

/** What there is. */
export const GENERAL_HELP = `shaotai <命令 command> [--help]

${Object.entries(HELP)
  .map(([name, { zh, en }]) => `  ${name.padEnd(16)} ${zh}\n${' '.repeat(19)}${en}`)
  .join('\n')}

  demo, audit      在服务器上运行：见 pnpm shaotai demo --help
                   work on the database of a server: see pnpm shaotai demo --help

${CODES}`
