import type { Exit } from './exit.ts'
import { checkDirectory } from './policy/check.ts'
import { diffDirectories } from './policy/diff.ts'
import { printDue } from './policy/due.ts'
import { runExamples } from './policy/examples.ts'
import { printHash } from './policy/hash.ts'
import { inventHistoryFile } from './policy/history.ts'
import { makeSigningKeys, packPolicy, verifyBundle } from './policy/pack.ts'
import { printRegulation } from './policy/print.ts'
import { replayStory } from './policy/replay.ts'
import { scoreFacts } from './policy/score.ts'
import { simulateDraft } from './policy/simulate.ts'
import { unpackBundle } from './policy/unpack.ts'
import { createProject } from './plugin/create.ts'
import { devProject } from './plugin/dev.ts'
import { diffPlugins } from './plugin/diff.ts'
import { packProject } from './plugin/pack.ts'
import { makePluginKeys, signPlugin } from './plugin/sign.ts'
import { testProject } from './plugin/test.ts'
import { validateProject } from './plugin/validate.ts'
import { verifyPlugin } from './plugin/verify.ts'
import type { Terminal } from './terminal.ts'

/** One command: how it is written, what it does in Chinese and English, and the function that does it. */
export type CommandLine = {
  readonly usage: string
  readonly zh: string
  readonly en: string
  readonly options?: readonly string[]
  readonly run: (args: string[], terminal: Terminal) => Exit | Promise<Exit>
}

const JSON_OPTION = '--json                 机器可读 / machine readable'
const ORGANISATION_OPTION = '--organisation <file>  机构人员数据 / units and people the policy must agree with'

/** Every command of the SDK, in the order of its help. `docs/reference/cli.md` is held to this table. */
export const COMMANDS: Readonly<Record<string, CommandLine>> = {
  'policy check': {
    usage: 'shaotai policy check <目录 dir> [--organisation <file>] [--history <历史文件 history.jsonl | ->] [--json]',
    zh: '体检：逐条列出制度里的错误和建议，并运行范例；给了历史文件，再与去年的哨件对照。',
    en: 'Lists every error and hint in a policy, and runs its examples; with a history file, what last year says about it.',
    options: [
      ORGANISATION_OPTION,
      '--history <file>       历史文件：与去年的哨件对照 / a history file to hold the policy against',
      JSON_OPTION,
    ],
    run: checkDirectory,
  },
  'policy due': {
    usage: 'shaotai policy due <目录 dir> --clock <id> --at <YYYY-MM-DDTHH:mm> [--category <id>] [--level <id>] [--item <id>] [--json]',
    zh: '算到期：从某一时刻起算，何时到期，为什么。',
    en: 'When a clock that starts at a moment is due, and why.',
    options: [
      '--clock <id>           时限代号 / clock of sla.json',
      '--at <time>            起算时刻（县里的时间）/ start, in the local time of the county',
      '--category <id>        哨种 / category; --level 哨级, --item 事项',
      JSON_OPTION,
    ],
    run: printDue,
  },
  'policy examples': {
    usage: 'shaotai policy examples <目录 dir> [--json]',
    zh: '运行范例，列出与预期不符之处。',
    en: 'Plays the examples of a policy and lists what came out otherwise.',
    options: [JSON_OPTION],
    run: runExamples,
  },
  'policy replay': {
    usage: 'shaotai policy replay <目录 dir> <故事 story.json | -> [--organisation <file>] [--json]',
    zh: '演练：按故事逐步办理，打印每一步的事件、状态和时限；与预期不符即失败。',
    en: 'Plays a story of commands without a server: events, states, clocks; fails on a missed expectation.',
    options: [ORGANISATION_OPTION, JSON_OPTION],
    run: replayStory,
  },
  'policy score': {
    usage: 'shaotai policy score <考核 model.json | dir> <事实 facts.json | -> [--model <id>] [--subject <id>] [--json]',
    zh: '算考核：由得分事实算出得分、名次、结果，并逐项说明。',
    en: 'Scores, ranks and outcomes from facts, with every term.',
    options: [
      '--model <id>           有几个考核时选一个 / which model, where there are several',
      '--subject <id>         打开一个对象的得分，列出背后的哨件 / open one score to the cases behind it',
      JSON_OPTION,
    ],
    run: scoreFacts,
  },
  'policy simulate': {
    usage: 'shaotai policy simulate <草稿目录 dir> --history <历史文件 history.jsonl | -> [--against <现行目录 dir>] [--json]',
    zh: '试算：草稿用到历史哨件上，谁会新超时、谁不再超时、得分名次怎么变；缺数据的另列，不计入。',
    en: 'What a draft would have done: newly late, no longer late, scores and ranks that move; missing facts are left out visibly.',
    options: [
      '--history <file>       历史文件：shaotai history export 或 policy history 写的 / a history file',
      '--against <dir>        现行制度；不给则用文件里各件办理时的版本 / policy in force, else the versions in the file',
      JSON_OPTION,
    ],
    run: simulateDraft,
  },
  'policy history': {
    usage:
      'shaotai policy history <县目录 dir> [--cases <n>] [--seed <n>] [--until <日期 date>] [--organisation <file>] [-o <file>] [--json]',
    zh: '编一年虚拟哨件，写成历史文件（同一种子结果相同）。',
    en: 'Invents a reproducible year of cases as a history file.',
    options: [
      '--cases, --seed        件数、种子 / how many, and the seed',
      '--until <date>         截至哪天 / the day the year ends',
      '-o, --out <file>       写到哪里；不给则打印 / where to write, else print',
      ORGANISATION_OPTION,
      JSON_OPTION,
    ],
    run: inventHistoryFile,
  },
  'policy diff': {
    usage: 'shaotai policy diff <旧目录 dirA> <新目录 dirB> [--json]',
    zh: '对比两份制度，逐条列出改动。',
    en: 'Lists what changed between two policies.',
    options: [JSON_OPTION],
    run: diffDirectories,
  },
  'policy print': {
    usage:
      'shaotai policy print <目录 dir> [--markdown <file>] [--docx <file>] [--version <第 3 版>] [--from <日期 date>] [--organisation <file>] [--json]',
    zh: '印成办法：章、条编号的条文，清单、表单、导则、范例作附件；默认打印 Markdown。',
    en: 'The policy as a regulation with numbered clauses and annexes; Markdown, Word or a tree in JSON.',
    options: [
      '--markdown <file>      写 Markdown 文件 / write a Markdown file',
      '--docx <file>          写 Word 文件（GB/T 9704 版式）/ write a Word file',
      '--version, --from      标题下的版本和施行日 / version and effective date under the title',
      ORGANISATION_OPTION,
      JSON_OPTION,
    ],
    run: printRegulation,
  },
  'policy pack': {
    usage: 'shaotai policy pack <目录 dir> --key <私钥 name.key> -o <制度包 file> [--json]',
    zh: '打制度包：体检通过的制度，加内容指纹和签名，成为一个文件。',
    en: 'Packs a policy that passes the check into one signed file.',
    options: ['--key <file>           签名私钥 / private key', '-o, --out <file>       写到哪里 / where to write', JSON_OPTION],
    run: packPolicy,
  },
  'policy verify': {
    usage: 'shaotai policy verify <制度包 file> --key <公钥 name.pub> [--json]',
    zh: '验制度包：是否为公钥所有者签发、一字未改。',
    en: 'Verifies that a bundle is exactly what the owner of a key packed.',
    options: ['--key <file>           信任的公钥 / trusted public key', JSON_OPTION],
    run: verifyBundle,
  },
  'policy unpack': {
    usage: 'shaotai policy unpack <制度包 file> --key <公钥 name.pub> -o <目录 dir> [--json]',
    zh: '解制度包：验明签名后，还原成制度目录；目标目录须不存在或为空。',
    en: 'Verifies a bundle and writes its documents as a directory that is not there yet or is empty.',
    options: ['--key <file>           信任的公钥 / trusted public key', '-o, --out <dir>        写到哪里 / where to write', JSON_OPTION],
    run: unpackBundle,
  },
  'policy keygen': {
    usage: 'shaotai policy keygen <文件名 name> [--json]',
    zh: '生成签名密钥：name.key（私钥）和 name.pub（公钥）。',
    en: 'Makes a pair of keys for signing bundles.',
    options: [JSON_OPTION],
    run: makeSigningKeys,
  },
  'policy hash': {
    usage: 'shaotai policy hash <目录 dir> [--json]',
    zh: '制度的内容指纹（SM3）。',
    en: 'The content hash (SM3) of a policy.',
    options: [JSON_OPTION],
    run: printHash,
  },
  'plugin create': {
    usage:
      'shaotai plugin create <名称 name> --kind <hotline | sms | calendar | scoring | blank> [--vendor <厂商>] [--id <id>] [--sdk <目录>] [--json]',
    zh: '建一个插件项目，带能通过的测试；在终端上不给选项就逐项询问。',
    en: 'A plugin project with a green test; asks on a terminal for what is not said.',
    options: [
      '--kind <kind>          接什么：热线、短信、日历、考核、空白 / what to connect',
      '--sdk <dir>            用这个目录里的 shaotai-*.tgz，不从网上取 / the packages of this folder instead of a registry',
      '--vendor, --id         厂商代号；插件标识，默认 cn.<厂商>.<名称> / vendor, and id',
      JSON_OPTION,
    ],
    run: createProject,
  },
  'plugin dev': {
    usage: 'shaotai plugin dev [目录 dir] [--event <名称>]… [--once] [--json]',
    zh: '在真实运行器里运行插件，存盘即换；逐行输入事件、轮询、回调，打印插件做了什么。配置写在 dev.json。',
    en: 'Runs the plugin in the real runner, swapped on every save; events, polls and webhooks are typed in. Configured by dev.json.',
    options: [
      '--event <name>         载入后先发这个事件 / sent after loading',
      '--once                 发完即结束 / ends after that',
      JSON_OPTION,
    ],
    run: devProject,
  },
  'plugin test': {
    usage: 'shaotai plugin test [目录 dir] [--chaos [--seed <n>]] [--record] [--json]',
    zh: '运行项目的测试；--chaos 让每次投递都再来一次，--record 重录对方系统的答复。',
    en: 'Runs the tests; --chaos delivers everything twice, --record asks the real peers anew.',
    options: [
      '--chaos, --seed        重复、乱序投递；同一种子结果相同 / accidents, the same for a seed',
      '--record               重录 host.replay(…, { against }) 的文件 / records fixtures anew',
      JSON_OPTION,
    ],
    run: testProject,
  },
  'plugin validate': {
    usage: 'shaotai plugin validate [目录 dir] [--fix] [--json]',
    zh: '上传时的全部检查；--fix 补上漏声明的权限。',
    en: 'Every check of an upload; --fix adds permissions that are used and not declared.',
    options: ['--fix                  补上漏声明的权限 / adds missing permissions', JSON_OPTION],
    run: validateProject,
  },
  'plugin pack': {
    usage: 'shaotai plugin pack [目录 dir] [-o <插件包 file>] [--json]',
    zh: '打成一个插件包：代码、由代码得出的声明、页面、源码映射、成分清单、校验清单；不能运行的不打。',
    en: 'One file: bundle, manifest derived from the code, pages, source map, SBOM, checksums; what cannot run is refused.',
    options: ['-o, --out <file>       写到哪里 / where to write', JSON_OPTION],
    run: packProject,
  },
  'plugin keygen': {
    usage: 'shaotai plugin keygen <文件名 name> [--sm2] [--json]',
    zh: '生成插件签名密钥：name.key（私钥）和 name.pub（公钥）。',
    en: 'Makes a pair of keys for signing plugins.',
    options: ['--sm2                  国密 SM2；默认 Ed25519 / SM2 instead of Ed25519', JSON_OPTION],
    run: makePluginKeys,
  },
  'plugin sign': {
    usage: 'shaotai plugin sign <插件包 file> --key <私钥 name.key> [--countersign] [--signer <名称>] [-o <file>] [--json]',
    zh: '给插件包签名，不联网；--countersign 是县里的备案签名。',
    en: 'Signs a package offline; --countersign as the county that lets it run.',
    options: [
      '--key <file>           私钥，Ed25519 或 SM2 / private key',
      '--countersign          备案签名 / as the county',
      '--signer <name>        签名人；默认厂商 / who signs',
      '-o, --out <file>       写到哪里；默认原文件 / where to write, else the same file',
      JSON_OPTION,
    ],
    run: signPlugin,
  },
  'plugin verify': {
    usage: 'shaotai plugin verify <插件包 file> [--key <公钥>]… [--county <公钥>]… [--json]',
    zh: '验插件包：一字未改、由信任的人签名、声明与代码一致。',
    en: 'Untouched, signed by whom you trust, and its manifest what its code declares.',
    options: [
      '--key <file>           信任的厂商公钥，可多个 / trusted keys of vendors',
      '--county <file>        本县公钥：须有备案签名 / keys of the county: its signature is needed',
      JSON_OPTION,
    ],
    run: verifyPlugin,
  },
  'plugin diff': {
    usage: 'shaotai plugin diff <旧包 fileA> <新包 fileB> [--json]',
    zh: '对比两个版本：新增的权限、外部地址、个人信息，哪些须重新审批。',
    en: 'What a new version may do that the old one could not: permissions, endpoints, personal data.',
    options: [JSON_OPTION],
    run: diffPlugins,
  },
}
