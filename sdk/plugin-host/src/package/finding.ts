/** Something the check of a package found. `error`s keep it from being installed. */
export type Finding = {
  readonly code: FindingCode
  readonly severity: 'error' | 'warning'
  /** Where: a file of the package, and what in it, such as `manifest.json › egress.hotline`. */
  readonly place: string
  readonly zh: string
  readonly en: string
}
type Params = Readonly<Record<string, string | number>>
type Row = readonly ['error' | 'warning', zh: string, en: string]

/** Every finding, with what to do about it. `{name}` is filled in. */
export const FINDINGS = {
  'not-a-package': ['error', '不是插件包，或者文件已损坏：{reason}', 'Not a plugin package, or a damaged one: {reason}'],
  'too-large': ['error', '{size} 字节，超过上限 {limit} 字节', 'Has {size} bytes; {limit} is the most'],
  'too-many-files': ['error', '超过 {limit} 个文件', 'Has more than {limit} files'],
  'bad-name': ['error', '不许有这个名字的文件：{name}', 'No file of this name may be in a package: {name}'],
  twice: ['error', '同名文件出现两次', 'The same name occurs twice'],
  encrypted: ['error', '加密的文件无法检查', 'An encrypted file cannot be checked'],
  bomb: ['error', '解开后超过上限 {limit} 字节', 'Unpacks to more than {limit} bytes'],
  'missing-file': ['error', '缺少这个文件；请用 shaotai plugin pack 重新打包', 'The file is missing; pack again with shaotai plugin pack'],
  'not-listed': ['error', '校验清单里没有这个文件', 'The list of checksums does not name this file'],
  tampered: ['error', '内容与校验清单不符：打包之后被改动过', 'Differs from the list of checksums: changed after it was packed'],
  'bad-json': ['error', '不是合法的 JSON：{reason}', 'Is no valid JSON: {reason}'],
  'not-text': ['error', '不是 UTF-8 文本', 'Is no UTF-8 text'],
  'bad-checksums': ['error', '校验清单的格式不对', 'The list of checksums does not have its format'],
  'bad-signature-file': ['error', '签名文件的格式不对', 'The signature does not have its format'],
  'signature-invalid': ['error', '签名与内容不符', 'The signature does not fit the content'],
  unsigned: ['error', '没有厂商签名；请用 shaotai plugin sign 签名', 'No signature of a vendor; sign it with shaotai plugin sign'],
  'foreign-key': ['error', '由不受信任的密钥签名：{key}', 'Signed with a key that is not trusted: {key}'],
  'not-countersigned': ['error', '没有本县的备案签名', "The county's own signature is missing"],
  'manifest-shape': ['error', '{reason}', '{reason}'],
  'manifest-lies': [
    'error',
    '与代码声明的不符：包里写 {packed}，代码里是 {derived}',
    'Differs from what the code declares: the package says {packed}, the code {derived}',
  ],
  'manifest-unproved': [
    'error',
    '代码无法装载，声明无从核对：{reason}',
    'The code cannot be loaded, so its manifest cannot be held against it: {reason}',
  ],
  'unknown-field': ['error', '配置里没有字段 {field}', 'The configuration has no field {field}'],
  'not-an-endpoint': ['error', '{field} 不是地址字段；请用 t.endpoint 声明', '{field} is no address; declare it with t.endpoint'],
  'not-a-secret': ['error', '{field} 不是密钥字段；请用 t.secret 声明', '{field} is no secret; declare it with t.secret'],
  'unknown-endpoint': ['error', '没有声明外部地址 {endpoint}', 'The endpoint {endpoint} is not declared'],
  'unknown-page': ['error', '包里没有页面 {file}', 'The package has no page {file}'],
  'permission-missing': [
    'error',
    '需要权限 {permission}：在 permissions 里加上它',
    'Needs the permission {permission}: add it to permissions',
  ],
  'intake-without-source': ['error', '既不轮询也没有回调：加上 poll 或 webhook', 'Neither polls nor has a webhook: add poll or webhook'],
  'calendar-empty': ['error', '既没有 year 也没有 read', 'Has neither year nor read'],
  'schedule-without-time': ['error', '没有时间：写 every 或 daily', 'Has no time: write every or daily'],
  'nothing-to-do': ['error', '没有任何功能点：至少声明一项', 'Contributes nothing: declare at least one contribution'],
  'config-field': [
    'error',
    '配置字段 {field} 的写法不支持：{reason}',
    'The field {field} of the configuration is not understood: {reason}',
  ],
  'denied-module': ['error', '用了运行器不提供的 Node 模块 {module}：{fix}', 'Uses {module}, a module of Node the runner denies: {fix}'],
  'eval-import': ['error', '用了 import() 装载文件：请打包成一个文件', 'Loads files with import(): bundle everything into one file'],
  'no-health': [
    'warning',
    '没有 health 检查：管理员保存配置前无法试连',
    'No health check: an administrator cannot try a configuration before saving it',
  ],
  'no-description': ['warning', '没有 description：审批人看不到它做什么', 'No description: the approver cannot read what it does'],
  'personal-data-without-endpoint': [
    'warning',
    '声明了个人信息但不外发：to 为空',
    'Personal data is declared and goes nowhere: to is empty',
  ],
} as const satisfies Readonly<Record<string, Row>>
export type FindingCode = keyof typeof FINDINGS

export function finding(code: FindingCode, place: string, params: Params = {}): Finding {
  const [severity, zh, en] = FINDINGS[code]
  return { code, severity, place, zh: filled(zh, params), en: filled(en, params) }
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error')
}

function filled(text: string, params: Params): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '').slice(0, 300))
}
