import type { PluginView } from '@shaotai/api'
import { TestClient } from './http-client.ts'
import { uploadPlugin } from './upload-plugin.ts'

/** Brings a plugin all the way to being enabled, as an administrator and a reviewer would. */
export async function installPluginFor(
  url: string,
  file: Buffer,
  configuration: { config?: Record<string, unknown>; secrets?: Record<string, string> } = {},
): Promise<PluginView> {
  const admin = await TestClient.signedIn(url, 'admin')
  const reviewer = await TestClient.signedIn(url, 'reviewer')
  const uploaded = await uploadPlugin(admin, url, file)
  if (uploaded.status !== 201) throw new Error(uploaded.text)
  const { plugin, hash } = uploaded.body as PluginView
  const at = `/api/v1/plugins/${plugin}`
  const steps = [
    () => reviewer.send('POST', `${at}/approve`, { hash }),
    () => admin.send('PUT', `${at}/config`, { config: {}, ...configuration }),
    () => admin.send('POST', `${at}/enable`, {}),
  ]
  let last: unknown
  for (const step of steps) {
    const { status, text, body } = await step()
    if (status !== 200) throw new Error(text)
    last = body
  }
  return last as PluginView
}
