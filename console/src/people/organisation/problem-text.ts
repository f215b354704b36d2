import { describeRefusal } from '@shaotai/api'
import { ROLES, type Role } from '@shaotai/core'
import type { TFunction } from 'i18next'
import type { RowProblem } from './plan.ts'

/** What is wrong with a cell, as a sentence. */
export function problemText({ code, params }: Pick<RowProblem, 'code' | 'params'>, t: TFunction<'people'>, language: 'zh' | 'en'): string {
  if (code.startsWith('organisation.')) return describeRefusal({ code, params: { ...params } }, language)
  const { type, role } = params
  return t(`org.problem.${code}`, {
    ...params,
    ...(typeof type === 'string' && { type: t(`org.type.${type}`) }),
    ...(typeof role === 'string' && Object.hasOwn(ROLES, role) && { role: ROLES[role as Role].name }),
  })
}
