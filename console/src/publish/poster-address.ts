/** The origin somebody typed, without a path; nothing for what is no web address. */
export function readOrigin(text: string): string | undefined {
  const typed = text.trim()
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`
  // Browsers differ on blanks in the name of a host: some write them as %20.
  const url = !/\s/.test(typed) && URL.canParse(whole) ? new URL(whole) : undefined
  return url && typed !== '' && url.username === '' && (url.protocol === 'https:' || url.protocol === 'http:') ? url.origin : undefined
}

/** Where the code of a township leads: its whistle form, with the source chosen. */
export function posterAddress(origin: string, { town, source }: { town: string; source: string }): string {
  const query = new URLSearchParams({ town, ...(source !== '' && { source }) })
  return `${origin}/cases/new?${query.toString()}`
}
