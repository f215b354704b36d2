import type { CaseDraft, IntakeItem } from '../case/draft.ts'
import type { CaseView, FileRef, PersonRef, UnitRef } from '../case/view.ts'
import type { CalendarDraft, OrganisationProposal } from '../context.ts'
import type { Failure } from '../errors.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { permissionOf, type Effect } from '../protocol/effect.ts'
import { instantText } from './instant.ts'
import { aCase } from './samples.ts'
import { addLater, testCase, type TestCase } from './test-case.ts'

export type Notice = { readonly to: readonly string[]; readonly title: string; readonly text: string; readonly case?: string }
type Stored = { readonly value: unknown; readonly version: number; readonly until: number }
type Later = Exclude<IntakeItem, CaseDraft>
export type Unit = UnitRef & { readonly type: string; readonly parent?: string }

/** Everything the fake host keeps. Changed by committed effects only. */
export class World {
  readonly cases = new Map<string, TestCase>()
  readonly notices: Notice[] = []
  readonly organisationProposals: OrganisationProposal[] = []
  readonly calendarProposals: CalendarDraft[] = []
  readonly files = new Map<string, { readonly ref: FileRef; readonly bytes: Uint8Array }>()
  /** What came before the case it is about. */
  readonly early: Later[] = []
  readonly #stored = new Map<string, Stored>()
  readonly #manifest: Manifest
  readonly #offset: string
  now: number
  units: readonly Unit[] = []
  people: Readonly<Record<string, readonly PersonRef[]>> = {}

  constructor(manifest: Manifest, now: number, offset: string) {
    this.#manifest = manifest
    this.now = now
    this.#offset = offset
  }

  /** A case by its id or by its number at the source. */
  find(id: string): TestCase | undefined {
    return this.cases.get(id) ?? [...this.cases.values()].find(({ view }) => view.externalId === id)
  }

  see(view: CaseView): void {
    const known = this.cases.get(view.id)
    if (known) known.view = view
    else this.cases.set(view.id, testCase(view))
  }

  stored(key: string): { readonly value?: unknown; readonly version: number } {
    const entry = this.#stored.get(key)
    return entry && entry.until > this.now ? { value: entry.value, version: entry.version } : { version: 0 }
  }

  keys(prefix: string, limit = Infinity): string[] {
    const live = [...this.#stored].filter(([key, { until }]) => until > this.now && key.startsWith(prefix)).map(([key]) => key)
    return live.sort().slice(0, limit)
  }

  addFile(name: string, type: string, bytes: Uint8Array): FileRef {
    const ref = { id: `file-${this.files.size + 1}`, name, type, size: bytes.length }
    this.files.set(ref.id, { ref, bytes })
    return ref
  }

  /** Carries out all effects, or none and says why. `source` is the intake they come from. */
  commit(effects: readonly Effect[], source = ''): Failure | undefined {
    for (const effect of effects) {
      const refusal = this.#refusal(effect)
      if (refusal) return refusal
    }
    for (const effect of effects) this.#apply(effect, source)
    return undefined
  }

  #refusal(effect: Effect): Failure | undefined {
    const permission = permissionOf(effect)
    if (permission && !this.#manifest.permissions.includes(permission))
      return { class: 'reject', message: `The plugin does not declare ${permission}, which ${effect.kind} needs` }
    if ((effect.kind === 'case.note' || effect.kind === 'case.progress') && !this.cases.has(effect.case))
      return { class: 'reject', message: `There is no case ${JSON.stringify(effect.case)}` }
    if (effect.kind === 'kv.set' && effect.ifVersion !== undefined && this.stored(effect.key).version !== effect.ifVersion)
      return { class: 'retry', message: `${JSON.stringify(effect.key)} was changed meanwhile` }
    return undefined
  }

  #apply(effect: Effect, source: string): void {
    switch (effect.kind) {
      case 'case.intake':
        return this.#take(effect.item, source)
      case 'case.note':
        this.cases.get(effect.case)?.notes.push(effect.text)
        return
      case 'case.progress': {
        const { kind: _kind, case: id, ...progress } = effect
        this.cases.get(id)?.progress.push(progress)
        return
      }
      case 'organisation.propose':
        this.organisationProposals.push(effect.change)
        return
      case 'calendar.propose':
        this.calendarProposals.push(effect.draft)
        return
      case 'notify': {
        const { kind: _kind, ...notice } = effect
        this.notices.push(notice)
        return
      }
      case 'kv.set':
        this.#stored.set(effect.key, {
          value: effect.value,
          version: this.stored(effect.key).version + 1,
          until: effect.ttl === undefined ? Infinity : this.now + effect.ttl,
        })
        return
      case 'kv.delete':
        this.#stored.delete(effect.key)
    }
  }

  /** The same number at the source never makes a second case; what comes before its case waits for it. */
  #take(item: IntakeItem, source: string): void {
    const known = this.find(item.externalId)
    if (!isDraft(item)) {
      if (known) addLater(known, item)
      else this.early.push(item)
      return
    }
    if (known) return
    const made = testCase(this.#viewOf(item, source), item)
    this.cases.set(made.view.id, made)
    for (const early of this.early.filter(({ externalId }) => externalId === item.externalId)) {
      addLater(made, early)
      this.early.splice(this.early.indexOf(early), 1)
    }
  }

  #viewOf(draft: CaseDraft, source: string): CaseView {
    const number = this.cases.size + 1
    const { externalId, title, category, item, level, place, form, emergency, attachments } = draft
    return aCase({
      id: `case-${number}`,
      number: `T-${String(number).padStart(4, '0')}`,
      title,
      source,
      externalId,
      ...(category !== undefined && { category, categoryName: category }),
      ...(item !== undefined && { item }),
      ...(level !== undefined && { level }),
      ...(place && { place }),
      emergency: emergency ?? false,
      form: form ?? {},
      attachments: attachments ?? [],
      assignments: [],
      phase: 'ADMISSION',
      state: 'admission',
      stateName: '待审核',
      version: 1,
      submittedAt: instantText(this.now, this.#offset),
    })
  }
}

function isDraft(item: IntakeItem): item is CaseDraft {
  return item.kind === undefined || item.kind === 'case'
}
