import { CopyOutlined, PrinterOutlined } from '@ant-design/icons'
import type { ScoreBulletin } from '@shaotai/api'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { say } from '../platform/notification-provider.tsx'
import { useBulletin } from './queries.ts'
import css from './scoring.module.css'

/** The bulletin (通报) of a locked period: to print, or to copy as Markdown into a paper. */
export function BulletinPage() {
  const { t } = useTranslation('scoring')
  const [params] = useSearchParams()
  const [model, period] = [params.get('model') ?? '', params.get('period') ?? '']
  const bulletin = useBulletin(model, period)
  const crumbs = [{ name: t('page.scores'), to: `/scores?${new URLSearchParams({ model, period })}` }]
  if (bulletin.error?.code === 'score.period.not-locked')
    return (
      <>
        <PageHeader title={t('page.bulletin')} crumbs={crumbs} />
        <Empty text={t('bulletin.notLocked')} />
      </>
    )
  if (bulletin.error) return <ErrorState error={bulletin.error} onRetry={() => void bulletin.refetch()} />
  if (!bulletin.data) return <PageLoading rows={12} />
  const { markdown } = bulletin.data
  const copy = async () => {
    await navigator.clipboard.writeText(markdown)
    say(t('bulletin.copied'))
  }
  return (
    <>
      <PageHeader
        title={t('page.bulletin')}
        crumbs={crumbs}
        actions={
          <span className={css.choosers}>
            <Button icon={<CopyOutlined />} onClick={() => void copy()}>
              {t('bulletin.copy')}
            </Button>
            <Button type="primary" icon={<PrinterOutlined />} onClick={() => print()}>
              {t('print')}
            </Button>
          </span>
        }
      />
      <BulletinSheet bulletin={bulletin.data.bulletin} />
    </>
  )
}

/** The paper itself. */
export function BulletinSheet({ bulletin: { title, note, sections } }: Pick<ScoreBulletin, 'bulletin'>) {
  const { t } = useTranslation('scoring')
  return (
    <article className={css.paper}>
      <h2>{title}</h2>
      <p className={css.quiet}>{note}</p>
      {sections.length === 0 && <Empty text={t('bulletin.empty')} />}
      {sections.map(({ heading, columns, rows }) => (
        <section key={heading}>
          <h3>{heading}</h3>
          <div className={css.wide}>
            <table className={css.paperTable}>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column} scope="col">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- printed once, in this order
                  <tr key={index}>
                    {row.map((cell, column) => (
                      <td key={columns[column]} className="tabular">
                        {cell}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </article>
  )
}
