import { UndoOutlined } from '@ant-design/icons'
import { formatCaseNumber, TERMS, type Profile, type Term } from '@shaotai/core'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../platform/now.ts'
import type { DesignerProps } from '../policy/designers.tsx'
import { useEditing } from '../policy/editing.ts'
import { partsOf, type Schema } from '../policy/kinds.ts'
import { ObjectForm } from '../policy/ObjectForm.tsx'
import { sayWith, sentenceOf } from './preview.ts'
import css from './profile.module.css'

const ORDER = Object.keys(TERMS) as Term[]

/** 县情与用语: names and numbers as a form, and the county's own words with the sentences they appear in. */
export function ProfileDesigner({ document, focus }: DesignerProps) {
  const { t } = useTranslation('profile')
  const { readOnly, set, units, say, openCode } = useEditing()
  const profile = document as Profile
  const schema = partsOf('profile').rest ?? {}
  const properties = schema['properties'] as Record<string, Schema>
  const { vocabulary, ...others } = profile
  return (
    <div className={css.designer}>
      <section aria-labelledby="profile-words">
        <h3 id="profile-words">{t('words')}</h3>
        <p className={css.quiet}>{t('words.note')}</p>
        <WordTable vocabulary={vocabulary} readOnly={readOnly} onChange={(term, word) => set(`/vocabulary/${term}`, word)} />
      </section>
      <section aria-labelledby="profile-rest">
        <h3 id="profile-rest">{t('rest')}</h3>
        <p role="status">{t('number', { number: formatCaseNumber(profile, new Date(serverNow()).getFullYear(), 1) })}</p>
        <ObjectForm
          schema={{
            ...schema,
            properties: Object.fromEntries(Object.entries(properties).filter(([key]) => key !== 'vocabulary')),
            required: (schema['required'] as string[]).filter((key) => key !== 'vocabulary'),
          }}
          value={others}
          readOnly={readOnly}
          units={units}
          sentence={(value) => say(value)}
          onOpenCode={openCode}
          {...(focus !== undefined && !focus.startsWith('/vocabulary') && { focus })}
          onChange={(next, place) => set('', { ...next, vocabulary }, { place })}
        />
      </section>
    </div>
  )
}

type WordTableProps = {
  vocabulary: Profile['vocabulary']
  readOnly: boolean
  onChange: (term: Term, word: string | undefined) => void
}

function WordTable({ vocabulary, readOnly, onChange }: WordTableProps) {
  const { t } = useTranslation('profile')
  const [shown, setShown] = useState<Term>('sign')
  const words = { ...TERMS, ...vocabulary }
  return (
    <div className={css.words}>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('ours')}</th>
              <th scope="col">{t('countys')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('reset')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {ORDER.map((term) => (
              <tr key={term}>
                <th scope="row">{TERMS[term]}</th>
                <td>
                  <WordInput
                    label={t('countys.label', { word: TERMS[term] })}
                    given={vocabulary[term] ?? TERMS[term]}
                    readOnly={readOnly}
                    onFocus={() => setShown(term)}
                    onChange={(word) => onChange(term, word === TERMS[term] ? undefined : word)}
                  />
                </td>
                <td>
                  {!readOnly && vocabulary[term] !== undefined && vocabulary[term] !== TERMS[term] && (
                    <Button
                      type="text"
                      icon={<UndoOutlined />}
                      aria-label={t('reset.label', { word: TERMS[term] })}
                      title={t('reset.label', { word: TERMS[term] })}
                      onClick={() => onChange(term, undefined)}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <aside className={css.preview} role="status" aria-label={t('preview')}>
        <h4>{t('preview')}</h4>
        <p>
          {sayWith(sentenceOf(shown), words).map((piece, index) =>
            piece.term === undefined ? piece.text : <mark key={index}>{piece.text}</mark>,
          )}
        </p>
      </aside>
    </div>
  )
}

type WordInputProps = { label: string; given: string; readOnly: boolean; onFocus: () => void; onChange: (word: string) => void }

/** An emptied word stays empty on the page and changes nothing until there is one. */
function WordInput({ label, given, readOnly, onFocus, onChange }: WordInputProps) {
  const { t } = useTranslation('profile')
  const id = useId()
  const [typed, setTyped] = useState({ given, text: given })
  if (typed.given !== given) setTyped({ given, text: given })
  const empty = typed.text.trim() === ''
  return (
    <>
      <Input
        aria-label={label}
        aria-describedby={empty ? id : undefined}
        status={empty ? 'error' : ''}
        value={typed.text}
        maxLength={20}
        readOnly={readOnly}
        onFocus={onFocus}
        onChange={({ target }) => {
          const word = target.value.trim()
          setTyped({ given: word === '' ? given : word, text: target.value })
          if (word !== '') onChange(word)
        }}
      />
      {empty && (
        <small id={id} className={css.wrong} role="alert">
          {t('empty')}
        </small>
      )}
    </>
  )
}
