import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Step } from './steps.ts'
import css from './publish.module.css'

/** On to the next step. */
export function Next({ go, to }: { go: (step: Step) => void; to: Step }) {
  const { t } = useTranslation('publish')
  return (
    <p className={css.next}>
      <Button onClick={() => go(to)}>{t('next', { step: t(`step.${to}`) })}</Button>
    </p>
  )
}
