import type { CalendarDay, CalendarDraft } from '../context.ts'
import type { EventName } from '../case/event.ts'
import type { CaseView, FileRef } from '../case/view.ts'
import type { ActionResult, HealthReport, Message, OutgoingAnswer, Receipt, ReportColumn, ScoringFact, Sent } from '../contribution.ts'
import { PLUGIN } from '../definition.ts'
import type { Plugin } from '../define-plugin.ts'
import type { EgressCode } from '../errors.ts'
import type { Method } from '../http.ts'
import { fromBase64 } from '../invoke/bytes.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Permission } from '../permission.ts'
import type { InitMessage } from '../protocol/message.ts'
import type { PayloadOf, ValueOf, VerbName } from '../protocol/verb.ts'
import { milliseconds, type Duration } from '../schema/duration.ts'
import type { Fields } from '../schema/schema.ts'
import { problemsOf, withDefaults } from './check-config.ts'
import { Deliveries, type Chaos, type Delivery } from './deliveries.ts'
import { inProcess, MARK, servicesOf, type CallFailure, type Engine, type TestLog } from './engine.ts'
import { instantOf, instantText } from './instant.ts'
import { maskValue } from './mask.ts'
import type { ConfigInput, HostOptions } from './options.ts'
import { refusalOf, signRequest, wireIncoming, type ManifestSignature, type RawRequest } from './raw-request.ts'
import { recorder, replayer } from './recording.ts'
import { realEngine, type RealRunner } from './real-runner.ts'
import { Rounds, type RoundState } from './rounds.ts'
import { aCase, anEvent, type EventInput } from './samples.ts'
import { answerOf, ScriptedHttp, type Reply, type TestCall } from './scripted-http.ts'
import type { TestCase } from './test-case.ts'
import { World } from './world.ts'

/** A call of a contribution that failed: what the console would show for it. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  readonly failure: CallFailure

  constructor(failure: CallFailure) {
    super(`${failure.class}: ${failure.message}${failure.stack === undefined ? '' : `\n${failure.stack}`}`)
    this.failure = failure
  }
}

/**
 * A fake county around one plugin. Nothing is real but the plugin: the clock stands, peers say what the test scripted. One class, and a long
 * one, because it is the whole of what the author of a test sees.
 */
export class TestHost<F extends Fields, E> {
  readonly #manifest: Manifest
  readonly #world: World
  readonly #http: ScriptedHttp
  readonly #deliveries: Deliveries
  readonly #rounds: Rounds
  readonly #seen = new Set<string>()
  readonly #county: { id: string; name: string; offset: string }
  readonly #services: ReturnType<typeof servicesOf>
  #config: Record<string, unknown> = {}
  #secrets: Record<string, string> = {}
  #engine: Engine
  #real: RealRunner | undefined
  #requests = 0
  /** What the plugin wrote to its log. */
  readonly logs: TestLog[] = []

  constructor(plugin: Plugin<F, E>, options: HostOptions<F> = {}) {
    const definition = plugin[PLUGIN]
    this.#manifest = definition.manifest()
    this.#county = { id: 'county', name: '某县', offset: '+08:00', ...options.county }
    this.#world = new World(this.#manifest, instantOf(options.now ?? '2026-05-06T09:00:00+08:00'), this.#county.offset)
    this.#world.units = options.units ?? []
    this.#world.people = options.people ?? {}
    for (const view of options.cases ?? []) this.#world.see(aCase(view))
    this.configure({ ...options.config, ...options.secrets } as ConfigInput<F>)
    this.#http = new ScriptedHttp({
      manifest: this.#manifest,
      addresses: () => this.#config,
      secrets: () => this.#secrets,
      mark: MARK,
      world: this.#world,
    })
    const declared = Object.keys(this.#manifest.personalData)
    this.#services = servicesOf(this.#world, this.#http, () => this.#secrets, declared)
    const log = (line: TestLog) => void this.logs.push(maskValue(line))
    this.#engine = inProcess({
      definition,
      world: this.#world,
      services: this.#services,
      init: () => this.#init(),
      log,
      patience: options.patience ?? 5000,
    })
    const parts = { world: this.#world, engine: () => this.#engine, after: () => this.#tellHoles() }
    this.#deliveries = new Deliveries(this.#world, parts.engine, parts.after)
    // `shaotai plugin test --chaos`: the tests as they are, with accidents.
    const seed = process.env['SHAOTAI_CHAOS']
    if (seed) this.chaos({ duplicate: 1, reorder: true, seed: Number(seed) })
    this.#rounds = new Rounds(this.#manifest, this.#county.offset, { ...parts, paused: this.#deliveries.paused })
  }

  /** Cases the plugin brought or was told of, by id. */
  get cases(): ReadonlyMap<string, TestCase> {
    return this.#world.cases
  }
  /** Calls outside, in their order. */
  get calls(): readonly TestCall[] {
    return this.#http.calls
  }
  /** Notifications the plugin sent. */
  get notices() {
    return this.#world.notices
  }
  /** What the plugin proposed to the administrator. */
  get proposals() {
    return { organisation: this.#world.organisationProposals, calendars: this.#world.calendarProposals }
  }
  /** Deliveries given up, with the reason. */
  get dlq() {
    return this.#deliveries.dead
  }
  /** Sent at most once, outcome unknown. */
  get unknown() {
    return this.#deliveries.unknown
  }
  /** Contributions that wait for the administrator, by id. */
  get paused(): ReadonlyMap<string, { readonly message: string; readonly fix?: string }> {
    return this.#deliveries.paused
  }
  /** How polls and schedules went, by id. */
  get rounds(): ReadonlyMap<string, RoundState> {
    return this.#rounds.states
  }
  /** What the plugin keeps, as committed. */
  readonly kv = {
    get: (key: string): unknown => this.#world.stored(key).value,
    keys: (prefix = ''): string[] => this.#world.keys(prefix),
    set: (key: string, value: unknown): void => void this.#world.commit([{ kind: 'kv.set', key, value }]),
  }

  /** A case by its id or by its number at the source. Throws where there is none. */
  case(id: string): TestCase {
    const found = this.#world.find(id)
    if (!found) throw new Error(`No case ${JSON.stringify(id)}; there are ${[...this.#world.cases.keys()].join(', ') || 'none'}`)
    return found
  }

  /** The moment of the clock. */
  now(): string {
    return instantText(this.#world.now, this.#county.offset)
  }

  /** What the host would know the plugin by. */
  manifest(): Manifest {
    return this.#manifest
  }

  /** What the administrator fills in; checked as the county's page checks it. */
  configure(config: ConfigInput<F>): void {
    const whole = withDefaults({ ...this.#config, ...this.#secrets, ...config }, this.#manifest.config)
    const problems = problemsOf(whole, this.#manifest.config)
    if (problems.length > 0) throw new Error(`The configuration does not fit the plugin:\n${problems.map((one) => `  ${one}`).join('\n')}`)
    const isSecret = ([name]: [string, unknown]) => this.#manifest.secrets.includes(name)
    this.#secrets = Object.fromEntries(Object.entries(whole).filter(isSecret)) as Record<string, string>
    this.#config = Object.fromEntries(Object.entries(whole).filter((entry) => !isSecret(entry)))
  }

  /** What a peer answers to a call from now on. `path` may hold `:name` parts or be a regular expression; `body` may be a function of the call. */
  reply(
    endpoint: keyof E & string,
    method: Method,
    path: string | RegExp,
    body?: Reply,
    status = 200,
    headers: Readonly<Record<string, string>> = {},
  ): this {
    this.#http.script({ endpoint, method, path, once: false, answer: answering(body, status, headers) })
    return this
  }

  /** The same for the next call only; several are answered in the order they were written. */
  replyOnce(
    endpoint: keyof E & string,
    method: Method,
    path: string | RegExp,
    body?: Reply,
    status = 200,
    headers: Readonly<Record<string, string>> = {},
  ): this {
    this.#http.script({ endpoint, method, path, once: true, answer: answering(body, status, headers) })
    return this
  }

  /** The next call gets no answer at all. */
  failOnce(endpoint: keyof E & string, method: Method, path: string | RegExp, code: EgressCode): this {
    this.#http.script({ endpoint, method, path, once: true, answer: () => code })
    return this
  }

  /** Calls the real peers from now on and keeps what they answer in a file, without secrets and personal data. */
  record(file: string, options: { readonly against: string | Readonly<Record<keyof E & string, string>> }): this {
    const { against } = options
    this.#http.live = recorder(
      file,
      (endpoint) => (typeof against === 'string' ? against : against[endpoint as keyof E & string]),
      () => Object.values(this.#secrets),
    )
    return this
  }

  /** Answers from such a file from now on. With `against`, `shaotai plugin test --record` records it anew. */
  replay(file: string, options?: { readonly against: string | Readonly<Record<keyof E & string, string>> }): this {
    if (options && process.env['SHAOTAI_RECORD']) return this.record(file, options)
    this.#http.live = replayer(file)
    return this
  }

  /** Lets time pass: polls, schedules and repeated deliveries happen at their moments. */
  async advance(duration: Duration): Promise<void> {
    const until = this.#world.now + milliseconds(duration)
    await this.#settle()
    for (;;) {
      const next = Math.min(this.#deliveries.next() ?? Infinity, this.#rounds.next() ?? Infinity)
      if (next > until) break
      this.#world.now = Math.max(this.#world.now, next)
      await this.#settle()
    }
    this.#world.now = until
  }

  async #settle(): Promise<void> {
    await this.#deliveries.settle()
    await this.#rounds.settle()
    await this.#deliveries.settle()
  }

  /** Something happened in the county: every handler of the event gets it. Failures are tried again when time passes. */
  async emit<N extends EventName>(name: N, given: EventInput<N> = {}): Promise<void> {
    const event = anEvent(name, { at: this.now(), id: `event-${++this.#requests}`, seq: this.#requests, ...given })
    this.#world.see(event.case)
    const payload = maskValue(event, Object.keys(this.#manifest.personalData))
    for (const row of this.#manifest.contributions.events.filter((one) => one.event === name))
      this.#deliveries.add({
        id: `${event.id}:${row.id}`,
        kind: 'event',
        verb: 'event.deliver',
        contribution: row.id,
        payload,
        ...(row.orderedBy === 'case' && { lane: `${row.id}:${event.case.id}` }),
        attempts: row.attempts,
        backoff: row.backoff,
        once: row.once,
        attempt: 0,
        due: this.#world.now,
      })
    await this.#deliveries.settle()
  }

  /** A peer calls a webhook of ours. Answers what the peer gets; a repeated `id` is answered and not handled again. */
  async deliverHook(intake: string, request: RawRequest): Promise<{ readonly status: number; readonly body: string }> {
    const row = this.#manifest.contributions.intake.find(({ id }) => id === intake)
    if (!row?.webhook) throw new Error(`The plugin has no webhook ${JSON.stringify(intake)}`)
    const { signature, methods, reply } = row.webhook
    if (!methods.includes((request.method ?? 'POST') as Method)) return { status: 405, body: `expected ${methods.join(', ')}` }
    const wire = this.#incoming(request)
    const refusal = signature && this.#refusal(wire, signature)
    if (refusal) return { status: 401, body: refusal }
    if (!this.#isDuplicate(intake, wire.id))
      await this.#arrived('intake.webhook', intake, wire, (outcome) => {
        const items = (outcome as { value: ValueOf<'intake.webhook'> }).value.items
        return this.#world.commit(
          [...outcome.effects, ...items.map((item) => ({ kind: 'case.intake', item: item as never }) as const)],
          row.source,
        )
      })
    return { status: reply.status, body: reply.body }
  }

  /** A request as its genuine sender would sign it, for `deliverHook` and `deliverReceipt`. */
  signed(contribution: string, request: RawRequest): RawRequest {
    const { intake, channels } = this.#manifest.contributions
    const signature =
      intake.find(({ id }) => id === contribution)?.webhook?.signature ??
      channels.find(({ id }) => id === contribution)?.receipts?.signature
    if (!signature) throw new Error(`${JSON.stringify(contribution)} declares no signature`)
    return signRequest(request, signature, this.#secrets[signature.secret] ?? '', this.#world.now)
  }

  /** The host sends a message through a channel. Resolves with what is known when all that is due now is done. */
  async send(channel: string, message: Partial<Message> = {}): Promise<Sent | undefined> {
    const row = this.#manifest.contributions.channels.find(({ id }) => id === channel)
    if (!row) throw new Error(`The plugin has no channel ${JSON.stringify(channel)}`)
    const id = message.id ?? `message-${++this.#requests}`
    const payload: Message = { id, to: '13800000000', title: '新派单', text: '【吹哨】您有一件新派单', vars: {}, urgent: false, ...message }
    let sent: Sent | undefined
    this.#deliveries.add({
      ...this.#inbound('message', 'channel.send', channel, id, payload),
      once: row.once,
      settled: (outcome) => {
        if (outcome.ok) sent = outcome.value as Sent
      },
    })
    await this.#deliveries.settle()
    return sent
  }

  /** The peer of a channel calls back with receipts. */
  async deliverReceipt(channel: string, request: RawRequest): Promise<readonly Receipt[]> {
    const row = this.#manifest.contributions.channels.find(({ id }) => id === channel)
    const wire = this.#incoming(request)
    const refusal = row?.receipts?.signature && this.#refusal(wire, row.receipts.signature)
    if (refusal) throw new Error(refusal)
    return this.#ask('channel.receipts', channel, wire)
  }

  /** Every acknowledged delivery comes once more, with the keys it had: what a crash of the host at the wrong moment does. */
  redeliverAll(): Promise<void> {
    return this.#deliveries.again()
  }

  /** Accidents from now on; the same seed brings the same ones. */
  chaos(chaos: Chaos): this {
    this.#deliveries.chaos(chaos)
    return this
  }

  /** The administrator mended what a `NeedsAdmin` asked for. */
  async resume(contribution?: string): Promise<void> {
    this.#deliveries.resume(contribution)
    await this.#settle()
  }

  poll(intake: string): Promise<void> {
    return this.#rounds.poll(intake).then(throwIfFailed)
  }

  run(schedule: string): Promise<void> {
    return this.#rounds.run(schedule).then(throwIfFailed)
  }

  async score(input: string, fact: Partial<ScoringFact>, params: unknown): Promise<{ readonly points: number; readonly reason: string }> {
    const whole = { kind: 'assignment', case: 'c1', assignment: 'a1', unit: 'bureau-urban', town: 'town-east', category: 'urban', ...fact }
    const [scored] = await this.#ask('scoring.score', input, { facts: [whole as ScoringFact], params })
    return scored as { points: number; reason: string }
  }

  async check(format: string, value: string) {
    const [checked] = await this.#ask('field.check', format, { values: [value] })
    return checked as ValueOf<'field.check'>[number]
  }

  act(
    action: string,
    act: Partial<Omit<PayloadOf<'action.run'>, 'case'>> & { readonly case?: Partial<CaseView> } = {},
  ): Promise<ActionResult | null> {
    const view = aCase(act.case)
    this.#world.see(view)
    return this.#ask('action.run', action, {
      user: { id: 'u1', name: '李娜' },
      ...act,
      case: maskValue(view, Object.keys(this.#manifest.personalData)),
    })
  }

  query(
    report: string,
    range: { readonly from: string; readonly to: string },
  ): Promise<{ readonly columns: readonly ReportColumn[]; readonly rows: readonly Readonly<Record<string, unknown>>[] }> {
    return this.#ask('report.query', report, range)
  }

  year(calendar: string, year: number): Promise<readonly CalendarDay[]> {
    return this.#ask('calendar.year', calendar, { year })
  }

  read(calendar: string, notice: PayloadOf<'calendar.read'>): Promise<CalendarDraft> {
    return this.#ask('calendar.read', calendar, notice)
  }

  /** Somebody asks an address the plugin serves. */
  async request(serve: string, request: RawRequest = {}): Promise<OutgoingAnswer & { readonly text: string }> {
    const { status, headers, base64 } = await this.#ask('serve.handle', serve, this.#incoming({ method: 'GET', ...request }))
    const body = fromBase64(base64)
    return { status, headers, body, text: new TextDecoder().decode(body) }
  }

  health(): Promise<HealthReport> {
    return this.#ask('health', undefined, {})
  }

  migrate(from: string, config: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
    return this.#ask('migrate', undefined, { from, config })
  }

  /** A file the host keeps, as an attachment has one. */
  addFile(name: string, type: string, bytes: Uint8Array): FileRef {
    return this.#world.addFile(name, type, bytes)
  }

  /**
   * From now on the plugin runs in the real hardened process of `@shaotai/plugin-host`: what passes here passes in a county. `plugin` is
   * the file of the plugin's source, or of its bundle. End it with `stop`.
   */
  async realRunner(plugin: URL | string): Promise<this> {
    this.#real = await realEngine({
      plugin,
      manifest: this.#manifest,
      config: () => this.#config,
      secrets: () => this.#secrets,
      county: this.#county,
      services: this.#services,
      world: this.#world,
      log: (line) => void this.logs.push(maskValue(line)),
    })
    this.#engine = this.#real.engine
    return this
  }

  /** Ends what runs for this host. */
  async stop(): Promise<void> {
    await this.#real?.stop()
    this.#real = undefined
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  async #ask<V extends VerbName>(verb: V, contribution: string | undefined, payload: PayloadOf<V>): Promise<ValueOf<V>> {
    const outcome = await this.#engine.call(verb, payload, contribution === undefined ? {} : { contribution })
    this.#tellHoles()
    if (!outcome.ok) throw new CallFailed(outcome.error)
    throwIfFailed(this.#world.commit(outcome.effects))
    return outcome.value
  }

  async #arrived(verb: VerbName, contribution: string, wire: { readonly id: string }, done: Delivery['done']): Promise<void> {
    this.#deliveries.add({ ...this.#inbound('webhook', verb, contribution, wire.id, wire), done })
    await this.#deliveries.settle()
  }

  #inbound(kind: Delivery['kind'], verb: VerbName, contribution: string, id: string, payload: unknown): Delivery {
    const name = `${id}:${contribution}`
    return { id: name, kind, verb, contribution, payload, attempts: 8, backoff: 10_000, once: 'at-least', attempt: 0, due: this.#world.now }
  }

  #incoming(request: RawRequest) {
    return wireIncoming(request, request.id ?? `request-${++this.#requests}`, this.now())
  }

  #refusal(wire: ReturnType<typeof wireIncoming>, signature: ManifestSignature): string | undefined {
    return refusalOf(wire, signature, this.#secrets[signature.secret] ?? '', this.#world.now)
  }

  #isDuplicate(contribution: string, id: string): boolean {
    const key = `${contribution}:${id}`
    if (this.#seen.has(key)) return true
    this.#seen.add(key)
    return false
  }

  #init(): InitMessage {
    return {
      t: 'init',
      protocol: 'shaotai/1',
      config: this.#config,
      secrets: { names: Object.keys(this.#secrets), mark: MARK },
      county: this.#county,
      logs: this.#manifest.limits.logs,
    }
  }

  /** A call nobody scripted a reply for is a mistake of the test: whoever awaits the host hears of it. */
  #tellHoles(): void {
    const hole = this.#http.holes.shift()
    if (hole) throw hole
  }
}

/** A fake county around a plugin: its clock, its peers, its cases. */
export function createHost<F extends Fields, E, P extends Permission>(
  plugin: Plugin<F, E, P>,
  options: HostOptions<F> = {},
): TestHost<F, E> {
  return new TestHost<F, E>(plugin as unknown as Plugin<F, E>, options)
}

function answering(body: Reply, status: number, headers: Readonly<Record<string, string>>) {
  return async (asked: Omit<TestCall, 'status'>) =>
    answerOf(typeof body === 'function' ? await (body as (call: typeof asked) => unknown)(asked) : body, status, headers)
}

function throwIfFailed(failure: CallFailure | undefined): void {
  if (failure) throw new CallFailed(failure)
}
