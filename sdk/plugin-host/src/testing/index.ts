export { openForTest } from './open-for-test.ts'
