import type { ListItem, Policy } from '@shaotai/core'
import { Drawer, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { ItemDetail } from '../../case/ItemDetail.tsx'
import { useEditing } from '../../policy/editing.ts'
import { partsOf } from '../../policy/kinds.ts'
import { ObjectForm } from '../../policy/ObjectForm.tsx'
import { usePhone } from '../../platform/responsive.ts'
import { GuideText } from '../GuideText.tsx'
import { ItemHistory } from '../ItemHistory.tsx'
import { ItemRecordCard } from '../ItemRecordCard.tsx'
import { ItemExamples } from './ItemExamples.tsx'

type Props = { policy: Policy; index: number | undefined; focus?: string; onClose: () => void }

/** An item as a page of the handbook, and everything of it in one form. */
export function ItemDrawer({ policy, index, focus, onClose }: Props) {
  const { t } = useTranslation('responsibility')
  const phone = usePhone()
  const { readOnly, set, units, say, openCode } = useEditing()
  const item = index === undefined ? undefined : policy.responsibilities.items[index]
  const { item: schema } = partsOf('responsibilities')
  const guide = policy.guides.find((one) => one.id === item?.guide)
  return (
    <Drawer
      open={item !== undefined}
      onClose={onClose}
      size={phone ? '100%' : 680}
      title={item && `${item.name || t('wb.unnamed')}　${item.id}`}
    >
      {item && index !== undefined && (
        <Tabs
          defaultActiveKey={focus === undefined ? 'page' : 'form'}
          items={[
            {
              key: 'page',
              label: t('wb.handbook'),
              children: (
                <>
                  <ItemDetail item={item} full />
                  {guide && <GuideText guide={guide} />}
                  <ItemExamples policy={policy} item={item} />
                  <ItemHistory policy={policy} item={item} />
                  <ItemRecordCard item={item.id} />
                </>
              ),
            },
            {
              key: 'form',
              label: t('wb.form'),
              children: schema && (
                <ObjectForm
                  key={item.id}
                  schema={schema}
                  value={item as unknown as Record<string, unknown>}
                  readOnly={readOnly}
                  units={units}
                  sentence={(value) => say(value, 'case')}
                  onOpenCode={(at) => openCode(`/items/${index}${at}`)}
                  focus={focus}
                  onChange={(next) => set(`/items/${index}`, next as unknown as ListItem)}
                />
              ),
            },
          ]}
        />
      )}
    </Drawer>
  )
}
