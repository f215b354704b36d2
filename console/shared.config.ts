import { fileURLToPath } from 'node:url'

/** Resolution shared by the build and the tests. Our packages are used from their sources; one React and one antd. */
export const resolution = {
  alias: { '@rjsf/validator-ajv8': fileURLToPath(new URL('src/platform/form/absent-validator.ts', import.meta.url)) },
  dedupe: ['react', 'react-dom', 'antd', '@tanstack/react-query', 'react-router'],
}
