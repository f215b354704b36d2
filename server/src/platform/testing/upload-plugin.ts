import type { Answer, TestClient } from './http-client.ts'

/** Uploads the file of a plugin, as the page does. */
export async function uploadPlugin(client: TestClient, url: string, file: Buffer): Promise<Answer> {
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(file)]), 'plugin.json')
  const response = await fetch(`${url}/api/v1/plugins`, {
    method: 'POST',
    headers: { cookie: client.cookie ?? '', 'x-requested-with': 'shaotai' },
    body,
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers, text }
}
