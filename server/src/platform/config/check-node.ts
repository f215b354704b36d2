/** The oldest Node this server runs on. */
export const OLDEST_NODE = 26

/** One sentence when the running Node is too old, else undefined. Imports nothing: it runs before everything else. */
export function checkNode(version: string): string | undefined {
  if (Number(version.split('.')[0]) >= OLDEST_NODE) return undefined
  return `需要 Node ${OLDEST_NODE} 或更新的版本，现为 ${version}；请用 pnpm start 启动，它自带合适的 Node。\nNode ${OLDEST_NODE} or newer is needed, found ${version}; start with pnpm start, which brings its own.`
}
