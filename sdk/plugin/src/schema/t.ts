import type { Endpoint, Fields, Infer, JsonSchema, ObjectSchema, OptionalSchema, Schema, Secret } from './schema.ts'

/** What people read beside a field; `en` is the English title. */
export type Hints = { readonly title?: string; readonly en?: string; readonly description?: string }
type TextHints<T = string> = Hints & { readonly default?: T; readonly pattern?: string; readonly min?: number; readonly max?: number }
type NumberHints = Hints & { readonly default?: number; readonly min?: number; readonly max?: number }
type ListHints = Hints & { readonly min?: number; readonly max?: number; readonly unique?: boolean }

const OPTIONAL: unique symbol = Symbol('optional')

/** Builds schemas: plain JSON Schema 2020-12 with the `x-` hints our generated forms understand, typed for the plugin. */
export const t = {
  string: (hints: TextHints = {}): Schema<string> => node({ type: 'string' }, hints, text(hints, 1000)),

  /** Several lines of text. */
  text: (hints: TextHints = {}): Schema<string> => node({ type: 'string', 'x-widget': 'textarea' }, hints, text(hints, 20_000)),

  int: (hints: NumberHints = {}): Schema<number> => node({ type: 'integer' }, hints, range(hints)),

  number: (hints: NumberHints = {}): Schema<number> => node({ type: 'number' }, hints, range(hints)),

  boolean: (hints: Hints & { readonly default?: boolean } = {}): Schema<boolean> => node({ type: 'boolean' }, hints, given(hints)),

  /** `YYYY-MM-DD`. */
  date: (hints: Hints = {}): Schema<string> => node({ type: 'string', format: 'date' }, hints),

  /** `HH:mm`. */
  time: (hints: Hints & { readonly default?: string } = {}): Schema<string> =>
    node({ type: 'string', 'x-widget': 'time', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }, hints, given(hints)),

  /** One of several values, each with the word people read for it. */
  choice: <const O extends Readonly<Record<string, string>>>(
    options: O,
    hints: Hints & { readonly default?: keyof O & string } = {},
  ): Schema<keyof O & string> =>
    node({ type: 'string', enum: Object.keys(options), 'x-enum-names': Object.values(options) }, hints, given(hints)),

  list: <S extends Schema<unknown>>(items: S, hints: ListHints = {}): Schema<readonly Infer<S>[]> =>
    node({ type: 'array', items }, hints, {
      ...(hints.min !== undefined && { minItems: hints.min }),
      maxItems: hints.max ?? 1000,
      ...(hints.unique && { uniqueItems: true }),
    }),

  object: <F extends Fields>(fields: F, hints: Hints = {}): ObjectSchema<F> =>
    node(
      {
        type: 'object',
        properties: fields,
        required: Object.keys(fields).filter((name) => !(OPTIONAL in (fields[name] ?? {}))),
        additionalProperties: false,
      },
      hints,
    ) as ObjectSchema<F>,

  /** A field that may be left empty: the plugin must expect `undefined`. */
  optional: <T>(schema: Schema<T>): OptionalSchema<T> =>
    Object.defineProperty({ ...schema }, OPTIONAL, { value: true }) as unknown as OptionalSchema<T>,

  /**
   * The address of a peer, typed by the county's administrator; it becomes the only origin that the endpoint bound to it may reach.
   * `lan` says that an address of the internal network is expected.
   */
  endpoint: (hints: Hints & { readonly lan?: boolean; readonly default?: string } = {}): Schema<Endpoint> =>
    node({ type: 'string', maxLength: 500, pattern: '^https?://', 'x-endpoint': { lan: hints.lan ?? false } }, hints, given(hints)),

  /** A key or password. Kept by the host, drawn as a password field, never sent to the plugin. */
  secret: (hints: Hints = {}): Schema<Secret> => node({ type: 'string', minLength: 1, maxLength: 8192, 'x-secret': true }, hints),

  /** A unit, a category of cases, an item of the responsibility list: chosen by name, stored as its id. */
  unit: (hints: Hints = {}): Schema<string> => node({ type: 'string', 'x-widget': 'unit' }, hints),
  category: (hints: Hints = {}): Schema<string> => node({ type: 'string', 'x-widget': 'category' }, hints),
  item: (hints: Hints = {}): Schema<string> => node({ type: 'string', 'x-widget': 'item' }, hints),

  /** A table "their value → our value" that the administrator edits, such as codes of one system and of another. */
  mapping: (hints: Hints & { readonly from?: string; readonly to?: string } = {}): Schema<readonly Mapping[]> =>
    node(
      {
        type: 'array',
        maxItems: 5000,
        'x-widget': 'mapping',
        items: {
          type: 'object',
          properties: {
            from: { type: 'string', title: hints.from ?? '对方的值', maxLength: 200 },
            to: { type: 'string', title: hints.to ?? '本系统的值', maxLength: 200 },
          },
          required: ['from', 'to'],
          additionalProperties: false,
        },
      },
      hints,
    ),
}

/** One row of a `t.mapping` table. */
export type Mapping = { readonly from: string; readonly to: string }

function node<T>(schema: JsonSchema, { title, en, description }: Hints, more: JsonSchema = {}): Schema<T> {
  return {
    ...schema,
    ...(title !== undefined && { title }),
    ...(en !== undefined && { 'x-en': en }),
    ...(description !== undefined && { description }),
    ...more,
  } as Schema<T>
}

function text({ pattern, min, max, default: value }: TextHints, longest: number): JsonSchema {
  return {
    ...(pattern !== undefined && { pattern }),
    ...(min !== undefined && { minLength: min }),
    maxLength: max ?? longest,
    ...(value !== undefined && { default: value }),
  }
}

function range({ min, max, default: value }: NumberHints): JsonSchema {
  return {
    ...(min !== undefined && { minimum: min }),
    ...(max !== undefined && { maximum: max }),
    ...(value !== undefined && { default: value }),
  }
}

function given({ default: value }: { readonly default?: unknown }): JsonSchema {
  return value === undefined ? {} : { default: value }
}
