/** The origin somebody typed, without a path; nothing for what is no web address. */
export function readOrigin(text: string): string | undefined {
  const typed = text.trim()
  const whole = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`
  const url = URL.canParse(whole) ? new URL(whole) : undefined
  return url && typed !== '' && url.username === '' && (url.protocol === 'https:' || url.protocol === 'http:') ? url.origin : undefined
}

/** Where the code of a township leads: its whistle form, with the source chosen. */
export function posterAddress(origin: string, { town, source }: { town: string; source: string }): string {
  const query = new URLSearchParams({ town, ...(source !== '' && { source }) })
  return `${origin}/cases/new?${query.toString()}`
}
