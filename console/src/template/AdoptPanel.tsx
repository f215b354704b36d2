import type { EarlierEdition } from '@shaotai/api'
import {
  applyAnswers,
  asOurs,
  mapUnits,
  mergeEdition,
  namedUnits,
  POLICY_KINDS,
  type FirstAnswers,
  type MergeChoice,
  type Policy,
  type PolicyKind,
} from '@shaotai/core'
import { Alert, Button, Card, Checkbox, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { countOf } from '../policy/kinds.ts'
import { useCurrentPolicy } from '../policy/queries.ts'
import { useRefusalText } from '../policy/refusal-text.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { FirstQuestions, type Answering } from './FirstQuestions.tsx'
import { readHours, writeHours } from './hours-text.ts'
import { compareKinds } from './compare-kinds.ts'
import { MergeParts } from './MergeParts.tsx'
import { suggestUnits } from './suggest-units.ts'
import { UnitMappingTable, type Choices } from './UnitMappingTable.tsx'
import { useAdoption, type From, type Wanted } from './use-adoption.ts'
import css from './template.module.css'

type Props = {
  theirs: Policy
  /** What the units it names are called where it comes from. */
  units: readonly { id: string; name: string }[]
  from: From
  note: string
  /** Asks the three questions of a county that begins. */
  asks?: boolean
  /** Something else is still to be done first, said in a sentence. */
  before?: string | undefined
  /** The edition of it we took over before. */
  earlier: EarlierEdition
}

/** A policy from elsewhere made a draft of ours: whose units are whose, which parts, and what the county answers. */
export function AdoptPanel({ theirs, units, from, note, asks = false, before, earlier }: Props) {
  const { t } = useTranslation('template')
  const refusalText = useRefusalText()
  const ours = useUnits()
  const current = useCurrentPolicy()
  const adoption = useAdoption()
  const [choices, setChoices] = useState<Choices>({})
  const [sides, setSides] = useState<Readonly<Record<string, MergeChoice>>>({})
  const [left, setLeft] = useState<readonly PolicyKind[]>([])
  const [answering, setAnswering] = useState<Answering>(() => answersOf(theirs))
  const [more, setMore] = useState<{ kind: string; because: string }[]>()
  const suggestions = useMemo(() => suggestUnits(namedUnits(theirs), units, ours.list), [theirs, units, ours.list])
  const mapping = useMemo(
    () =>
      Object.fromEntries(
        suggestions
          .flatMap(({ id, unit }) => (unit === undefined ? [] : [[id, unit] as const]))
          .concat(Object.entries({ ...earlier?.units, ...choices }) as never),
      ),
    [suggestions, choices, earlier],
  ) as Record<string, string | null>
  const hours = readHours(answering.hours)
  const own = current.data?.document as unknown as Policy | undefined
  const rows = useMemo(() => {
    const mapped = mapUnits(theirs, mapping, new Set(ours.list.map((unit) => unit.id)))
    return compareKinds(own, asks && hours ? applyAnswers(mapped, { hours, days: answering.days, emergency: answering.emergency }) : mapped)
  }, [theirs, mapping, ours.list, own, asks, hours, answering.days, answering.emergency])
  const edition = useMemo(() => {
    if (!earlier || !own) return undefined
    const known = new Set(ours.list.map((unit) => unit.id))
    const newer = asOurs(theirs, { units: mapping, known, answers: earlier.answers ?? undefined, own })
    const base = earlier.document as unknown as Policy
    return { newer, base, merge: mergeEdition({ base, mine: own, theirs: newer, kinds: earlier.kinds }, sides) }
  }, [earlier, own, ours.list, theirs, mapping, sides])
  if (ours.list.length === 0 || current.isLoading) return <PageLoading rows={8} />
  const open = suggestions.filter(
    (one) => one.kind === 'open' && !Object.hasOwn(choices, one.id) && !(earlier && Object.hasOwn(earlier.units, one.id)),
  ).length
  const kinds = rows.filter((row) => row.differences > 0 && !left.includes(row.kind)).map((row) => row.kind)
  const answers: FirstAnswers | undefined = asks && hours ? { hours, days: answering.days, emergency: answering.emergency } : undefined
  const merge = earlier && edition && { earlier: earlier.id, choices: sides }
  const wanted: Wanted = { from, units: mapping, note, ...(merge ? { merge } : { ...(own && { kinds }), ...(answers && { answers }) }) }
  const undecided = edition?.merge.conflicts.length ?? 0
  const wait =
    before ??
    (open > 0
      ? t('adopt.openUnits', { count: open })
      : asks && !edition && (!hours || answering.days.length === 0)
        ? t('first.hoursWrong')
        : undecided > 0
          ? t('merge.undecided', { count: undecided })
          : (edition ? edition.merge.theirs.length : kinds.length) === 0
            ? t('adopt.nothing')
            : undefined)
  const begin = async () => {
    const said = own && !edition && left.length > 0 ? await adoption.ask(wanted) : undefined
    if (said && said.added.length > 0) setMore(said.added)
    else if (said || edition || !(own && left.length > 0)) await adoption.begin(wanted)
  }
  return (
    <div className={css.adopt}>
      {asks && !edition && (
        <Card size="small" title={t('first.title')}>
          <FirstQuestions value={answering} wrong={!hours || answering.days.length === 0} onChange={setAnswering} />
        </Card>
      )}
      <Card size="small" title={t('units.title')}>
        <UnitMappingTable
          suggestions={suggestions}
          choices={{ ...earlier?.units, ...choices }}
          onChoose={(id, unit) => setChoices((known) => ({ ...known, [id]: unit }))}
        />
      </Card>
      {earlier && edition && own && (
        <MergeParts
          earlier={earlier}
          own={own}
          edition={edition}
          sides={sides}
          onChoose={(at, side) => setSides((known) => ({ ...known, [at]: side }))}
        />
      )}
      {own && !edition && (
        <Card size="small" title={t('parts.title')}>
          <Alert type="info" showIcon title={t('merge.none')} className={css.gap} />
          <p className={css.hint}>{t('parts.note')}</p>
          <table className={css.units}>
            <thead>
              <tr>
                <th scope="col">{t('parts.kind')}</th>
                <th scope="col">{t('parts.theirs')}</th>
                <th scope="col">{t('parts.ours')}</th>
                <th scope="col">{t('parts.differences')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.kind}>
                  <th scope="row">
                    <Checkbox
                      disabled={row.differences === 0}
                      checked={row.differences > 0 && !left.includes(row.kind)}
                      onChange={(event) =>
                        setLeft((known) => (event.target.checked ? known.filter((kind) => kind !== row.kind) : [...known, row.kind]))
                      }
                    >
                      {t(`policy:kind.${row.kind}`)}
                    </Checkbox>
                  </th>
                  <td className="tabular">{t(`policy:count.${row.kind}`, { count: countOf(row.kind, theirs) })}</td>
                  <td className="tabular">{t(`policy:count.${row.kind}`, { count: countOf(row.kind, own) })}</td>
                  <td className="tabular">{row.differences === 0 ? t('parts.same') : t('parts.count', { count: row.differences })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      )}
      {adoption.failed && <Alert type="error" showIcon role="alert" title={refusalText(adoption.failed)} />}
      <p className={css.next}>
        <Button type="primary" disabled={wait !== undefined} loading={adoption.busy} onClick={() => void begin()}>
          {t('adopt.begin')}
        </Button>
        <span role="status">{wait ?? t('adopt.safe')}</span>
      </p>
      <Modal
        open={more !== undefined}
        title={t('adopt.moreTitle')}
        okText={t('adopt.begin')}
        cancelText={t('policy:cancel')}
        onCancel={() => setMore(undefined)}
        onOk={() => {
          setMore(undefined)
          void adoption.begin(wanted)
        }}
      >
        <p>{t('adopt.more')}</p>
        <ul>
          {more?.map(({ kind, because }) => (
            <li key={kind}>
              <strong>{t(`policy:kind.${POLICY_KINDS.find((one) => one === kind) ?? 'profile'}`)}</strong> {because}
            </li>
          ))}
        </ul>
      </Modal>
    </div>
  )
}

/** The answers the template itself gives, to begin with. */
function answersOf({ calendars, sla }: Policy): Answering {
  const week = Object.entries(calendars.find((one) => one.id === sla.calendar)?.week ?? {}).filter(([, hours]) => hours.length > 0)
  const [first] = week
  return { hours: writeHours(first?.[1] ?? []), days: week.map(([day]) => Number(day)), emergency: 'always' }
}
