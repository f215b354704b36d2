import { InboxOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import css from './feedback.module.css'

/** Nothing here: one line that says so and at most one thing to do. */
export function Empty({ text, action, icon = <InboxOutlined /> }: { text: ReactNode; action?: ReactNode; icon?: ReactNode }) {
  return (
    <div className={css.state}>
      <span className={css.mark} aria-hidden="true">
        {icon}
      </span>
      <p>{text}</p>
      {action}
    </div>
  )
}
