import { CodeOutlined } from '@ant-design/icons'
import type { Registry } from '@rjsf/utils'
import { Button, Tag } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { contextOf } from './context.ts'
import css from './form.module.css'

/** Something only code can say: a sentence, a chip, and the way to the code when the page has one. */
export function CodeChip({ children, pointer, registry }: { children: ReactNode; pointer: string; registry: Registry }) {
  const { t } = useTranslation()
  const { onOpenCode } = contextOf(registry)
  return (
    <div className={css.code}>
      <div className={css.codeText}>{children}</div>
      <div className={css.codeFoot}>
        <Tag icon={<CodeOutlined />} title={t('form.codeKept')}>
          {t('form.code')}
        </Tag>
        {onOpenCode && (
          <Button type="link" size="small" onClick={() => onOpenCode(pointer)}>
            {t('form.codeOpen')}
          </Button>
        )}
      </div>
    </div>
  )
}
