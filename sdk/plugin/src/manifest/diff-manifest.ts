import { PERMISSIONS, PERSONAL_DATA, type Permission, type PersonalData } from '../permission.ts'
import type { Label, Manifest, ManifestEgress } from './manifest.ts'

/** One thing that a version may do and another may not, as its approver reads it. */
export type ManifestChange = {
  readonly kind: 'permission' | 'endpoint' | 'personal-data' | 'contribution' | 'limit'
  readonly what: 'added' | 'removed' | 'changed'
  /** What it is about: a permission, the name of an endpoint, a kind of personal data, `intake/orders`. */
  readonly of: string
  readonly text: Required<Label>
  /** Somebody must agree before the version may run. */
  readonly needsApproval: boolean
}

/**
 * What changes between two versions, for the person who answers for it. Without an earlier version everything is new.
 * A new permission, endpoint, kind of personal data or receiver of it needs approval; what is taken back, and new contributions within
 * what was approved, do not.
 */
export function diffManifest(before: Manifest | undefined, after: Manifest): ManifestChange[] {
  return [
    ...diffPermissions(before?.permissions ?? [], after.permissions),
    ...diffEndpoints(before?.egress ?? {}, after.egress),
    ...diffPersonalData(before?.personalData ?? {}, after.personalData),
    ...diffContributions(before, after),
    ...(before ? diffLimits(before, after) : []),
  ]
}

function diffPermissions(before: readonly Permission[], after: readonly Permission[]): ManifestChange[] {
  const change = (what: 'added' | 'removed') => (of: Permission) => {
    const { zh, en } = PERMISSIONS[of]
    const text =
      what === 'added' ? { zh: `可以${zh}`, en: `May: ${en.toLowerCase()}` } : { zh: `不再${zh}`, en: `May no longer: ${en.toLowerCase()}` }
    return { kind: 'permission' as const, what, of, text, needsApproval: what === 'added' }
  }
  return [
    ...after.filter((one) => !before.includes(one)).map(change('added')),
    ...before.filter((one) => !after.includes(one)).map(change('removed')),
  ]
}

function diffEndpoints(before: Manifest['egress'], after: Manifest['egress']): ManifestChange[] {
  const changes: ManifestChange[] = []
  for (const [name, endpoint] of Object.entries(after)) {
    const old = before[name]
    if (!old) {
      changes.push({
        kind: 'endpoint',
        what: 'added',
        of: name,
        needsApproval: true,
        text: {
          zh: `向管理员填写的“${name}”地址${endpoint.lan ? '（内网）' : ''}发起 ${endpoint.methods.join('、')} 请求：${endpoint.purpose}`,
          en: `Calls the address "${name}"${endpoint.lan ? ' (internal network)' : ''} the administrator types, by ${endpoint.methods.join(', ')}: ${endpoint.purpose}`,
        },
      })
      continue
    }
    const more = widened(old, endpoint)
    if (more.length > 0)
      changes.push({
        kind: 'endpoint',
        what: 'changed',
        of: name,
        needsApproval: true,
        text: { zh: `对“${name}”：${more.map(({ zh }) => zh).join('；')}`, en: `"${name}": ${more.map(({ en }) => en).join('; ')}` },
      })
  }
  for (const name of Object.keys(before))
    if (!after[name])
      changes.push({
        kind: 'endpoint',
        what: 'removed',
        of: name,
        needsApproval: false,
        text: { zh: `不再访问“${name}”`, en: `No longer calls "${name}"` },
      })
  return changes
}

/** What an endpoint may do that it could not. */
function widened(before: ManifestEgress, after: ManifestEgress): Required<Label>[] {
  const methods = after.methods.filter((method) => !before.methods.includes(method))
  const secrets = secretsOf(after).filter((secret) => !secretsOf(before).includes(secret))
  return [
    ...(methods.length > 0 ? [{ zh: `增加 ${methods.join('、')} 请求`, en: `also by ${methods.join(', ')}` }] : []),
    ...(secrets.length > 0 ? [{ zh: `带上密钥 ${secrets.join('、')}`, en: `carries the secret ${secrets.join(', ')}` }] : []),
    ...(after.lan && !before.lan ? [{ zh: '可以是内网地址', en: 'may be of the internal network' }] : []),
    ...(after.from === before.from ? [] : [{ zh: `地址改由“${after.from}”填写`, en: `takes its address from "${after.from}"` }]),
    ...(after.purpose === before.purpose
      ? []
      : [
          {
            zh: `用途由“${before.purpose}”改为“${after.purpose}”`,
            en: `for "${after.purpose}" instead of "${before.purpose}"`,
          },
        ]),
  ]
}

function secretsOf({ auth, secrets }: ManifestEgress): readonly string[] {
  return auth ? [auth.secret, ...secrets] : secrets
}

function diffPersonalData(before: Manifest['personalData'], after: Manifest['personalData']): ManifestChange[] {
  const changes: ManifestChange[] = []
  for (const kind of Object.keys(PERSONAL_DATA) as PersonalData[]) {
    const { zh, en } = PERSONAL_DATA[kind]
    const [old, use] = [before[kind], after[kind]]
    const base = { kind: 'personal-data' as const, of: kind }
    if (use && !old)
      changes.push({
        ...base,
        what: 'added',
        needsApproval: true,
        text:
          use.to.length > 0
            ? {
                zh: `读取${zh}原文，并发往 ${use.to.join('、')}：${use.purpose}`,
                en: `Reads ${en.toLowerCase()} unmasked and sends them to ${use.to.join(', ')}: ${use.purpose}`,
              }
            : { zh: `读取${zh}原文，不外发：${use.purpose}`, en: `Reads ${en.toLowerCase()} unmasked, sends them nowhere: ${use.purpose}` },
      })
    if (old && !use)
      changes.push({
        ...base,
        what: 'removed',
        needsApproval: false,
        text: { zh: `不再读取${zh}原文`, en: `No longer reads ${en.toLowerCase()} unmasked` },
      })
    if (!old || !use) continue
    const receivers = use.to.filter((to) => !old.to.includes(to))
    if (receivers.length > 0 || use.purpose !== old.purpose)
      changes.push({
        ...base,
        what: 'changed',
        needsApproval: true,
        text: {
          zh: `${zh}${receivers.length > 0 ? `还发往 ${receivers.join('、')}` : '的用途改变'}：${use.purpose}`,
          en: `${en}${receivers.length > 0 ? ` also go to ${receivers.join(', ')}` : ' serve another purpose'}: ${use.purpose}`,
        },
      })
  }
  return changes
}

const CONTRIBUTIONS = {
  intake: { zh: '接入来件', en: 'brings cases in' },
  events: { zh: '接收事件', en: 'hears events' },
  channels: { zh: '发送消息', en: 'sends messages' },
  calendars: { zh: '提供日历', en: 'knows calendars' },
  actions: { zh: '在哨件页增加按钮', en: 'adds a button to cases' },
  fields: { zh: '提供字段格式', en: 'knows a format of fields' },
  scorings: { zh: '提供考核数据', en: 'feeds scores' },
  reports: { zh: '增加报表', en: 'adds a report' },
  serves: { zh: '对外提供接口', en: 'answers requests of others' },
  schedules: { zh: '定时执行', en: 'runs on a schedule' },
} as const satisfies Readonly<Record<keyof Manifest['contributions'], Required<Label>>>

/** Addresses that everybody may ask, without a key, widen what the county offers: they need approval. */
function diffContributions(before: Manifest | undefined, after: Manifest): ManifestChange[] {
  const changes: ManifestChange[] = []
  for (const kind of Object.keys(CONTRIBUTIONS) as (keyof typeof CONTRIBUTIONS)[]) {
    const words = CONTRIBUTIONS[kind]
    const old = before?.contributions[kind] ?? []
    const title = (one: { id: string; title?: Label }) => one.title?.zh ?? one.id
    for (const one of after.contributions[kind]) {
      const same = old.find(({ id }) => id === one.id)
      const open = 'access' in one && one.access === 'public' && !(same && 'access' in same && same.access === 'public')
      if (same && !open) continue
      changes.push({
        kind: 'contribution',
        what: same ? 'changed' : 'added',
        of: `${kind}/${one.id}`,
        needsApproval: open,
        text: {
          zh: `${words.zh}：${title(one)}${open ? '（任何人可访问）' : ''}`,
          en: `${words.en}: ${one.title?.en ?? title(one)}${open ? ' (open to everybody)' : ''}`,
        },
      })
    }
    for (const one of old)
      if (!after.contributions[kind].some(({ id }) => id === one.id))
        changes.push({
          kind: 'contribution',
          what: 'removed',
          of: `${kind}/${one.id}`,
          needsApproval: false,
          text: { zh: `不再${words.zh}：${title(one)}`, en: `No longer ${words.en}: ${title(one)}` },
        })
  }
  return changes
}

const LIMITS = {
  heap: { zh: '程序内存（MB）', en: 'heap, MB' },
  memory: { zh: '总内存（MB）', en: 'memory, MB' },
  logs: { zh: '每秒日志行数', en: 'log lines a second' },
  requests: { zh: '每秒对外请求数', en: 'calls a second' },
  storage: { zh: '存储（MB）', en: 'storage, MB' },
} as const

function diffLimits(before: Manifest, after: Manifest): ManifestChange[] {
  return (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).flatMap((of) => {
    const [old, now] = [before.limits[of], after.limits[of]]
    if (old === now) return []
    const { zh, en } = LIMITS[of]
    return [
      {
        kind: 'limit',
        what: 'changed',
        of,
        needsApproval: false,
        text: { zh: `${zh}由 ${old} 改为 ${now}`, en: `${en}: ${now} instead of ${old}` },
      },
    ]
  })
}
