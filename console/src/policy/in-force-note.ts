import type { PolicyVersion } from '@shaotai/api'
import type { TFunction } from 'i18next'
import { formatDay } from '../platform/format/format.ts'
import { isFromTheStart } from './effective.ts'

/** Which version is in force, and since when. */
export function inForceNote(version: Pick<PolicyVersion, 'version' | 'effectiveAt'> | null | undefined, t: TFunction<'policy'>): string {
  if (!version) return t('draft.noBase')
  if (isFromTheStart(version.effectiveAt)) return t('draft.baseAlways', { version: version.version })
  return t('draft.base', { version: version.version, date: formatDay(version.effectiveAt, { year: true }) })
}
