import { countyDay, itemsInForce, type ListItem, type Policy } from '@shaotai/core'
import { DatePicker, Drawer, Input, Segmented, Select, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { CategoryTag } from '../case/CategoryTag.tsx'
import { ItemDetail } from '../case/ItemDetail.tsx'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { serverNow } from '../platform/now.ts'
import { usePhone } from '../platform/responsive.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { categoryOf } from '../policy-data/names.ts'
import { usePolicy } from '../policy-data/use-policy.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { findItems, type Reach } from './find-items.ts'
import { GuideText } from './GuideText.tsx'
import { ItemHistory } from './ItemHistory.tsx'
import { ItemRecordCard } from './ItemRecordCard.tsx'
import css from './responsibility.module.css'

/** 清单查询: every matter of the county's list, who leads and who helps, how to recognise it and what it rests on. */
export function ResponsibilityPage() {
  const { policy, error, refetch } = usePolicy()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!policy) return <PageLoading rows={10} />
  return <List policy={policy} />
}

function List({ policy }: { policy: Policy }) {
  const { t } = useTranslation('responsibility')
  const units = useUnits()
  const session = useSession()
  const [search, setSearch] = useSearchParams()
  const [reach, setReach] = useState<Reach>('all')
  const typed = search.get('q') ?? ''
  const { responsibilities } = policy
  const today = countyDay(policy, serverNow())
  const on = search.get('on')
  const day = on !== null && /^\d{4}-\d{2}-\d{2}$/.test(on) ? on : today
  const kinds = [...new Set(responsibilities.items.map((item) => item.kind))]
  const kind = kinds.find((one) => one === search.get('kind'))
  const found = useMemo(
    () => findItems(policy, { typed, reach, day, kind, unit: session?.unit.id, unitName: units.name }),
    [policy, typed, reach, day, kind, session?.unit.id, units],
  )
  const open = responsibilities.items.find((item) => item.id === search.get('item'))
  const change = (values: Record<string, string | undefined>) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [key, value] of Object.entries(values)) {
          if (value) next.set(key, value)
          else next.delete(key)
        }
        return next
      },
      { replace: true },
    )
  const department = hasAnyRole(session, ['dept-clerk', 'dept-leader', 'responder'])
  return (
    <>
      <PageHeader title={t('title')} note={`${responsibilities.title} · ${t('count', { count: itemsInForce(policy, day).length })}`} />
      <div className={css.bar}>
        <Input.Search
          allowClear
          className={css.search}
          aria-label={t('search')}
          placeholder={t('searchHint')}
          defaultValue={typed}
          onChange={(event) => change({ q: event.target.value })}
        />
        {kinds.length > 1 && (
          <Select
            aria-label={t('kind.choose')}
            style={{ minWidth: 180 }}
            value={kind ?? ''}
            onChange={(next) => change({ kind: next || undefined })}
            options={[{ value: '', label: t('kind.all') }, ...kinds.map((one) => ({ value: one, label: listTitle(policy, one, t) }))]}
          />
        )}
        <DatePicker
          aria-label={t('on')}
          allowClear={false}
          value={dayjs(day)}
          onChange={(next: Dayjs | null) =>
            change({ on: next && next.format('YYYY-MM-DD') !== today ? next.format('YYYY-MM-DD') : undefined })
          }
        />
        {department && (
          <Segmented<Reach>
            value={reach}
            onChange={setReach}
            options={[
              { value: 'all', label: t('reach.all') },
              { value: 'lead', label: t('reach.lead') },
              { value: 'cooperating', label: t('reach.cooperating') },
            ]}
          />
        )}
      </div>
      {found.length === 0 ? (
        <Empty text={t('none', { typed })} />
      ) : (
        found.map(({ domain, items }) => (
          <section key={domain.id} className={css.domain} aria-labelledby={`domain-${domain.id}`}>
            <h2 id={`domain-${domain.id}`}>
              {domain.name} <small>{t('count', { count: items.length })}</small>
            </h2>
            <ul>
              {items.map((item) => (
                <li key={item.id}>
                  <button type="button" className={css.item} onClick={() => change({ item: item.id })}>
                    <span className={css.name}>
                      {item.name} <code>{item.id}</code>
                    </span>
                    <span className={css.units}>
                      <b>{units.short(item.lead)}</b>
                      {item.cooperating.length > 0 && <span>{t('with', { units: item.cooperating.map(units.short).join('、') })}</span>}
                    </span>
                    <ItemCategory policy={policy} item={item} />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
      <ItemDrawer policy={policy} item={open} onClose={() => change({ item: undefined })} mayBlow={hasAnyRole(session, ['town-clerk'])} />
    </>
  )
}

/** The county's own title of a kind of list, else the name of the kind. */
function listTitle({ responsibilities }: Policy, kind: ListItem['kind'], t: TFunction<'responsibility'>): string {
  return responsibilities.lists?.find((one) => one.kind === kind)?.title ?? t(`kind.${kind}`)
}

function ItemCategory({ policy, item }: { policy: Policy; item: ListItem }) {
  const category = categoryOf(policy, item.category)
  return category ? <CategoryTag category={category} /> : null
}

type DrawerProps = { policy: Policy; item: ListItem | undefined; mayBlow: boolean; onClose: () => void }

function ItemDrawer({ policy, item, mayBlow, onClose }: DrawerProps) {
  const { t } = useTranslation('responsibility')
  const phone = usePhone()
  const guide = policy.guides.find((one) => one.id === item?.guide)
  return (
    <Drawer
      open={item !== undefined}
      onClose={onClose}
      size={phone ? '100%' : 640}
      title={item && <ItemTitle item={item} />}
      extra={mayBlow && item?.whistle ? <Link to={`/cases/new?item=${encodeURIComponent(item.id)}`}>{t('blow')}</Link> : undefined}
    >
      {item && <ItemDetail item={item} full />}
      {guide && <GuideText guide={guide} />}
      {item && <ItemHistory policy={policy} item={item} />}
      {item && <ItemRecordCard item={item.id} />}
    </Drawer>
  )
}

function ItemTitle({ item }: { item: ListItem }) {
  const { t } = useTranslation('responsibility')
  return (
    <span>
      {item.name} <Tag>{item.id}</Tag>
      {!item.whistle && <Tag color="warning">{t('ownDuty')}</Tag>}
    </span>
  )
}
