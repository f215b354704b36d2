import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { resolution } from './shared.config.ts'

export default defineConfig({
  plugins: [react()],
  resolve: { ...resolution, conditions: ['@shaotai/source'] },
  ssr: { resolve: { conditions: ['@shaotai/source'] } },
  test: {
    name: 'console',
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'src/**/*.web.test.tsx'],
    setupFiles: ['./src/platform/testing/setup.ts'],
    testTimeout: 30_000,
    // Processed like our own code, so that the stand-in above is found.
    server: { deps: { inline: [/@rjsf\//] } },
  },
})
