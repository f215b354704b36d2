import { defineConfig } from 'vitest/config'

const source = { resolve: { conditions: ['@shaotai/source'] }, ssr: { resolve: { conditions: ['@shaotai/source'] } } }

export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: 'sdk',
          environment: 'node',
          include: ['sdk/*/src/**/*.test.ts', 'templates/**/*.test.ts'],
          // Some start real processes, also on a machine that does other things.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...source,
        test: {
          name: 'server',
          environment: 'node',
          include: ['server/src/**/*.test.ts'],
          globalSetup: ['server/src/platform/testing/postgres-cluster.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      './console/vitest.config.ts',
      {
        ...source,
        test: {
          name: 'product',
          environment: 'node',
          include: ['test/**/*.test.ts', 'scripts/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        ...source,
        test: {
          name: 'stories',
          environment: 'node',
          include: ['test/**/*.e2e.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // Each story has a server, a database and a browser of its own, and waits for the browser most of the time.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
