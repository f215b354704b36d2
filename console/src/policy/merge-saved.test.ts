import type { PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { expect, it } from 'vitest'
import { mergeSaved } from './merge-saved.ts'

const known = { revision: 1, revisions: { sla: 1 }, document: { sla: 'a', forms: 'f' } } as unknown as PolicyDraftDocument
const saved = (revision: number, revisions: Record<string, number>) => ({ revision, revisions }) as unknown as PolicyDraft

it('takes over what was saved', () => {
  const { draft, behind } = mergeSaved(known, saved(2, { sla: 2 }), { kind: 'sla', value: 'b' })
  expect(draft).toMatchObject({ revision: 2, revisions: { sla: 2 }, document: { sla: 'b', forms: 'f' } })
  expect(behind).toBe(false)
})

it('notices that somebody saved another document meanwhile, and does not take the old one for the new', () => {
  const { draft, behind } = mergeSaved(known, saved(3, { sla: 2, forms: 1 }), { kind: 'sla', value: 'b' })
  expect(draft).toMatchObject({ revision: 1, revisions: { sla: 2 } })
  expect(behind).toBe(true)
})
