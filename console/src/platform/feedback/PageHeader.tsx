import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { usePhone } from '../responsive.ts'
import css from './feedback.module.css'

export type PageHeaderProps = {
  title: ReactNode
  /** Where the page lies: name and address of each page above it. */
  crumbs?: readonly { name: string; to?: string }[]
  /** A tag or short words beside the title. */
  status?: ReactNode
  note?: ReactNode
  /** Buttons; at most one primary. */
  actions?: ReactNode
}

/** The head of every page: where it lies, its title, its state, and what can be done. */
export function PageHeader({ title, crumbs, status, note, actions }: PageHeaderProps) {
  const phone = usePhone()
  // On a phone the bar already names the page.
  if (phone && !crumbs && !status && !note && !actions) return <h1 className="visually-hidden">{title}</h1>
  return (
    <header className={css.header}>
      <div className={css.headText}>
        {crumbs && crumbs.length > 0 && (
          <nav className={css.crumbs}>
            {crumbs.map((crumb, index) => (
              <span key={crumb.name}>
                {index > 0 && (
                  <span className={css.slash} aria-hidden="true">
                    /
                  </span>
                )}
                {crumb.to ? <Link to={crumb.to}>{crumb.name}</Link> : crumb.name}
              </span>
            ))}
          </nav>
        )}
        <div className={css.titleRow}>
          <h1>{title}</h1>
          {status}
        </div>
        {note && <p className={css.note}>{note}</p>}
      </div>
      {actions && <div className={css.actions}>{actions}</div>}
    </header>
  )
}
