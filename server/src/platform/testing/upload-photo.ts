import type { TestClient } from './http-client.ts'

type Uploaded = { id: string; name: string; type: string; size: number }

/** A tiny picture of a shade of its own, uploaded as a browser would. */
export async function uploadPhoto(client: TestClient, url: string, shade = 0): Promise<Uploaded> {
  const bytes = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.of(shade)])
  const form = new FormData()
  form.append('file', new Blob([bytes], { type: 'image/png' }), `现场${shade}.png`)
  const response = await fetch(`${url}/api/v1/attachments`, {
    method: 'POST',
    headers: { cookie: client.cookie ?? '', 'x-requested-with': 'shaotai' },
    body: form,
  })
  if (response.status !== 201) throw new Error(`cannot upload a photo: ${response.status}`)
  return (await response.json()) as Uploaded
}
