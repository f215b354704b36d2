import type { Category } from '@shaotai/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { CategoryTag } from '../CategoryTag.tsx'
import css from './list.module.css'

export type CaseCardProps = {
  to: string
  category: Category | undefined
  tone: 'red' | 'amber' | 'blue' | 'grey'
  due: ReactNode
  title: string
  meta: ReactNode
  status?: ReactNode
  /** Why it came to us. */
  reason?: ReactNode
  actions?: ReactNode
}

/** A case as a card: kind, what remains, what and where, why, and what to do next. */
export function CaseCard({ to, category, tone, due, title, meta, status, reason, actions }: CaseCardProps) {
  return (
    <li className={`${css.caseCard} ${css[`edge-${tone}`]}`}>
      <div className={css.cardHead}>
        {category && <CategoryTag category={category} />}
        {status}
        <span className={css.cardDue}>{due}</span>
      </div>
      <h2>
        <Link to={to}>{title}</Link>
      </h2>
      <div className={css.cardMeta}>{meta}</div>
      {reason}
      {actions && <div className={css.cardActions}>{actions}</div>}
    </li>
  )
}
