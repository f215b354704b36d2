import type { PolicyVersion } from '@shaotai/api'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../platform/format/format.ts'
import { isFromTheStart } from './effective.ts'

/** Which version is in force, and since when. */
export function useInForceNote(version: Pick<PolicyVersion, 'version' | 'effectiveAt'> | null | undefined): string {
  const { t } = useTranslation('policy')
  if (!version) return t('draft.noBase')
  if (isFromTheStart(version.effectiveAt)) return t('draft.baseAlways', { version: version.version })
  return t('draft.base', { version: version.version, date: formatDay(version.effectiveAt, { year: true }) })
}
