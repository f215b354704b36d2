import { Refine, type AuthProvider } from '@refinedev/core'
import { QueryClient } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { Session } from '@shaotai/api'
import { anOrganisation } from '@shaotai/core/testing'
import { App, ConfigProvider } from 'antd'
import type { InternalAxiosRequestConfig } from 'axios'
import { AxiosError } from 'axios'
import type { ReactNode } from 'react'
import { MemoryRouter } from 'react-router'
import { dataProvider } from '../../platform/data-provider.ts'
import { http } from '../../platform/http.ts'
import { anActor } from './a-view.ts'

export type Sent = { method: string; path: string; body: unknown; key: string }
type Answer = { status?: number; body: unknown }

/** Stands in for the network only: answers requests, and keeps what was sent. What nobody answers is 404. */
export function answerRequests(answer: (sent: Sent) => Answer | undefined): { sent: Sent[]; restore: () => void } {
  const adapter = http.defaults.adapter
  const sent: Sent[] = []
  http.defaults.adapter = (config: InternalAxiosRequestConfig) => {
    const one: Sent = {
      method: (config.method ?? 'get').toUpperCase(),
      path: (config.url ?? '').replace('/api/v1', ''),
      body: typeof config.data === 'string' ? JSON.parse(config.data) : config.data,
      key: String(config.headers.get('Idempotency-Key') ?? ''),
    }
    sent.push(one)
    const given = answer(one) ?? (one.path.startsWith('/units') ? { body: unitsPage() } : { status: 404, body: {} })
    const response = { status: given.status ?? 200, data: given.body, statusText: '', headers: {}, config }
    return response.status < 400
      ? Promise.resolve(response)
      : Promise.reject(new AxiosError('refused', 'ERR_BAD', config, undefined, response))
  }
  return {
    sent,
    restore: () => {
      http.defaults.adapter = adapter
    },
  }
}

/** Renders a part of a page as a signed-in person sees it. */
export function renderAs(person: string, content: ReactNode, given: Partial<Pick<Session, 'roles'>> = {}) {
  const actor = anActor(person)
  const unit = anOrganisation().units.find((one) => one.id === actor.unit)
  const session: Session = {
    person,
    account: person,
    name: actor.name,
    unit: { id: actor.unit, name: unit?.name ?? '', type: unit?.type ?? '' },
    county: { id: '1', name: '示范县', fictional: true },
    roles: actor.roles,
    mustChangePassword: false,
    expiresAt: 0,
    title: '',
    vocabulary: {},
    utcOffsetMinutes: 480,
    now: Date.now(),
    ...given,
  }
  const auth: AuthProvider = {
    login: async () => ({ success: true }),
    logout: async () => ({ success: true }),
    check: async () => ({ authenticated: true }),
    onError: async () => ({}),
    getIdentity: async () => session,
  }
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return render(
    <ConfigProvider button={{ autoInsertSpace: false }} theme={{ token: { motion: false } }}>
      <App>
        <MemoryRouter>
          <Refine
            dataProvider={dataProvider}
            authProvider={auth}
            options={{ disableTelemetry: true, reactQuery: { clientConfig: client } }}
          >
            {content}
          </Refine>
        </MemoryRouter>
      </App>
    </ConfigProvider>,
  )
}

function unitsPage() {
  const data = anOrganisation().units.map((unit) => ({ shortName: null, parent: null, ...unit }))
  return { data, total: data.length, count: data.length, page: 1, pageCount: 1 }
}
