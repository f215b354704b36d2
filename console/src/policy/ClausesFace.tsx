import type { Sla } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { roleName } from '../platform/role-names.ts'
import type { Role } from '@shaotai/core'
import { clausesOfSla, ordinal } from './clauses.ts'
import { useEditing } from './editing.ts'
import { listOf, nameOf, partsOf, schemaOf } from './kinds.ts'
import { StructuredView } from './StructuredView.tsx'
import { withReferences } from './with-references.ts'
import css from './policy.module.css'

/** A document as the text of a regulation: numbered, in words, nothing hidden. */
export function ClausesFace({ document }: { document: unknown }) {
  const { t } = useTranslation('policy')
  const { kind, policy, say, units } = useEditing()
  if (document === undefined) return <p className={css.nothing}>{t('view.absent')}</p>
  if (kind === 'sla') {
    const clauses = clausesOfSla(document as Sla, policy, {
      event: (name) => t(`case:event.${name}`),
      role: (role) => roleName(role as Role, 'zh'),
      condition: (value) => say(value),
    })
    return (
      <article className={css.clauses} lang="zh-CN">
        {clauses.map((clause) => (
          <section key={clause.at}>
            <h3>
              <span>{clause.number}</span>
              {clause.title}
            </h3>
            {clause.sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            {clause.basis.length > 0 && <p className={css.basisText}>依据：{clause.basis.join('；')}</p>}
          </section>
        ))}
      </article>
    )
  }
  const list = listOf(kind)
  if (list === undefined)
    return (
      <article className={css.clauses}>
        <StructuredView schema={schemaOf(kind)} value={document} />
      </article>
    )
  const { item, rest } = partsOf(kind)
  const record = document as Record<string, unknown>
  const entries = (list === '' ? document : record[list.slice(1)]) as unknown[]
  return (
    <article className={css.clauses}>
      {rest && (
        <StructuredView
          schema={withReferences(rest, { policy, units, own: undefined })}
          value={Object.fromEntries(Object.entries(record).filter(([key]) => key !== list.slice(1)))}
        />
      )}
      {entries.map((entry, index) => (
        <section key={`${nameOf(entry)}/${index}`}>
          <h3>
            <span>{ordinal(index + 1)}</span>
            {nameOf(entry)}
          </h3>
          <StructuredView schema={item && withReferences(item, { policy, units, own: entry })} value={withoutName(entry)} />
        </section>
      ))}
    </article>
  )
}

function withoutName(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null) return entry
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !['id', 'name', 'title'].includes(key)))
}
