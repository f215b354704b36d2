import { PrinterOutlined } from '@ant-design/icons'
import { MAX_FIRST_PASSWORDS, type FirstPasswordList, type OrganisationView } from '@shaotai/api'
import { Alert, Button, Popconfirm, Progress, Switch, Table } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../platform/feedback/ErrorState.tsx'
import { Failure } from '../../platform/feedback/Failure.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import { PageHeader } from '../../platform/feedback/PageHeader.tsx'
import { useSession } from '../../platform/session.ts'
import { useFirstPasswords, useOrganisation } from './use-organisation.ts'
import css from './organisation.module.css'

type Person = OrganisationView['people'][number]

/** 发放初始口令: whom they are for, then the list, on screen and paper only. It is told once. */
export function FirstPasswordsPage() {
  const { t } = useTranslation('people')
  const session = useSession()
  const found = useOrganisation()
  const give = useFirstPasswords()
  const [everybody, setEverybody] = useState(false)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [list, setList] = useState<FirstPasswordList>([])
  const [left, setLeft] = useState(0)
  const names = useMemo(() => new Map(found.data?.units.map(({ id, name }) => [id, name])), [found.data])
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading rows={8} />
  const people = found.data.people.filter(
    (person) =>
      person.active && person.id !== session?.person && (everybody || person.waiting) && list.every((one) => one.person !== person.id),
  )
  const handOut = async () => {
    const wanted = people.filter(({ id }) => chosen.includes(id)).map(({ id }) => id)
    for (let at = 0; at < wanted.length; at += MAX_FIRST_PASSWORDS) {
      setLeft(wanted.length - at)
      const given = await give.mutateAsync(wanted.slice(at, at + MAX_FIRST_PASSWORDS)).catch(() => undefined)
      // What was given out already is shown, whatever comes after.
      if (!given) break
      setList((before) => [...before, ...given])
    }
    setLeft(0)
    setChosen([])
  }
  const busy = left > 0
  return (
    <>
      <div className={css.screen}>
        <PageHeader
          crumbs={[{ name: t('org.title'), to: '/people' }, { name: t('pass.title') }]}
          title={t('pass.title')}
          note={t('pass.note')}
          actions={
            list.length > 0 && (
              <Button type="primary" icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
                {t('pass.print')}
              </Button>
            )
          }
        />
        {give.error && <Failure error={give.error} />}
        {list.length > 0 && <Alert type="warning" showIcon title={t('pass.once', { count: list.length })} />}
      </div>
      {list.length > 0 && (
        <table className={css.slips}>
          <caption className="visually-hidden">{t('pass.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('org.column.unit')}</th>
              <th scope="col">{t('org.column.person')}</th>
              <th scope="col">{t('org.column.account')}</th>
              <th scope="col">{t('pass.password')}</th>
            </tr>
          </thead>
          <tbody>
            {list.map((one) => (
              <tr key={one.person}>
                <td>{one.unit}</td>
                <td>{one.name}</td>
                <td>{one.account}</td>
                <td>{one.password}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={css.screen}>
        <p className={css.next}>
          <Switch checked={everybody} onChange={setEverybody} aria-label={t('pass.everybody')} /> {t('pass.everybody')}
        </p>
        <Table<Person>
          size="small"
          rowKey="id"
          dataSource={people}
          locale={{ emptyText: t('pass.none') }}
          pagination={{ defaultPageSize: 20, showSizeChanger: true }}
          rowSelection={{ selectedRowKeys: [...chosen], preserveSelectedRowKeys: true, onChange: (keys) => setChosen(keys.map(String)) }}
          columns={[
            { title: t('org.column.unit'), render: (_, { unit }) => names.get(unit) ?? unit },
            { title: t('org.column.person'), dataIndex: 'name' },
            { title: t('org.column.account'), dataIndex: 'account' },
          ]}
        />
        <p className={css.next}>
          <Button size="small" disabled={people.length === 0} onClick={() => setChosen(people.map(({ id }) => id))}>
            {t('pass.all', { count: people.length })}
          </Button>
          <Popconfirm
            title={t('pass.ask', { count: chosen.length })}
            disabled={chosen.length === 0 || busy}
            onConfirm={() => void handOut()}
          >
            <Button type="primary" disabled={chosen.length === 0} loading={busy}>
              {t('pass.give', { count: chosen.length })}
            </Button>
          </Popconfirm>
          {busy && <Progress style={{ width: 200 }} percent={Math.round((100 * list.length) / (list.length + left))} />}
        </p>
      </div>
    </>
  )
}
