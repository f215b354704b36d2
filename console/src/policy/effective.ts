/** A version that came with the system has always been in force: its date says nothing to people. */
export function isFromTheStart(effectiveAt: number): boolean {
  return effectiveAt <= 0
}
