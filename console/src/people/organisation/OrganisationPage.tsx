import { DownloadOutlined, ImportOutlined, KeyOutlined } from '@ant-design/icons'
import type { OrganisationView } from '@shaotai/api'
import { Button, Input, Segmented, Table, Tag, type TableColumnType } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ErrorState } from '../../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import { PageHeader } from '../../platform/feedback/PageHeader.tsx'
import { matches } from '../../platform/pinyin.ts'
import { usePhone } from '../../platform/responsive.ts'
import { roleName } from '../../platform/role-names.ts'
import { saveFile } from '../../platform/save-file.ts'
import { writeExcel } from '../../responsibility/workbench/excel-client.ts'
import { exportOrganisation } from './exported.ts'
import { useOrganisation } from './use-organisation.ts'
import css from './organisation.module.css'

type Unit = OrganisationView['units'][number]
type Person = OrganisationView['people'][number]

/** 机构与人员: every unit and account of the county, taken out to Excel and brought back from it. */
export function OrganisationPage() {
  const { t } = useTranslation('people')
  const phone = usePhone()
  const found = useOrganisation()
  const [place, setPlace] = useState<'units' | 'people'>('units')
  const [typed, setTyped] = useState('')
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading rows={10} />
  const { units, people, base } = found.data
  const waiting = people.filter((person) => person.active && person.waiting).length
  const download = async () => {
    const bare = { units, people: people.map(({ waiting: _, ...person }) => person) }
    saveFile(`${t('org.fileName')}.xlsx`, await writeExcel(exportOrganisation(bare, base)))
  }
  return (
    <>
      <PageHeader
        title={t('org.title')}
        note={phone ? t('org.phone') : t('org.note')}
        actions={
          !phone && (
            <>
              <Button icon={<DownloadOutlined aria-hidden="true" />} onClick={() => void download()}>
                {t('org.export')}
              </Button>
              <Link to="/people/first-passwords">
                <Button icon={<KeyOutlined aria-hidden="true" />}>{t('org.passwords', { count: waiting })}</Button>
              </Link>
              <Link to="/people/import">
                <Button type="primary" icon={<ImportOutlined aria-hidden="true" />}>
                  {t('org.import')}
                </Button>
              </Link>
            </>
          )
        }
      />
      <div className={css.tools}>
        <Segmented
          value={place}
          onChange={setPlace}
          options={[
            { value: 'units', label: t('org.unitsCount', { count: units.filter(({ active }) => active).length }) },
            { value: 'people', label: t('org.peopleCount', { count: people.filter(({ active }) => active).length }) },
          ]}
        />
        <span className={css.search}>
          <Input
            allowClear
            value={typed}
            aria-label={t('org.search')}
            placeholder={t('org.search')}
            onChange={(event) => setTyped(event.target.value)}
          />
        </span>
      </div>
      {place === 'units' ? (
        <UnitTable units={units} people={people} typed={typed} />
      ) : (
        <PersonTable units={units} people={people} typed={typed} />
      )}
    </>
  )
}

function UnitTable({ units, people, typed }: { units: readonly Unit[]; people: readonly Person[]; typed: string }) {
  const { t } = useTranslation('people')
  const names = useMemo(() => new Map(units.map(({ id, name }) => [id, name])), [units])
  const counts = useMemo(() => {
    const of = new Map<string, number>()
    for (const { unit, active } of people) if (active) of.set(unit, (of.get(unit) ?? 0) + 1)
    return of
  }, [people])
  const phone = usePhone()
  const shown = units.filter(({ name, shortName }) => matches(name, typed) || (shortName !== undefined && matches(shortName, typed)))
  return (
    <Table<Unit>
      size="small"
      rowKey="id"
      dataSource={shown}
      pagination={{ defaultPageSize: 20, showSizeChanger: !phone, simple: phone }}
      columns={wide<Unit>(
        phone,
        ['name', 'phone', 'status'],
        [
          { key: 'name', title: t('org.column.name'), dataIndex: 'name' },
          { key: 'type', title: t('org.column.type'), render: (_, { type }) => t(`org.type.${type}`) },
          {
            key: 'parent',
            title: t('org.column.parent'),
            render: (_, { parent }) => (parent === undefined ? '' : (names.get(parent) ?? parent)),
          },
          { key: 'shortName', title: t('org.column.shortName'), dataIndex: 'shortName' },
          { key: 'phone', title: t('org.column.phone'), dataIndex: 'phone' },
          { key: 'people', title: t('org.people'), align: 'right', render: (_, { id }) => counts.get(id) ?? 0 },
          { key: 'status', title: t('org.column.status'), render: (_, { active }) => <Status active={active} /> },
        ],
      )}
    />
  )
}

function PersonTable({ units, people, typed }: { units: readonly Unit[]; people: readonly Person[]; typed: string }) {
  const { t, i18n } = useTranslation('people')
  const language = i18n.language === 'en' ? 'en' : 'zh'
  const names = useMemo(() => new Map(units.map(({ id, name }) => [id, name])), [units])
  const unitName = (id: string) => names.get(id) ?? id
  const phone = usePhone()
  const shown = people.filter(
    ({ name, account, unit }) => matches(name, typed) || account.startsWith(typed.trim().toLowerCase()) || matches(unitName(unit), typed),
  )
  return (
    <Table<Person>
      size="small"
      rowKey="id"
      dataSource={shown}
      pagination={{ defaultPageSize: 20, showSizeChanger: !phone, simple: phone }}
      columns={wide<Person>(
        phone,
        ['person', 'unit', 'phone'],
        [
          { key: 'person', title: t('org.column.person'), dataIndex: 'name' },
          { key: 'unit', title: t('org.column.unit'), render: (_, { unit }) => unitName(unit) },
          {
            key: 'roles',
            title: t('org.column.roles'),
            render: (_, { roles }) => roles.map((role) => roleName(role, language)).join('、'),
          },
          { key: 'account', title: t('org.column.account'), dataIndex: 'account' },
          { key: 'phone', title: t('org.column.phone'), dataIndex: 'phone' },
          {
            key: 'status',
            title: t('org.column.status'),
            render: (_, { active, waiting }) => (
              <>
                <Status active={active} /> {active && waiting && <Tag>{t('org.waiting')}</Tag>}
              </>
            ),
          },
        ],
      )}
    />
  )
}

/** A phone has room for three columns; what else there is, is read on a computer. */
function wide<T>(phone: boolean, few: readonly string[], columns: readonly TableColumnType<T>[]): TableColumnType<T>[] {
  return columns.filter(({ key }) => !phone || few.includes(String(key)))
}

function Status({ active }: { active: boolean }) {
  const { t } = useTranslation('people')
  return active ? <span>{t('org.inUse')}</span> : <Tag>{t('org.outOfUse')}</Tag>
}
