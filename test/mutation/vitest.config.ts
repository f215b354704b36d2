import { defineConfig } from 'vitest/config'

/** The tests of the core that `pnpm mutate` asks for, and no others: chance is fixed, so that two runs of one commit agree. */
export default defineConfig({
  resolve: { conditions: ['@shaotai/source'] },
  ssr: { resolve: { conditions: ['@shaotai/source'] } },
  test: {
    environment: 'node',
    include: (process.env.MUTATION_TESTS ?? 'sdk/core/src/**/*.test.ts').split(' '),
    setupFiles: ['test/mutation/fixed-chance.ts', ...(process.env.MUTATION_MEETS_ALL ? ['test/mutation/meet-all.ts'] : [])],
  },
})
