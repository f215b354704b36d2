import { ExclamationCircleFilled } from '@ant-design/icons'
import type { RJSFValidationError } from '@rjsf/utils'
import { useTranslation } from 'react-i18next'
import css from './form.module.css'

/** What is wrong, on top of the form, each with a link to its field. */
export function ErrorSummary({ errors, onGo }: { errors: readonly RJSFValidationError[]; onGo: (pointer: string) => void }) {
  const { t } = useTranslation()
  if (errors.length === 0) return null
  return (
    <div className={css.summary} role="alert">
      <strong>
        <ExclamationCircleFilled /> {t('form.problems', { count: errors.length })}
      </strong>
      <ul>
        {errors.map((error) => (
          <li key={`${error.schemaPath}-${error.name}`}>
            <button type="button" onClick={() => onGo(error.schemaPath ?? '')}>
              {error.message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
