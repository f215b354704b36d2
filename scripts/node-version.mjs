// Plain JavaScript on purpose: this runs before anything that an older Node could not load.
const OLDEST = 26

/** Stops with one sentence when this Node is too old; the native database driver would otherwise die without a word. */
export function requireNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= OLDEST) return
  console.error(
    `哨台需要 Node ${OLDEST} 或更新版本，当前为 ${process.version}。请在项目目录用 "npx -y pnpm@12 start" 启动，它会自带合适的版本。`,
  )
  console.error(
    `Shaotai needs Node ${OLDEST} or newer, this is ${process.version}. Start it with "npx -y pnpm@12 start", which brings its own.`,
  )
  process.exit(1)
}
