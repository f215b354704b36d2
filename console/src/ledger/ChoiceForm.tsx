import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from '../case/show/action/action.module.css'
import { ActForm } from '../case/show/action/ActForm.tsx'

type Props<Choice extends string> = {
  formId: string
  title: string
  options: readonly { value: Choice; label: string }[]
  /** The choice that stands at first and needs no words. */
  plain: Choice
  onSend: (choice: Choice, words: string | undefined) => unknown
}

/** One of several answers and the words for it; whoever does not simply agree says why. */
export function ChoiceForm<Choice extends string>({ formId, title, options, plain, onSend }: Props<Choice>) {
  const { t } = useTranslation('ledger')
  const [choice, setChoice] = useState(plain)
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState(false)
  const send = () => {
    const said = words.trim()
    if (choice !== plain && said === '') setMissing(true)
    else void onSend(choice, said === '' ? undefined : said)
  }
  return (
    <ActForm id={formId} onSend={send}>
      <fieldset className={css.group}>
        <legend className={css.required}>{title}</legend>
        <Radio.Group
          className={css.options}
          value={choice}
          aria-label={title}
          onChange={(event) => setChoice(event.target.value as Choice)}
          options={[...options]}
        />
        <Input.TextArea
          value={words}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          placeholder={t('answer.words')}
          aria-label={t('answer.words')}
          aria-invalid={missing || undefined}
          status={missing ? 'error' : undefined}
          onChange={(event) => {
            setWords(event.target.value)
            setMissing(false)
          }}
        />
        {missing && (
          <div className={css.problem} role="alert">
            {t('answer.required')}
          </div>
        )}
      </fieldset>
    </ActForm>
  )
}
