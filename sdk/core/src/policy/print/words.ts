import { describeCondition } from '../../condition/describe.ts'
import type { Condition } from '../../condition/schema.ts'
import { conditionVocabulary, type Vocabulary } from '../../condition/vocabulary.ts'
import { fieldsOf } from '../../form/fields.ts'
import type { Ledger } from '../../ledger/schema.ts'
import { ledgerVocabulary } from '../../ledger/vocabulary.ts'
import { ROLES } from '../../organisation/role.ts'
import { FACT_VOCABULARY } from '../../scoring/vocabulary.ts'
import { pointerKeys, pointTo } from '../../shared/json-pointer.ts'
import { TERMS, type Term } from '../../profile/schema.ts'
import { isCondition, isGoal } from '../diff.ts'
import { enumName, goalInWords } from '../diff-sentence.ts'
import type { Policy } from '../schema.ts'
import { fieldTitle, schemaOf } from '../sentence-object.ts'

/** What a printed policy needs besides the policy: names of units, whom the policy knows only by code. */
export type PrintOptions = {
  readonly unitName?: (id: string) => string | undefined
  /** 第 3 版, and from when it holds; what is not known is left out. */
  readonly version?: string
  readonly effectiveFrom?: string
}

/** Says parts of one policy in words. */
export class PrintWords {
  readonly policy: Policy
  readonly #options: PrintOptions
  readonly #vocabularies = new Map<string, Vocabulary>()

  constructor(policy: Policy, options: PrintOptions) {
    this.policy = policy
    this.#options = options
  }

  /** The county's own word for a term. */
  term(term: Term): string {
    return this.policy.profile.vocabulary[term] ?? TERMS[term]
  }

  unit(id: string): string {
    return this.#options.unitName?.(id) ?? id
  }

  units(ids: readonly string[]): string {
    return ids.map((id) => this.unit(id)).join('、')
  }

  roles(ids: readonly string[]): string {
    return ids.map((id) => (Object.hasOwn(ROLES, id) ? ROLES[id as keyof typeof ROLES].name : id === 'system' ? '系统' : id)).join('、')
  }

  /** A condition as a phrase; empty where there is none. */
  when(condition: Condition | undefined, at: string): string {
    if (condition === undefined) return ''
    return describeCondition(condition, this.#vocabulary(at), { unitName: (id) => this.#options.unitName?.(id) })
  }

  /** Fields nobody phrased, as 名称：内容; so that whatever a county may configure is printed. */
  rest(object: object, at: string, phrased: readonly string[]): string[] {
    return Object.entries(object)
      .filter(([key, value]) => value !== undefined && !phrased.includes(key) && key !== 'id')
      .map(([key, value]) => `${this.#keyName(key, at)}：${this.value(value, pointTo(at, key))}`)
  }

  /** Any value in words, by the titles and enumerations of its schema and the names of what it refers to. */
  value(value: unknown, at: string, depth = 0): string {
    if (value === null || value === undefined || depth > 8) return '无'
    if (isGoal(value)) {
      const { when, clause } = value as { when?: Condition; clause?: string }
      const [scope, source] = [when ? `${this.when(when, at)}的，` : '', clause === undefined ? '' : `（${clause}）`]
      return `${scope}${goalInWords(value, 'zh')}${source}`
    }
    if (isCondition(value)) return `【${this.when(value as Condition, at)}】`
    if (typeof value === 'boolean') return value ? '是' : '否'
    if (typeof value === 'number') return String(value)
    if (typeof value === 'string')
      return (
        enumName(at, value)?.replaceAll(', ', '，') ??
        this.#named(value, at) ??
        (Object.hasOwn(VALUES, value) ? (VALUES[value] ?? value) : value)
      )
    if (Array.isArray(value)) {
      if (value.length === 0) return '无'
      const parts = value.map((one: unknown, index) => this.value(one, pointTo(at, index), depth + 1))
      return parts.join(value.some((one) => typeof one === 'object') ? '；' : '、')
    }
    const entries = Object.entries(value as Record<string, unknown>)
    // A table of fields may have one called `name`: it names a field there, not the table.
    const { name, title, id } = (at.endsWith('/fields') ? {} : value) as Record<string, unknown>
    const called = [name, title, id].find((one) => typeof one === 'string')
    const fields = entries
      .filter(([key, field]) => field !== undefined && (called === undefined || !['name', 'title', 'id'].includes(key)))
      .map(([key, field]) => `${this.#keyName(key, at)} ${this.value(field, pointTo(at, key), depth + 1)}`)
    if (called === undefined) return fields.join('，')
    return fields.length === 0 ? String(called) : `${String(called)}（${fields.join('，')}）`
  }

  /** Keys of tables are ids of units or fields; those of objects have titles. */
  #keyName(key: string, at: string): string {
    const title = fieldTitle(pointTo(at, key))
    const { properties, patternProperties } = schemaOf(at) ?? {}
    if (patternProperties && !properties) return this.unit(key)
    return (title === key || title === '') && Object.hasOwn(KEYS, key) ? (KEYS[key] ?? key) : title
  }

  #vocabulary(at: string): Vocabulary {
    const ledger = this.#ledgerAt(at)
    const kind = ledger ? `ledger ${ledger.id}` : at.startsWith('/scoring') ? 'scoring' : 'notice'
    if (ledger && !this.#vocabularies.has(kind)) this.#vocabularies.set(kind, ledgerVocabulary(this.policy, ledger))
    let known = this.#vocabularies.get(kind)
    if (!known)
      this.#vocabularies.set(kind, (known = kind === 'scoring' ? FACT_VOCABULARY(this.policy) : conditionVocabulary(this.policy, 'notice')))
    return known
  }

  #ledgerAt(at: string): Ledger | undefined {
    const [kind, index] = pointerKeys(at)
    return kind === 'ledgers' ? this.policy.ledgers?.[Number(index)] : undefined
  }

  /** The title of a field that a ledger points to by its id, in any of the forms its entries are written with. */
  #fieldName(ledger: Ledger, id: string): string | undefined {
    const forms = [ledger.form, ...ledger.steps.map((step) => step.form)]
    for (const form of this.policy.forms.filter((one) => forms.includes(one.id))) {
      const title = fieldsOf(form.schema, form.schema).get(id)?.title
      if (typeof title === 'string') return `“${title}”一栏`
    }
    return undefined
  }

  /** What an id refers to, told by the key it stands under. */
  #named(id: string, at: string): string | undefined {
    const keys = pointerKeys(at)
    const key = keys.findLast((one) => !/^\d+$/.test(one)) ?? ''
    const { policy } = this
    const called = (entries: readonly { id: string; name?: string; title?: string }[] | undefined) => {
      const found = entries?.find((one) => one.id === id)
      return found && (found.name ?? found.title)
    }
    const ledger = this.#ledgerAt(at)
    if (ledger && (key.endsWith('Field') || at.includes('/effect/'))) return this.#fieldName(ledger, id)
    if (ledger && key !== 'form') {
      const part = key === 'clock' ? called(ledger.clocks) : called(ledger.steps)
      if (part !== undefined) return `“${part}”`
    }
    if (STATE_KEYS.has(key)) {
      const [kind, index] = keys
      const owner = kind === 'ledgers' ? policy.ledgers?.[Number(index)] : kind === 'flows' ? policy.flows[Number(index)] : undefined
      const state = called(owner?.states)
      return state === undefined ? undefined : `“${state}”`
    }
    if (UNIT_KEYS.has(key)) return this.unit(id)
    if (FACT_KEYS.has(key)) return this.#vocabulary(at).find((term) => term.path === id)?.name
    if (key === 'clock' || key === 'clocks') return called(policy.sla.clocks)
    if (key === 'form') return called(policy.forms) ?? called(policy.evaluation.forms)
    if (key === 'flow') return called(policy.flows)
    if (key === 'manual') return called(policy.scoring.models[Number(keys[2])]?.inputs)
    if (key === 'model') return called(policy.scoring.models)
    if (key === 'calendar') return called(policy.calendars)
    if (key === 'ledger') return called(policy.ledgers)
    if (key === 'guide') return called(policy.guides)
    if (key === 'category') return called(policy.categories)
    if (key === 'approval') return called(policy.flows.flatMap((flow) => flow.approvals ?? []))
    if (key === 'to' || key === 'level' || key === 'from') return called(policy.categories.flatMap((one) => one.levels ?? []))
    return undefined
  }
}

/** Keys and values of schemas that people edit in forms of their own, which name them there. */
const KEYS: Readonly<Record<string, string>> = {
  fact: '统计对象',
  where: '统计范围',
  mode: '方式',
  rankTop: '名次在前',
  rankBottom: '名次在后',
  effect: '结果',
  ratio: '比例',
  from: '从',
  to: '到',
  lead: '牵头',
  emergency: '应急',
  kind: '种类',
  name: '名称',
}
const VALUES: Readonly<Record<string, string>> = {
  department: '部门',
  enterprise: '公共服务企业',
  town: '镇街',
  person: '人员',
  assignment: '应哨任务',
  case: '整件',
  lead: '牵头单位',
  all: '全部单位',
  'half-up': '四舍五入',
  'list-change': '清单调整',
  'task-admission': '交办准入',
  whistle: '吹哨事项',
}

const STATE_KEYS: ReadonlySet<string> = new Set(['from', 'to', 'until', 'pauseIn', 'state', 'initial'])
const FACT_KEYS: ReadonlySet<string> = new Set(['mean', 'sum', 'path'])
const UNIT_KEYS: ReadonlySet<string> = new Set(['unit', 'units', 'lead', 'cooperating', 'authority', 'consulted'])
