import { clusterOf, countyDay, itemsInForce, type Policy } from '@shaotai/core'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../platform/now.ts'
import { findPeople } from './find-people.ts'
import type { Choice, SchemaFormContext } from '../platform/form/context.ts'
import { useSession } from '../platform/session.ts'
import { useUnits, type Units } from '../policy-data/use-units.ts'

/** Units one may dispatch to, grouped by kind; the towns of a cluster (片区) stand together under its name. */
export function unitChoices(units: Units, groupName: (type: string) => string, types = ['department', 'enterprise', 'office']): Choice[] {
  const byId = new Map(units.list.map((unit) => [unit.id, { ...unit, parent: unit.parent ?? undefined }]))
  const groupOf = ({ id, type }: { id: string; type: string }) =>
    (type === 'town' ? clusterOf(byId, id)?.name : undefined) ?? groupName(type)
  return units.list
    .filter((unit) => unit.active && types.includes(unit.type))
    .map((unit) => ({ value: unit.id, label: units.short(unit.id), group: groupOf(unit), note: unit.name }))
}

/** What fields of forms choose from: units and list items. */
export function useChoices(policy: Policy | undefined): SchemaFormContext['choices'] {
  const { t } = useTranslation('case')
  const units = useUnits()
  const client = useQueryClient()
  const own = useSession()?.unit.id
  return useMemo(
    () => ({
      person: (query: string, of?: string) => findPeople(client, { query, unit: of === 'own' ? own : of, unitName: units.short }),
      unit: unitChoices(units, (type) => t(`unitType.${type}`), [
        'department',
        'enterprise',
        'office',
        'town',
        'cluster',
        'platform',
        'stationed-agency',
      ]),
      item: (policy ? itemsInForce(policy, countyDay(policy, serverNow())) : []).map((one) => ({
        value: one.id,
        label: one.name,
        note: one.id,
      })),
    }),
    [units, policy, t, client, own],
  )
}
