import type { PolicyVersion } from '@shaotai/api'
import { Alert, Button, Form, Input, Modal, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { Empty } from '../platform/feedback/Empty.tsx'
import { VersionActs } from '../publish/VersionActs.tsx'
import { VersionFiles } from '../publish/VersionFiles.tsx'
import { LaterReviews, VersionFacts } from '../publish/VersionFacts.tsx'
import { formatStamp } from '../platform/format/format.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { isFromTheStart } from './effective.ts'
import { usePersonName } from './person-name.ts'
import { useLivePolicies, useVersions } from './queries.ts'
import { useStartDraft } from './start-draft.ts'
import css from './policy.module.css'

/** Every version that was ever in force: read, compare, go back. */
export function VersionsPage() {
  const { t } = useTranslation('policy')
  const navigate = useNavigate()
  const session = useSession()
  const versions = useVersions()
  useLivePolicies()
  const personName = usePersonName()
  const [chosen, setChosen] = useState<string[]>([])
  const [back, setBack] = useState<PolicyVersion>()
  const mayEdit = hasAnyRole(session, ['policy-admin'])
  if (versions.error) return <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />
  if (!versions.data) return <PageLoading rows={8} />
  const rows = versions.data
  const pair = rows.filter((row) => chosen.includes(String(row.version))).toSorted((a, b) => a.version - b.version)
  const compare = () => void navigate(`/policy/versions/compare?from=${pair[0]?.hash}&to=${pair[1]?.hash}`)
  return (
    <>
      <PageHeader
        crumbs={[{ name: t('title'), to: '/policy' }, { name: t('versions.title') }]}
        title={t('versions.title')}
        note={t('versions.note')}
        actions={
          <Button disabled={pair.length !== 2} onClick={compare}>
            {t('versions.compare', { count: pair.length })}
          </Button>
        }
      />
      <LaterReviews versions={rows} />
      {rows.length === 0 ? (
        <Empty text={t('overview.noPolicy')} />
      ) : (
        <Table<PolicyVersion>
          rowKey="version"
          size="middle"
          dataSource={rows}
          pagination={rows.length > 20 ? { pageSize: 20 } : false}
          scroll={{ x: 980 }}
          rowSelection={{
            selectedRowKeys: chosen,
            onChange: (keys) => setChosen(keys.map(String).slice(-2)),
            hideSelectAll: true,
            columnTitle: <span className="visually-hidden">{t('versions.choose')}</span>,
            getCheckboxProps: (row) => ({ 'aria-label': t('versions.chooseOne', { version: row.version }) }) as object,
          }}
          columns={[
            {
              title: t('versions.number'),
              width: 230,
              render: (_value, row) => (
                <span className={css.versionCell}>
                  <Link to={`/policy/versions/${row.hash}`}>{t('version', { version: row.version })}</Link>
                  {row.current && <Tag color="success">{t('versions.current')}</Tag>}
                  <VersionFacts version={row} />
                </span>
              ),
            },
            {
              title: t('versions.effective'),
              width: 150,
              render: (_value, row) => (
                <span className="tabular">{isFromTheStart(row.effectiveAt) ? t('overview.always') : formatStamp(row.effectiveAt)}</span>
              ),
            },
            { title: t('versions.noteColumn'), render: (_value, row) => row.note || t('view.none') },
            { title: t('versions.author'), width: 110, render: (_value, row) => personName(row.author) },
            { title: t('versions.approver'), width: 110, render: (_value, row) => personName(row.approver) },
            {
              title: <span className="visually-hidden">{t('versions.acts')}</span>,
              width: 200,
              render: (_value, row) => (
                <>
                  {mayEdit && row.state === 'past' && (
                    <Button type="link" size="small" onClick={() => setBack(row)}>
                      {t('versions.back')}
                    </Button>
                  )}
                  <VersionActs version={row} />
                  <VersionFiles version={row} />
                </>
              ),
            },
          ]}
        />
      )}
      {back && <RollBack version={back} onClose={() => setBack(undefined)} />}
    </>
  )
}

function RollBack({ version, onClose }: { version: PolicyVersion; onClose: () => void }) {
  const { t } = useTranslation('policy')
  const start = useStartDraft()
  const [note, setNote] = useState(t('back.note', { version: version.version }))
  return (
    <Modal
      open
      title={t('back.title', { version: version.version })}
      okText={t('back.confirm')}
      cancelText={t('cancel')}
      confirmLoading={start.busy}
      onOk={() => void start.begin({ from: version.hash, note })}
      onCancel={onClose}
    >
      <Alert className={css.bar} type="info" showIcon title={t('back.meaning')} />
      <Form layout="vertical" component="div">
        <Form.Item label={t('submit.note')} htmlFor="back-note">
          <Input.TextArea
            id="back-note"
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 5 }}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
