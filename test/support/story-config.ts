/** How one story starts the product, for its tests and for `pnpm story <name>`. Exported as `config` from `test/<name>/config.ts`. */
export type StoryConfig = {
  /** Settings of the server beyond the usual ones. */
  env?: Readonly<Record<string, string>>
}
