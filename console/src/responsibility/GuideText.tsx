import type { Policy } from '@shaotai/core'
import css from './responsibility.module.css'

/** A guide (导则) as text. */
export function GuideText({ guide }: { guide: Policy['guides'][number] }) {
  return (
    <article className={css.guide}>
      <h3>{guide.title}</h3>
      {guide.clause && <p className={css.clause}>{guide.clause}</p>}
      {guide.sections.map((section) => (
        <section key={section.heading}>
          <h4>{section.heading}</h4>
          {section.text.split('\n').map((line, index) => (
            // Lines of a text that never changes while it is shown.
            // oxlint-disable-next-line react/no-array-index-key
            <p key={index}>{line}</p>
          ))}
        </section>
      ))}
    </article>
  )
}
