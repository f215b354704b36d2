import { POLICY_KINDS, describeChange, type Change, type Policy, type PolicyKind } from '@shaotai/core'
import type { PolicyDraft } from '@shaotai/api'
import { useTranslation } from 'react-i18next'
import type { Language } from '../platform/i18n.ts'
import { changedExamples } from './changed-examples.ts'
import { kindAt } from './kinds.ts'
import { markChange } from './mark-change.ts'
import css from './policy.module.css'

export type ChangeRow = PolicyDraft['changes'][number]

type Props = {
  changes: readonly ChangeRow[]
  policy: Policy
  before?: Policy | undefined
  /** Without the names of the parts, where something else says what the changes belong to. */
  plain?: boolean
}

/** What changes, in words, one part of the regulation after the other: the old struck out, the new in bold. */
export function ChangeList({ changes, policy, before, plain = false }: Props) {
  const { t, i18n } = useTranslation('policy')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  if (changes.length === 0) return <p className={css.nothing}>{t('change.none')}</p>
  const kinds = POLICY_KINDS.filter((kind) => changes.some((change) => kindAt(change.at) === kind))
  return (
    <div className={css.changes}>
      {kinds.map((kind: PolicyKind) => (
        <section key={kind}>
          {!plain && <h3>{t(`kind.${kind}`)}</h3>}
          <ol>
            {kind === 'examples' && before
              ? changedExamples(before, policy).map(({ title, lines, kind: how }) => (
                  <li key={title}>
                    {t(`change.example.${how}`, { title })}
                    {lines.map((line) => (
                      <div key={`${line.step}${line.what}`} className={css.exampleChange}>
                        {t('change.exampleLine', { step: line.step + 1, what: line.what })}
                        <del>{line.before}</del> → <ins>{line.after}</ins>
                      </div>
                    ))}
                  </li>
                ))
              : null}
            {(kind === 'examples' && before ? [] : changes)
              .filter((change) => kindAt(change.at) === kind)
              .map((change) => (
                <li key={`${change.kind}${change.at}${change.field ?? ''}`}>
                  <ChangeText change={change} policy={change.kind === 'removed' && before ? before : policy} language={language} />
                </li>
              ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function ChangeText({ change, policy, language }: { change: ChangeRow; policy: Policy; language: Language }) {
  const { before, after, rest } = markChange(describeChange(change as Change, language, policy))
  return (
    <>
      {rest[0]}
      {before !== undefined && <del>{before}</del>}
      {rest[1]}
      {after !== undefined && <ins>{after}</ins>}
      {rest[2]}
    </>
  )
}
