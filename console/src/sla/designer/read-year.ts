import type { PolicyDocument, SimulationCases } from '@shaotai/api'
import { openYear, type Policy, type Year, type YearPage } from '@shaotai/core'

/** Gets a path below `/api/v1` and returns its body; throws what the caller makes of a failure. */
export type Get = <T>(path: string) => Promise<T>

const PAGE = 500

/** Reads the last twelve months of cases, page after page, and the policies they were handled under; tells after each page how far it is. */
export async function readYear(
  get: Get,
  tell: (read: number, total: number) => void,
): Promise<{ year: Year; policies: ReadonlyMap<string, Policy> }> {
  const pages: YearPage[] = []
  const hashes = new Set<string>()
  let [read, total] = [0, 0]
  for (let after: string | null = ''; after !== null;) {
    const path: string = `/policy-simulation/cases?limit=${PAGE}${after && `&after=${encodeURIComponent(after)}`}`
    const body: SimulationCases = await get<SimulationCases>(path)
    pages.push(body.page)
    for (const hash of body.page.policies) hashes.add(hash)
    read += body.page.cases.id.length
    total = Math.max(body.total ?? total, read)
    tell(read, total)
    after = body.next
  }
  const policies = new Map<string, Policy>()
  for (const hash of hashes) policies.set(hash, (await get<PolicyDocument>(`/policies/${hash}`)).document as unknown as Policy)
  return { year: openYear(pages), policies }
}
