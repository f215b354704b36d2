import type { ScoreExplanationView } from '@shaotai/api'
import { describeTerm, periodName } from '@shaotai/core'
import { Collapse, Drawer, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ScoreBar } from '../case/ScoreBar.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { Empty } from '../platform/feedback/Empty.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { formatDay } from '../platform/format/format.ts'
import { API } from '../platform/http.ts'
import type { Language } from '../platform/i18n.ts'
import { usePhone } from '../platform/responsive.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { readFigure, toNumber } from './figures.ts'
import { useExplanation, type ScoreQuery } from './queries.ts'
import css from './scoring.module.css'

type Props = {
  subject: string | undefined
  name: string
  models: readonly { id: string; name: string }[]
  query: ScoreQuery
  onClose: () => void
}

/** How one score came about: its weighted terms, adjustments and vetoes, and the cases behind each. */
export function ScoreDrawer({ subject, name, models, query, onClose }: Props) {
  const { t, i18n } = useTranslation('scoring')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const phone = usePhone()
  const why = useExplanation(subject, query)
  return (
    <Drawer
      open={subject !== undefined}
      onClose={onClose}
      size={phone ? '88%' : 640}
      placement={phone ? 'bottom' : 'right'}
      title={subject ? t('why.title', { unit: name, period: periodName(query.period ?? '', language) }) : ''}
    >
      {why.error ? (
        why.error.statusCode === 404 ? (
          <Empty text={t('why.notYours')} />
        ) : (
          <ErrorState error={why.error} onRetry={() => void why.refetch()} />
        )
      ) : why.data ? (
        <Explanation view={why.data} models={models} />
      ) : (
        <PageLoading rows={8} />
      )}
    </Drawer>
  )
}

/** The figure taken apart; every part says what it rests on. */
export function Explanation({ view, models = [] }: { view: ScoreExplanationView; models?: readonly { id: string; name: string }[] }) {
  const { t, i18n } = useTranslation('scoring')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const names = Object.fromEntries(models.map((one) => [one.id, one.name]))
  const { sheet, terms, adjustments } = view
  if (sheet.score === null && sheet.terms.every((term) => term.sample === 0 && !('of' in term.how)))
    return <Empty text={t('why.noSample')} />
  const counted = sheet.adjustments.filter((adjustment) => adjustment.count > 0)
  return (
    <div className={css.why}>
      <div className={css.headline}>
        <strong className="tabular">{sheet.score ?? t('sealed')}</strong>
        <span>{sheet.rank === null ? t('why.notRanked') : t('why.rank', { rank: sheet.rank })}</span>
        <span>{t('why.facts', { count: sheet.facts })}</span>
      </div>
      <p className={css.formula}>{formulaOf(view, t('why.adjustments'), t('why.corrections'))}</p>
      {sheet.veto.map((veto) => (
        <Tag key={veto} color="error">
          {t('why.veto', { name: veto })}
        </Tag>
      ))}
      <h3>{t('why.terms')}</h3>
      {sheet.terms.map((term) => (
        <section key={term.part} className={css.term}>
          <ScoreBar
            label={term.name}
            value={toNumber(term.points)}
            max={toNumber(term.weight) * 100}
            text={t('why.points', { points: readFigure(term.points), full: readFigure(String(toNumber(term.weight) * 100)) })}
          />
          <small>{describeTerm(term, language, names)}</small>
          <Cases group={terms.find((one) => one.part === term.part)} kind="term" />
          <EntryLines entries={terms.find((one) => one.part === term.part)?.entries ?? []} />
        </section>
      ))}
      <h3>{t('why.adjustments')}</h3>
      {counted.length === 0 ? (
        <p className={css.quiet}>{t('why.noAdjustments')}</p>
      ) : (
        counted.map((adjustment) => (
          <section key={adjustment.id} className={css.term}>
            <div className={css.adjustment}>
              <span>{t('why.adjustment', { name: adjustment.name, count: adjustment.count })}</span>
              <b className={`tabular ${toNumber(adjustment.points) < 0 ? css.minus : ''}`}>{readFigure(adjustment.points)}</b>
            </div>
            <Cases group={adjustments.find((one) => one.id === adjustment.id)} kind="adjustment" />
            <EntryLines entries={adjustments.find((one) => one.id === adjustment.id)?.entries ?? []} />
          </section>
        ))
      )}
      {view.vetoes.some((one) => one.total > 0 || one.entries.length > 0) && <h3>{t('why.vetoes')}</h3>}
      {view.vetoes.map((one) => (
        <section key={one.id} className={css.term}>
          <Cases group={one} kind="adjustment" />
          <EntryLines entries={one.entries} />
        </section>
      ))}
      {sheet.corrections.length > 0 && <h3>{t('why.corrections')}</h3>}
      {sheet.corrections.map((one) => (
        <section key={one.period} className={css.term}>
          <div className={css.adjustment}>
            <span>
              {t('why.correction', {
                period: periodName(one.period, language),
                published: one.published ?? '–',
                corrected: one.corrected ?? '–',
              })}
            </span>
            <b className={`tabular ${toNumber(one.difference) < 0 ? css.minus : ''}`}>{readFigure(one.difference)}</b>
          </div>
          {one.withheld !== undefined && <small>{t('why.withheld', { points: readFigure(one.withheld) })}</small>}
          {view.corrections
            .find((each) => each.period === one.period)
            ?.cases.map(({ case: id, number, title }) => (
              <Link key={id} to={`/cases/${id}`} className={css.caseLink} title={title}>
                {t('why.changed', { number: number || id })}
              </Link>
            ))}
        </section>
      ))}
      {view.comments.length > 0 && <h3>{t('why.comments')}</h3>}
      {view.comments.map((comment, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two raters may write the same
        <blockquote key={index} className={css.comment}>
          {comment}
        </blockquote>
      ))}
      {view.aggregatesOnly && <p className={css.quiet}>{t('why.sums')}</p>}
    </div>
  )
}

type Group = { cases: ScoreExplanationView['terms'][number]['cases']; total: number }

function Cases({ group, kind }: { group: Group | undefined; kind: 'term' | 'adjustment' }) {
  const { t } = useTranslation('scoring')
  const { name: unitName } = useUnits()
  if (!group || group.total === 0) return null
  return (
    <Collapse
      ghost
      size="small"
      items={[
        {
          key: 'cases',
          label: t('why.cases', { count: group.total }),
          children: (
            <>
              <table className={css.cases}>
                <thead>
                  <tr>
                    <th scope="col">{t('why.case')}</th>
                    <th scope="col">{t('why.town')}</th>
                    <th scope="col">{t('why.closed')}</th>
                    {kind === 'term' && <th scope="col">{t('why.value')}</th>}
                    {kind === 'term' && <th scope="col">{t('why.brought')}</th>}
                  </tr>
                </thead>
                <tbody>
                  {group.cases.map((one) => (
                    <tr key={`${one.case}/${one.assignment}`}>
                      <td>
                        <Link to={`/cases/${one.case}`}>{one.number || one.case}</Link>
                        <small>{one.title}</small>
                      </td>
                      <td>{unitName(one.town)}</td>
                      <td className="tabular">{one.closedAt === null ? '–' : formatDay(one.closedAt)}</td>
                      {kind === 'term' && (
                        <td className="tabular">
                          {typeof one.value === 'boolean' ? t(one.value ? 'why.yes' : 'why.no') : one.value}
                          {one.assumed && <small>{t(`why.assumed.${one.assumed}`)}</small>}
                        </td>
                      )}
                      {kind === 'term' && <td className="tabular">{readFigure(one.points)}</td>}
                    </tr>
                  ))}
                </tbody>
              </table>
              {group.total > group.cases.length && (
                <p className={css.quiet}>{t('why.more', { shown: group.cases.length, total: group.total })}</p>
              )}
            </>
          ),
        },
      ]}
    />
  )
}

function EntryLines({ entries }: { entries: ScoreExplanationView['terms'][number]['entries'] }) {
  const { t } = useTranslation('scoring')
  const { name: unitName } = useUnits()
  return entries.map(({ entry, points }) => (
    <div key={entry.id} className={css.entry}>
      <div className={css.adjustment}>
        <span>{t('why.entered', { unit: unitName(entry.unit), name: entry.name, at: formatDay(entry.at) })}</span>
        <b className="tabular">{entry.value}</b>
      </div>
      <small>{points === null ? entry.reason : t('why.entryPoints', { points: readFigure(points), reason: entry.reason ?? '' })}</small>
      {entry.attachments?.map((id, index) => (
        <a key={id} href={`${API}/score-entries/${entry.id}/attachments/${id}`} target="_blank" rel="noreferrer">
          {t('entry.file', { number: index + 1 })}
        </a>
      ))}
    </div>
  ))
}

/** `响应速度 41.25 + 响应质量 39.38 + 加扣分 −8 = 72.63`. */
function formulaOf({ sheet }: ScoreExplanationView, adjustments: string, corrections: string): string {
  const parts = sheet.terms.map((term) => `${term.name} ${readFigure(term.points)}`)
  const sum = toNumber(sheet.adjustment)
  const adjusted = sum === 0 ? '' : ` ${sum < 0 ? '−' : '+'} ${adjustments} ${readFigure(sheet.adjustment.replace('-', ''))}`
  const later = sheet.corrections.map(
    ({ difference }) => ` ${toNumber(difference) < 0 ? '−' : '+'} ${corrections} ${readFigure(difference.replace('-', ''))}`,
  )
  return `${parts.join(' + ')}${adjusted}${later.join('')} = ${sheet.score ?? '–'}`
}
