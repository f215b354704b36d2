import { defineConfig } from 'vitest/config'

/** The core's tests alone, for `pnpm mutate`: chance is fixed, so that two runs of one commit agree. */
export default defineConfig({
  resolve: { conditions: ['@shaotai/source'] },
  ssr: { resolve: { conditions: ['@shaotai/source'] } },
  test: { environment: 'node', include: ['sdk/core/src/**/*.test.ts'], setupFiles: ['test/mutation/fixed-chance.ts'] },
})
