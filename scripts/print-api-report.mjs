import { apiReport } from './api-report.mjs'

process.stdout.write(apiReport())
