import { CopyOutlined, PrinterOutlined } from '@ant-design/icons'
import type { ScoreBulletin } from '@shaotai/api'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { say } from '../platform/notification-provider.tsx'
import { usePhone } from '../platform/responsive.ts'
import { useBulletin, useScores } from './queries.ts'
import css from './scoring.module.css'

/** The bulletin (通报) of a locked period: to print, or to copy as Markdown into a paper. */
export function BulletinPage() {
  const { t } = useTranslation('scoring')
  const phone = usePhone()
  const [params] = useSearchParams()
  const [model, period] = [params.get('model') ?? '', params.get('period') ?? '']
  const bulletin = useBulletin(model, period)
  const board = useScores({ model, period })
  const opens = new Set(board.data?.subjects.flatMap((one) => (one.opens ? [one.id] : [])))
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
            {!phone && (
              <Button type="primary" icon={<PrinterOutlined />} onClick={() => print()}>
                {t('print')}
              </Button>
            )}
          </span>
        }
      />
      <BulletinSheet
        bulletin={bulletin.data.bulletin}
        linkOf={(subject) => (opens.has(subject) ? `/scores?${new URLSearchParams({ model, period, unit: subject })}` : undefined)}
      />
    </>
  )
}

type SheetProps = Pick<ScoreBulletin, 'bulletin'> & {
  /** Where a unit's score opens to its cases, for those who may open it. */
  linkOf?: (subject: string) => string | undefined
}

/** The paper itself. */
export function BulletinSheet({ bulletin: { title, note, sections }, linkOf }: SheetProps) {
  const { t } = useTranslation('scoring')
  return (
    <article className={css.paper}>
      <h2>{title}</h2>
      <p className={css.quiet}>{note}</p>
      {sections.length === 0 && <Empty text={t('bulletin.empty')} />}
      {sections.map(({ heading, columns, rows, subjects }) => (
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
                        <Cell text={cell} to={columns[column] === SUBJECT ? linkOf?.(subjects?.[index] ?? '') : undefined} />
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

/** The column in which the rules print whose score a row is about. */
const SUBJECT = '考核对象'

function Cell({ text, to }: { text: string; to: string | undefined }) {
  return to === undefined ? text : <Link to={to}>{text}</Link>
}
