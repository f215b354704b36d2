export * from './a-flow.ts'
export * from './a-policy.ts'
export * from './a-sla.ts'
export * from './an-organisation.ts'
