import type { PracticePerson, PracticeRoom } from '@shaotai/api'
import type { Role } from '@shaotai/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { BASE } from '../platform/base.ts'
import { request } from '../platform/http.ts'
import { stream } from '../platform/live/stream.ts'
import { setServerTime } from '../platform/now.ts'

const KEY = ['practice', 'room']

/** Time and people of the practice environment; follows when somebody else moves the time. */
export function usePracticeRoom(): PracticeRoom | undefined {
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: async () => {
      const room = await request<PracticeRoom>('GET', '/practice-room')
      setServerTime(room.now)
      return room
    },
  })
  useEffect(
    () =>
      stream.onChange((change) => {
        if (change !== 'everything' && change.topic === 'practice') void client.invalidateQueries()
      }),
    [client],
  )
  return data
}

/** The clock as people move it. */
export type Journey = { hours: number } | { to: 'next-morning' | 'real-time' } | { at: number }

/** Moves the practice clock. */
export async function moveClock(journey: Journey): Promise<{ now: number; fired: number; arrived: boolean }> {
  const moved = await request<{ now: number; fired: number; arrived: boolean }>('POST', '/practice-room/clock', journey)
  setServerTime(moved.now)
  return moved
}

/** Becomes somebody else and opens a page as that person; every page begins afresh. */
export async function become(person: string, to = '/'): Promise<void> {
  await request('POST', '/practice-room/person', { person })
  location.assign(`${BASE}${to}`)
}

/** Somebody with a role, of a unit if one is named. */
export function personWith(people: readonly PracticePerson[], role: Role, unit?: string): PracticePerson | undefined {
  const fitting = people.filter((one) => one.roles.includes(role))
  return unit === undefined ? fitting[0] : fitting.find((one) => one.unit === unit)
}
