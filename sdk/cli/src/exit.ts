/** Exit codes of every command, so that scripts can rely on them. */
export const EXIT = {
  /** Done, and nothing to object to. */
  fine: 0,
  /** The command ran and found something: errors in a policy, an example that fails, a difference. */
  found: 1,
  /** The command could not run: wrong arguments, a file that is missing or is no JSON. */
  usage: 2,
} as const
export type Exit = (typeof EXIT)[keyof typeof EXIT]

/** Stops a command that cannot run; the sentence says what was expected. */
export class UsageError extends Error {
  override name = 'UsageError'
}
