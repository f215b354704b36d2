import { DEMO_PASSWORD, type Product } from '../support/product.ts'

/** The cookie of a signed-in account, for load that is sent without a `Client`. */
export async function cookieFor({ url }: Pick<Product, 'url'>, account: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'shaotai' },
    body: JSON.stringify({ account, password: DEMO_PASSWORD }),
  })
  if (!answer.ok) throw new Error(`${account} could not sign in: ${answer.status} ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
