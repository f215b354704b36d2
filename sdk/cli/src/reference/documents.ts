import {
  bundleSchema,
  commandSchemas,
  exampleSchema,
  factsFileSchema,
  FINDING_SEVERITY,
  historyCaseSchema,
  historyHeaderSchema,
  organisationSchema,
  plainSchema,
  POLICY_KINDS,
  policySchema,
  sayFinding,
  type FindingCode,
} from '@shaotai/core'
import { COMMANDS } from '../commands.ts'
import { generalHelp, helpFor } from '../help.ts'

/** Every generated document of `docs/reference`, by its file name: schemas of the formats, the command line, the findings of the check. */
export function referenceDocuments(): ReadonlyMap<string, string> {
  const schemas: [string, unknown][] = [
    ['policy', policySchema],
    ...POLICY_KINDS.map((kind): [string, unknown] => [`policy-${kind}`, kindSchema(kind)]),
    ['organisation', { ...organisationSchema, $id: 'urn:shaotai:organisation', title: '机构人员' }],
    ['story', { ...exampleSchema, $id: 'urn:shaotai:story', title: '故事（范例）' }],
    [
      'commands',
      { $id: 'urn:shaotai:commands', title: '各动作的内容', type: 'object', properties: commandSchemas, additionalProperties: false },
    ],
    ['facts', factsFileSchema],
    ['history-header', historyHeaderSchema],
    ['history-case', historyCaseSchema],
    ['bundle', { ...bundleSchema, properties: { ...bundleSchema.properties, policy: { $ref: 'urn:shaotai:policy#' } } }],
  ]
  return new Map([
    ...schemas.map(([name, schema]): [string, string] => [`${name}.schema.json`, `${JSON.stringify(plainSchema(schema), undefined, 2)}\n`]),
    ['cli.md', commandLine()],
    ['findings.md', findings()],
  ])
}

function kindSchema(kind: (typeof POLICY_KINDS)[number]): unknown {
  return { ...policySchema.properties[kind], $id: `urn:shaotai:policy-${kind}` }
}

function commandLine(): string {
  const sections = Object.keys(COMMANDS).map((name) => `## ${name}\n\n\`\`\`\n${helpFor(name)}\n\`\`\`\n`)
  return `# 命令行 / Command line

由程序生成，与 \`--help\` 一致。\`node scripts/reference.mjs\` 重新生成。
Generated from \`--help\`; \`node scripts/reference.mjs\` writes it anew.

每个命令都可加 \`--json\`；出错时 JSON 为 \`{"error":{"sentence":…}}\`，退出码 2。\`-\` 表示标准输入。颜色只在终端上有，设 \`NO_COLOR\` 可关。
Every command takes \`--json\`; what cannot run answers \`{"error":{"sentence":…}}\` and exits with 2. \`-\` is standard input. Colours appear
on a terminal only, and never with \`NO_COLOR\`.

\`\`\`
${generalHelp()}
\`\`\`

${sections.join('\n')}`
}

function findings(): string {
  const rows = (Object.keys(FINDING_SEVERITY) as FindingCode[]).map((code) => {
    const { what, hint } = sayFinding({ code, params: {} })
    return `| \`${code}\` | ${FINDING_SEVERITY[code] === 'red' ? '必须改' : '建议改'} | ${cell(what)} | ${cell(hint)} |`
  })
  return `# 体检的全部问题 / Every finding of the check

由程序生成。“必须改”的不能发布。句中的“无”处为具体名称。
Generated. Red ones (必须改) block publishing.

| 代码 code | 程度 | 问题 | 怎么改 |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
