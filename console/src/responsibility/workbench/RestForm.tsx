import type { Responsibilities } from '@shaotai/core'
import { Collapse } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../../policy/editing.ts'
import { partsOf } from '../../policy/kinds.ts'
import { ObjectForm } from '../../policy/ObjectForm.tsx'

/** What stands beside the items: title, domains, routes. */
export function RestForm({ list, focus }: { list: Responsibilities; focus: string | undefined }) {
  const { t } = useTranslation('policy')
  const { readOnly, set, units, say, openCode } = useEditing()
  const { rest } = partsOf('responsibilities')
  const { items, ...others } = list
  if (!rest) return null
  return (
    <Collapse
      defaultActiveKey={focus === undefined ? [] : ['rest']}
      style={{ marginBottom: 12 }}
      items={[
        {
          key: 'rest',
          label: t('list.rest'),
          children: (
            <ObjectForm
              schema={rest}
              value={others as unknown as Record<string, unknown>}
              readOnly={readOnly}
              units={units}
              sentence={(value) => say(value, 'case')}
              onOpenCode={openCode}
              focus={focus}
              onChange={(next) => set('', { ...next, items })}
            />
          ),
        },
      ]}
    />
  )
}
