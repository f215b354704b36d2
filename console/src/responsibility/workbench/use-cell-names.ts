import { countyDay, type ListItem, type Policy, type Responsibilities } from '@shaotai/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../platform/now.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import type { CellNames } from './cell.ts'

/** What the texts of the list's cells stand for, in the language of the person. */
export function useCellNames(list: Responsibilities, policy: Policy): CellNames {
  const { t } = useTranslation('responsibility')
  const units = useUnits()
  const { domains } = list
  const { categories } = policy
  const today = countyDay(policy, serverNow())
  return useMemo(
    () => ({
      units: units.list,
      domains,
      categories,
      today,
      kinds: Object.fromEntries(KINDS.map((kind) => [kind, t(`kind.${kind}`)])) as Record<ListItem['kind'], string>,
      words: {
        yes: t('wb.yes'),
        no: t('wb.no'),
        active: t('wb.active'),
        retired: t('wb.retired'),
        ended: t('wb.ended'),
        coming: t('wb.coming'),
      },
    }),
    [units, domains, categories, today, t],
  )
}

const KINDS = ['territorial', 'basic-duty', 'cooperative-duty', 'taken-back', 'whistle', 'duty', 'grid-work'] as const
