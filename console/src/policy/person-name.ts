import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { usePeople } from './queries.ts'

/** The name of a person by id; a version that came with the template says so. */
export function usePersonName(): (id: string) => string {
  const { t } = useTranslation('policy')
  const people = usePeople()
  return useMemo(() => {
    const names = new Map(people.map((person) => [person.id, person.name]))
    return (id) => (id === 'template' ? t('fromTemplate') : (names.get(id) ?? id))
  }, [people, t])
}
