import { useTranslation } from 'react-i18next'
import type { EntryAction } from './EntryActions.tsx'

/** Acts on an approval say what they do; any other act is called by its own name. */
const NAMED: ReadonlySet<EntryAction['command']> = new Set(['sendBack', 'removeSeat', 'advise', 'resubmit', 'withdrawApproval', 'readCopy'])

/** The county's word for an act on an entry. */
export function useActionTitle(): (action: EntryAction) => string {
  const { t } = useTranslation('case')
  return ({ command, kind = '', name }) => {
    if (command === 'addSeat' || command === 'passOn') return t(`action.${command}.${kind}`, { name })
    return NAMED.has(command) ? t(`action.${command}`, { name }) : name
  }
}
