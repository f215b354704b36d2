import { ROLES } from '@shaotai/core'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'

/** Whether somebody sees the people of every unit: the platform, the county and those who administer; towns and departments see their own. */
export function seesWholeCounty({ actor }: Pick<ActorContext, 'actor'>): boolean {
  return actor.roles.some(
    (role) => role !== 'vendor' && (ROLES[role].side === 'platform' || ROLES[role].side === 'county' || ROLES[role].side === 'system'),
  )
}
