import type { CaseView, Manifest } from '@shaotai/plugin'
import type { HostServices, LogLine } from '@shaotai/plugin-host'
import type { Effect } from '@shaotai/plugin/protocol'
import { aCase } from '@shaotai/plugin/testing'

/** What happened, in words and for programs. */
export type Told = {
  readonly kind: 'load' | 'effect' | 'log' | 'call' | 'result' | 'failure' | 'incident'
  readonly zh: string
  readonly [more: string]: unknown
}

/** A county for one author at one desk: keeps what the plugin keeps, tells what it does. Nothing of it outlives the command. */
export class DevCounty {
  readonly kv = new Map<string, { readonly value: unknown; readonly version: number }>()
  readonly cases = new Map<string, CaseView>()
  readonly #tell: (told: Told) => void

  constructor(tell: (told: Told) => void) {
    this.#tell = tell
    this.see(aCase())
  }

  see(view: CaseView): void {
    this.cases.set(view.id, view)
  }

  /** What the host does for the plugin. */
  services(): HostServices {
    return {
      kv: {
        get: async (key) => this.kv.get(key) ?? { version: 0 },
        list: async (prefix, limit) =>
          [...this.kv.keys()]
            .filter((key) => key.startsWith(prefix))
            .sort()
            .slice(0, limit),
      },
      cases: {
        get: async (by) =>
          'id' in by ? this.cases.get(by.id) : [...this.cases.values()].find(({ externalId }) => externalId === by.externalId),
      },
      organisation: { units: async () => [], people: async () => [] },
      log: ({ level, message, fields, contribution }: LogLine) =>
        this.#tell({
          kind: 'log',
          zh: `日志 ${level} ${message}${fields ? ` ${JSON.stringify(fields)}` : ''}`,
          level,
          message,
          fields,
          contribution,
        }),
      called: ({ method, endpoint, path, status, error, milliseconds }) =>
        this.#tell({
          kind: 'call',
          zh: `外呼 ${method} ${endpoint}${path} → ${status ?? error}（${Math.round(milliseconds)} ms）`,
          method,
          endpoint,
          path,
          status,
          error,
        }),
      incident: ({ kind, message }) => this.#tell({ kind: 'incident', zh: `异常 ${kind}：${message}`, incident: kind, message }),
    }
  }

  /** Carries out what a successful call leaves behind, and tells each. */
  commit(effects: readonly Effect[]): void {
    for (const effect of effects) {
      this.#apply(effect)
      this.#tell({ kind: 'effect', zh: describeEffect(effect), effect })
    }
  }

  #apply(effect: Effect): void {
    if (effect.kind === 'kv.set') this.kv.set(effect.key, { value: effect.value, version: (this.kv.get(effect.key)?.version ?? 0) + 1 })
    if (effect.kind === 'kv.delete') this.kv.delete(effect.key)
    if (effect.kind !== 'case.intake' || effect.item.kind !== 'case') return
    const { externalId, title } = effect.item
    if ([...this.cases.values()].some((view) => view.externalId === externalId)) return
    this.see(aCase({ id: `case-${this.cases.size}`, externalId, title, source: 'dev', assignments: [], phase: 'ADMISSION' }))
  }
}

/** An effect in a sentence. */
export function describeEffect(effect: Effect): string {
  switch (effect.kind) {
    case 'case.intake':
      return effect.item.kind === 'case'
        ? `建哨件 ${effect.item.externalId} ${effect.item.title}`
        : `来源方 ${effect.item.kind} ${effect.item.externalId}`
    case 'case.note':
      return `在 ${effect.case} 留言：${effect.text}`
    case 'case.progress':
      return `登记 ${effect.case} 进展：${effect.text}`
    case 'organisation.propose':
      return `提出 ${(effect.change.people?.length ?? 0) + (effect.change.grids?.length ?? 0)} 处人员、网格变更`
    case 'calendar.propose':
      return `提出 ${effect.draft.year} 年日历草稿，${effect.draft.days.length} 天`
    case 'notify':
      return `通知 ${effect.to.join('、')}：${effect.title}`
    case 'kv.set':
      return `记下 ${effect.key} = ${JSON.stringify(effect.value).slice(0, 100)}`
    case 'kv.delete':
      return `删去 ${effect.key}`
  }
}

/** What a plugin contributes, as lines. */
export function describeContributions({ contributions }: Manifest): string[] {
  return Object.entries(contributions).flatMap(([kind, rows]) => rows.map(({ id }: { id: string }) => `${kind} ${id}`))
}
