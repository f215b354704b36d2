import type { PersonRow } from '@shaotai/api'
import type { QueryClient } from '@tanstack/react-query'
import type { Choice } from '../platform/form/context.ts'
import { request } from '../platform/http.ts'
import { matches } from '../platform/pinyin.ts'

const PAGE = 100
/** People read for a search by name or pinyin; a county has fewer who work on cases. */
const MOST_PAGES = 20
const SHOWN = 100

/** The active people somebody may see, of one unit or of all, by name or pinyin. */
export async function findPeople(
  client: QueryClient,
  { query, unit, unitName }: { query: string; unit: string | undefined; unitName: (id: string) => string },
): Promise<Choice[]> {
  const people = await client.fetchQuery({
    queryKey: ['people', 'choices', unit ?? ''],
    queryFn: () => readPeople(unit),
    staleTime: 300_000,
  })
  return people
    .filter(({ name }) => query === '' || matches(name, query))
    .slice(0, SHOWN)
    .map(({ id, name, unit: own }) => ({ value: id, label: name, group: unitName(own) }))
}

async function readPeople(unit: string | undefined): Promise<PersonRow[]> {
  const found: PersonRow[] = []
  const filter = { active: { $eq: true }, ...(unit !== undefined && { unit: { $eq: unit } }) }
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { data } = await request<{ data: PersonRow[] }>('GET', '/people', undefined, {
      query: { limit: PAGE, page, s: JSON.stringify(filter) },
    })
    found.push(...data)
    if (data.length < PAGE) break
  }
  return found
}
