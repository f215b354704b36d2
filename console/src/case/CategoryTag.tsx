import type { Category } from '@shaotai/core'
import { FlagIcon, HammerIcon, LeafIcon, SirenIcon, WhistleIcon } from '../platform/icons.tsx'
import css from './case.module.css'

const ICONS = { whistle: WhistleIcon, hammer: HammerIcon, siren: SirenIcon, leaf: LeafIcon, flag: FlagIcon } as const

/** 哨种: its colour, its sign, its name, and the level when there is one. */
export function CategoryTag({ category, level }: { category: Pick<Category, 'name' | 'colour' | 'icon'>; level?: string }) {
  const Icon = ICONS[category.icon]
  return (
    <span className={`${css.tag} ${css[category.colour]}`}>
      <Icon size={14} />
      {category.name}
      {level && ` · ${level}`}
    </span>
  )
}
