import type { TaskGround } from '@shaotai/core'
import type { TFunction } from 'i18next'

/** Why a task may be handed down, in words. */
export function groundWords(ground: TaskGround | { by: string } | undefined, t: TFunction<'task'>): string {
  return ground ? t(`gate.${ground.by}`, { ...ground }) : ''
}
