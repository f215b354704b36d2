import { PrinterOutlined } from '@ant-design/icons'
import type { Welcome } from '@shaotai/api'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, QRCode, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { request } from '../platform/http.ts'
import { useSession } from '../platform/session.ts'
import { usePolicy } from '../policy-data/use-policy.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { posterAddress, readOrigin } from './poster-address.ts'
import css from './posters.module.css'

/** Everything: every township, and no source in particular. */
const ALL = ''

/** 哨码海报: an A4 page for each township with a code that opens its whistle form. */
export function PostersPage() {
  const { t } = useTranslation('publish')
  const session = useSession()
  const units = useUnits()
  const { policy } = usePolicy()
  const welcome = useQuery({ queryKey: ['welcome'], queryFn: () => request<Welcome>('GET', '/welcome') })
  const [typed, setTyped] = useState<string>()
  const [town, setTown] = useState(ALL)
  const [source, setSource] = useState(ALL)
  const ids = { address: useId(), town: useId(), source: useId() }
  if (!session || !policy || welcome.isPending) return <PageLoading rows={8} />
  const address = typed ?? welcome.data?.address ?? location.origin
  const origin = readOrigin(address)
  const towns = units.list.filter((unit) => unit.active && unit.type === 'town')
  const shown = towns.filter(({ id }) => town === ALL || id === town)
  return (
    <>
      <div className={css.tools}>
        <PageHeader
          crumbs={[{ name: t('policy:title'), to: '/policy' }, { name: t('page.posters') }]}
          title={t('page.posters')}
          note={t('posters.note')}
          actions={
            <Button type="primary" icon={<PrinterOutlined aria-hidden="true" />} disabled={!origin} onClick={() => window.print()}>
              {t('posters.print', { count: shown.length })}
            </Button>
          }
        />
        <div className={css.choices}>
          <label htmlFor={ids.address}>
            {t('posters.address')}
            <Input
              id={ids.address}
              value={address}
              maxLength={200}
              status={origin ? '' : 'error'}
              aria-invalid={!origin}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
          <label htmlFor={ids.town}>
            {t('posters.town')}
            <Select
              id={ids.town}
              value={town}
              showSearch={{ optionFilterProp: 'label' }}
              options={[
                { value: ALL, label: t('posters.allTowns', { count: towns.length }) },
                ...towns.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={setTown}
            />
          </label>
          <label htmlFor={ids.source}>
            {t('posters.source')}
            <Select
              id={ids.source}
              value={source}
              options={[
                { value: ALL, label: t('posters.noSource') },
                ...policy.sources.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={setSource}
            />
          </label>
        </div>
        {!origin && (
          <p role="alert" className={css.wrong}>
            {t('posters.wrong')}
          </p>
        )}
      </div>
      {origin &&
        shown.map(({ id, name }) => {
          const link = posterAddress(origin, { town: id, source })
          return (
            <section key={id} className={css.poster} aria-label={name}>
              <p className={css.county}>{session.title}</p>
              <h2 className={css.town}>{name}</h2>
              <div className={css.code} aria-hidden="true">
                <QRCode type="svg" value={link} size={420} bordered={false} errorLevel="M" color="#000000" bgColor="#ffffff" />
              </div>
              <p className={css.act}>{t('posters.scan')}</p>
              <p className={css.steps}>{t('posters.steps')}</p>
              <p className={css.link}>{link}</p>
            </section>
          )
        })}
    </>
  )
}
