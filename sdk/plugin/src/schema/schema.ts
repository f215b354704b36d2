declare const means: unique symbol
declare const optional: unique symbol

/** A plain JSON Schema (2020-12): what is stored, drawn as a form and checked by any engine. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** A JSON Schema that knows the type of the values it describes. At run time it is the plain schema and nothing else. */
export type Schema<T> = JsonSchema & { readonly [means]?: () => T }

/** A field of an object that may be left out. */
export type OptionalSchema<T> = Schema<T> & { readonly [optional]: true }

/** The fields of an object. */
export type Fields = Readonly<Record<string, Schema<unknown>>>

/** The schema of an object, as `t.object` makes it. */
export type ObjectSchema<F extends Fields = Fields> = Schema<InferFields<F>> & { readonly properties: F }

/** The type of the values a schema describes. */
export type Infer<S> = S extends { readonly [means]?: () => infer T } ? T : never

export type InferFields<F extends Fields> = Flat<
  { readonly [K in keyof F as F[K] extends OptionalSchema<unknown> ? never : K]: Infer<F[K]> } & {
    readonly [K in keyof F as F[K] extends OptionalSchema<unknown> ? K : never]?: Infer<F[K]>
  }
>

type Flat<T> = { [K in keyof T]: T[K] }

declare const endpoint: unique symbol
declare const secret: unique symbol

/** An address the county's administrator typed. The plugin reaches it as `http.<name>` and never needs the text. */
export type Endpoint = string & { readonly [endpoint]: true }

/**
 * A handle of a secret. The secret itself stays in the host: put the handle where the secret belongs (a header, a query value, a field
 * of a body), or sign with it. It reads as a placeholder that means nothing outside the host.
 */
export type Secret = { readonly [secret]: true; toString(): string; toJSON(): string }

/** Names of the fields whose value is a `T`. */
export type FieldsOf<F extends Fields, T> = {
  [K in keyof F & string]: F[K] extends Schema<infer V> ? (NonNullable<V> extends T ? K : never) : never
}[keyof F & string]
