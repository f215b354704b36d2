import { TEST_PASSWORD } from './describe-each-database.ts'

export type Answer = { status: number; body: unknown; headers: Headers; text: string }

/** A client of the HTTP surface alone: it knows nothing of the server's insides. */
export class TestClient {
  cookie: string | undefined
  private readonly url: string

  constructor(url: string) {
    this.url = url
  }

  /** A client that has signed in. */
  static async signedIn(url: string, account: string, password = TEST_PASSWORD): Promise<TestClient> {
    const client = new TestClient(url)
    const answer = await client.signIn(account, password)
    if (answer.status !== 200) throw new Error(`cannot sign in as ${account}: ${answer.text}`)
    return client
  }

  async signIn(account: string, password: string): Promise<Answer> {
    const answer = await this.send('POST', '/api/v1/session', { account, password })
    this.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? this.cookie
    return answer
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers)
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? { 'x-requested-with': 'shaotai' } : { 'content-type': 'application/json' }),
        ...(this.cookie && { cookie: this.cookie }),
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    return { status: response.status, body: json && text !== '' ? JSON.parse(text) : undefined, headers: response.headers, text }
  }
}
