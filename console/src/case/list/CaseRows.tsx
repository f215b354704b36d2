import type { CaseRow } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import { Button, Table, type TableProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { formatMoment } from '../../platform/format/format.ts'
import { useNow } from '../../platform/now.ts'
import { usePhone } from '../../platform/responsive.ts'
import { categoryOf, clockNameOf, stateNameOf } from '../../policy-data/names.ts'
import type { Units } from '../../policy-data/use-units.ts'
import { CategoryTag } from '../CategoryTag.tsx'
import { caseTone } from '../phase.ts'
import { StatusTag } from '../StatusTag.tsx'
import { CaseCard } from './CaseCard.tsx'
import { Due, urgencyOf } from './Due.tsx'
import css from './list.module.css'

type Shown = { rows: readonly CaseRow[]; policy: Policy | undefined; units: Units; isTown: boolean }
type CaseRowsProps = Shown & { sort: { field: string; order: string } | undefined; onSort: (sort: string) => void }

/** Cases as a table, or as cards on a phone. */
export function CaseRows({ sort, onSort, ...shown }: CaseRowsProps) {
  return usePhone() ? <Cards {...shown} /> : <Rows {...shown} sort={sort} onSort={onSort} />
}

function Cards({ rows, policy, units, isTown }: Shown) {
  const { t } = useTranslation('case')
  const now = useNow()
  return (
    <ul className={css.cards}>
      {rows.map((row) => {
        const next = isTown ? TOWN_NEXT[row.phase] : undefined
        return (
          <CaseCard
            key={row.id}
            to={`/cases/${row.id}`}
            category={categoryOf(policy, row.category)}
            tone={urgencyOf(row, now)}
            title={row.title}
            due={<Due {...row} clockName={clockNameOf(policy, row.nextClock)} />}
            meta={
              <>
                <span>{isTown ? row.place || row.number : `${units.short(row.town)}　${row.place}`}</span>
                <span>{formatMoment(row.submittedAt, { now })}</span>
                {row.leadUnit && <span>{t('list.lead', { unit: units.short(row.leadUnit) })}</span>}
              </>
            }
            status={<StatusTag name={stateNameOf(policy, row.category, row.state)} tone={caseTone(row.phase)} />}
            actions={
              <Link to={`/cases/${row.id}`}>
                <Button block type={next ? 'primary' : 'default'}>
                  {next ? t(next) : t('list.open')}
                </Button>
              </Link>
            }
          />
        )
      })}
    </ul>
  )
}

const TOWN_NEXT: Partial<Record<CaseRow['phase'], string>> = { DRAFT: 'list.supplement', CONSENT: 'list.consent', EVALUATE: 'list.rate' }

function Rows({ rows, policy, units, isTown, sort, onSort }: CaseRowsProps) {
  const { t } = useTranslation('case')
  const navigate = useNavigate()
  const now = useNow()
  const orderOf = (field: string) => (sort?.field === field ? (sort.order === 'desc' ? ('descend' as const) : ('ascend' as const)) : null)
  const columns: TableProps<CaseRow>['columns'] = [
    {
      title: t('column.due'),
      dataIndex: 'nextDueAt',
      key: 'nextDueAt',
      width: 178,
      sorter: true,
      sortOrder: orderOf('nextDueAt'),
      render: (_, row) => (
        <div className={css.dueCell}>
          <Due {...row} clockName={clockNameOf(policy, row.nextClock)} />
          {row.nextClock && !row.closedAt && <span className={css.small}>{clockNameOf(policy, row.nextClock)}</span>}
        </div>
      ),
    },
    {
      title: t('column.case'),
      key: 'title',
      render: (_, row) => (
        <div className={css.titleCell}>
          <Link to={`/cases/${row.id}`} onClick={(event) => event.stopPropagation()}>
            {row.title}
          </Link>
          <span className={css.small}>{[row.number, row.place].filter(Boolean).join('　')}</span>
        </div>
      ),
    },
    {
      title: t('column.category'),
      dataIndex: 'category',
      width: 118,
      render: (id: string) => {
        const category = categoryOf(policy, id)
        return category ? <CategoryTag category={category} /> : id
      },
    },
    ...(isTown
      ? []
      : [
          {
            title: t('column.town'),
            dataIndex: 'town',
            key: 'town',
            width: 104,
            sorter: true,
            sortOrder: orderOf('town'),
            render: (id: string) => units.short(id),
          },
        ]),
    { title: t('column.lead'), dataIndex: 'leadUnit', width: 130, render: (id: string | null) => (id ? units.short(id) : '—') },
    {
      title: t('column.state'),
      dataIndex: 'state',
      width: 140,
      render: (_, row) => <StatusTag name={stateNameOf(policy, row.category, row.state)} tone={caseTone(row.phase)} />,
    },
    {
      title: t('column.submitted'),
      dataIndex: 'submittedAt',
      key: 'submittedAt',
      width: 168,
      sorter: true,
      sortOrder: orderOf('submittedAt'),
      render: (at: number) => <span className="tabular">{formatMoment(at, { now })}</span>,
    },
  ]
  return (
    <Table<CaseRow>
      className={css.table}
      rowKey="id"
      size="middle"
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 860 }}
      showSorterTooltip={false}
      rowClassName={(row) => `${css.row} ${css[`edge-${urgencyOf(row, now)}`]}`}
      onRow={(row) => ({ onClick: () => void navigate(`/cases/${row.id}`) })}
      onChange={(_, __, sorter) => {
        const one = Array.isArray(sorter) ? sorter[0] : sorter
        onSort(one?.order && one.columnKey ? `${String(one.columnKey)}:${one.order === 'descend' ? 'desc' : 'asc'}` : '')
      }}
    />
  )
}
