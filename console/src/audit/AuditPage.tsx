import { SafetyCertificateOutlined } from '@ant-design/icons'
import type { AuditReport, AuditRow } from '@shaotai/api'
import { useList, type CrudFilters } from '@refinedev/core'
import { Alert, Button, Input, Select, Table, Tag } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { formatStamp } from '../platform/format/format.ts'
import { request, toRequestFailed, type RequestFailed } from '../platform/http.ts'
import css from './audit.module.css'

const PAGE = 20
const COLOURS = { done: 'success', refused: 'warning', failed: 'error' } as const

/** Every act of every person, and whether the record is as it was written. */
export function AuditPage() {
  const { t } = useTranslation('audit')
  const [page, setPage] = useState(1)
  const [asked, setAsked] = useState({ action: '', name: '', outcome: '' })
  const wanted = useLater(asked)
  const filters: CrudFilters = [
    ...(wanted.action ? [{ field: 'action', operator: 'contains' as const, value: wanted.action }] : []),
    ...(wanted.name ? [{ field: 'name', operator: 'contains' as const, value: wanted.name }] : []),
    ...(wanted.outcome ? [{ field: 'outcome', operator: 'eq' as const, value: wanted.outcome }] : []),
  ]
  const { result, query } = useList<AuditRow>({
    resource: 'audit',
    pagination: { currentPage: page, pageSize: PAGE },
    sorters: [{ field: 'at', order: 'desc' }],
    filters,
    errorNotification: false,
  })
  const ask = (changes: Partial<typeof asked>) => {
    setAsked({ ...asked, ...changes })
    setPage(1)
  }
  const isFiltered = Object.values(asked).some((value) => value !== '')
  return (
    <>
      <PageHeader title={t('title')} note={t('note')} actions={<Verification />} />
      <div className={css.filters} role="search">
        <Input
          allowClear
          aria-label={t('action')}
          placeholder={t('filter.action')}
          value={asked.action}
          onChange={(event) => ask({ action: event.target.value })}
        />
        <Input
          allowClear
          aria-label={t('filter.name')}
          placeholder={t('filter.name')}
          value={asked.name}
          onChange={(event) => ask({ name: event.target.value })}
        />
        <Select
          aria-label={t('outcome')}
          value={asked.outcome}
          options={[
            { value: '', label: t('filter.outcome') },
            ...(['done', 'refused', 'failed'] as const).map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) })),
          ]}
          onChange={(outcome: string) => ask({ outcome })}
        />
        {isFiltered && <Button onClick={() => ask({ action: '', name: '', outcome: '' })}>{t('filter.clear')}</Button>}
      </div>
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Table<AuditRow>
          rowKey="id"
          size="small"
          loading={query.isLoading}
          dataSource={result.data}
          locale={{ emptyText: <Empty text={t('empty')} /> }}
          scroll={{ x: 820 }}
          pagination={{ current: page, pageSize: PAGE, total: result.total ?? 0, showSizeChanger: false, onChange: setPage }}
          expandable={{
            expandedRowRender: (row) => (
              <div className={css.detail}>
                <pre>{JSON.stringify(row.detail, null, 2)}</pre>
                {row.request && <small>{t('request', { id: row.request })}</small>}
              </div>
            ),
            rowExpandable: (row) => row.request !== null || !isBlank(row.detail),
          }}
          columns={[
            {
              title: t('seq'),
              width: 84,
              align: 'right',
              render: (_value, row) => <span className="tabular">{row.seq ?? t('unsealed')}</span>,
            },
            { title: t('at'), width: 150, render: (_value, row) => <span className="tabular">{formatStamp(row.at)}</span> },
            { title: t('who'), width: 120, render: (_value, row) => row.name || row.person },
            {
              title: t('action'),
              width: 220,
              render: (_value, { action }) => (
                <>
                  {t(`did.${action}`, { defaultValue: '' })} <code className={css.code}>{action}</code>
                </>
              ),
            },
            { title: t('target'), render: (_value, row) => <span className={css.target}>{row.target}</span> },
            {
              title: t('outcome'),
              width: 96,
              render: (_value, row) => <Tag color={COLOURS[row.outcome]}>{t(`outcome.${row.outcome}`)}</Tag>,
            },
          ]}
        />
      )}
    </>
  )
}

function Verification() {
  const { t } = useTranslation('audit')
  const [report, setReport] = useState<AuditReport>()
  const [failed, setFailed] = useState<RequestFailed>()
  const [busy, setBusy] = useState(false)
  const verify = async () => {
    setBusy(true)
    setFailed(undefined)
    try {
      setReport(await request<AuditReport>('POST', '/audit/verify'))
    } catch (error) {
      setFailed(toRequestFailed(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={css.verification}>
      <Button type="primary" icon={<SafetyCertificateOutlined />} loading={busy} onClick={() => void verify()}>
        {t(busy ? 'verifying' : 'verify')}
      </Button>
      <div aria-live="polite">
        {failed && <Alert type="error" showIcon title={failed.message} />}
        {report?.ok && <Alert type="success" showIcon title={t('verify.ok', report.checked)} />}
        {report?.firstBad && (
          <Alert
            type="error"
            showIcon
            title={t('verify.bad', {
              table: t(`table.${report.firstBad.table}`),
              id: report.firstBad.id,
              problem: t(`problem.${report.firstBad.problem}`),
            })}
          />
        )}
      </div>
    </div>
  )
}

/** What was typed, a moment after the last key. */
function useLater<T>(value: T): T {
  const [later, setLater] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), 300)
    return () => clearTimeout(timer)
  }, [value])
  return later
}

function isBlank(detail: unknown): boolean {
  return detail === null || (typeof detail === 'object' && Object.keys(detail).length === 0)
}
