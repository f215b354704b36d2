import { Refine } from '@refinedev/core'
import routerProvider from '@refinedev/react-router'
import { QueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { accessControlProvider } from './access-control.ts'
import { PracticeDoor } from '../practice/PracticeDoor.tsx'
import { authProvider } from './auth-provider.ts'
import { BASE, IN_PRACTICE } from './base.ts'
import { dataProvider } from './data-provider.ts'
import { Design } from './Design.tsx'
import { ErrorBoundary } from './feedback/ErrorBoundary.tsx'
import { NotFound } from './feedback/NotFound.tsx'
import { PageLoading } from './feedback/Loading.tsx'
import { RequestFailed } from './http.ts'
import { i18nProvider } from './i18n-provider.ts'
import { Shell } from './layout/Shell.tsx'
import { PageGate } from './layout/PageGate.tsx'
import { RequireSession } from './layout/RequireSession.tsx'
import { liveProvider } from './live/live-provider.ts'
import { LoginPage } from './login/LoginPage.tsx'
import { homeOf } from './menu.ts'
import { notificationProvider } from './notification-provider.tsx'
import { PAGES } from './routes.tsx'
import { useSession } from './session.ts'

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What the server refused it will refuse again; only a lost connection is worth a second try.
      retry: (count, error) => count < 2 && error instanceof RequestFailed && (error.offline || error.statusCode >= 502),
    },
  },
})

/** Built only in development: a page that shows every component of the platform. */
const Gallery = import.meta.env.DEV ? lazy(() => import('./gallery/Gallery.tsx').then((module) => ({ default: module.Gallery }))) : null

export function App() {
  return (
    <BrowserRouter basename={BASE}>
      <Design>
        <ErrorBoundary>
          <Refine
            routerProvider={routerProvider}
            dataProvider={dataProvider}
            authProvider={authProvider}
            accessControlProvider={accessControlProvider}
            i18nProvider={i18nProvider}
            notificationProvider={notificationProvider}
            liveProvider={liveProvider}
            resources={[]}
            options={{
              disableTelemetry: true,
              liveMode: 'auto',
              syncWithLocation: true,
              warnWhenUnsavedChanges: false,
              reactQuery: { clientConfig: queryClient },
              disableRouteChangeHandler: false,
            }}
          >
            <Routes>
              <Route path="/login" element={IN_PRACTICE ? <PracticeDoor /> : <LoginPage />} />
              {Gallery && (
                <Route
                  path="/__gallery/*"
                  element={
                    <Suspense fallback={<PageLoading full />}>
                      <Gallery />
                    </Suspense>
                  }
                />
              )}
              <Route
                element={
                  <RequireSession>
                    <Shell />
                  </RequireSession>
                }
              >
                <Route index element={<Home />} />
                {PAGES.map((page) => (
                  <Route key={page.path} path={page.path} element={<PageGate page={page} />} />
                ))}
                <Route path="*" element={<NotFound />} />
              </Route>
            </Routes>
          </Refine>
        </ErrorBoundary>
      </Design>
    </BrowserRouter>
  )
}

function Home() {
  const session = useSession()
  return session ? <Navigate to={homeOf(PAGES, session)} replace /> : <PageLoading />
}
