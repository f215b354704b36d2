/** Becomes the user the host asked for, before anything of the plugin is read. Ends the process when that fails: better none than one with rights. */
export function dropIdentity(args: readonly string[]): void {
  const wanted = Number(args.find((argument) => argument.startsWith('--uid='))?.slice('--uid='.length))
  if (Number.isNaN(wanted)) return
  process.setgroups?.([])
  process.setgid?.(wanted)
  process.setuid?.(wanted)
  if (process.getuid?.() !== wanted || process.geteuid?.() !== wanted) process.exit(71)
}
