import { DeleteOutlined, LockOutlined, PartitionOutlined, PlusOutlined, UnlockOutlined } from '@ant-design/icons'
import {
  formatFraction,
  multiplyFractions,
  ONE,
  parseFraction,
  ZERO,
  type Fraction,
  type ScoreNode,
  type ScoringModel,
} from '@shaotai/core'
import { Button, Input, Select, Tag } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../../policy/editing.ts'
import { freshId } from '../../policy/fresh-id.ts'
import { toNumber } from '../figures.ts'
import { limitsOf } from './limits.ts'
import {
  completeWeights,
  evenWeights,
  isWhole,
  moveWeight,
  parseWeight,
  percentWeight,
  readWeight,
  roundWeight,
  sumOfWeights,
  weightsWithout,
  type Bar,
} from './weights.ts'
import css from './designer.module.css'

type Branch = { model: ScoringModel; parts: ScoreNode[]; at: string; name: string; above: Fraction; depth: number }

/** The formula as bars: each branch makes up 100, and what one bar takes the others give. */
export function WeightTree({ model, at }: { model: ScoringModel; at: string }) {
  const { t } = useTranslation('scoring')
  return <BranchBars model={model} parts={model.parts} at={`${at}/parts`} name={t('design.whole')} above={ONE} depth={0} />
}

function BranchBars({ model, parts, at, name, above, depth }: Branch) {
  const { t } = useTranslation('scoring')
  const { readOnly, set } = useEditing()
  const [locked, setLocked] = useState<ReadonlySet<string>>(new Set())
  // A stretch of moves of one bar starts from the same weights, so that going there and back changes nothing.
  const origin = useRef<{ bar: number; parts: ScoreNode[]; last: string }>(undefined)
  const barsOf = (nodes: readonly ScoreNode[]): Bar[] => nodes.map(({ id, weight }) => ({ weight, locked: locked.has(id) }))
  const put = (weights: string[] | undefined) => weights && set(at, withWeights(parts, weights))
  const move = (index: number, to: Fraction) => {
    const now = weightsKey(parts)
    if (origin.current?.bar !== index || origin.current.last !== now) origin.current = { bar: index, parts, last: now }
    const next = moveWeight(barsOf(origin.current.parts), index, to)
    if (!next) return
    origin.current.last = next.join(' ')
    put(next)
  }
  const begin = () => (origin.current = undefined)
  const toggle = (id: string) => {
    const next = new Set(locked)
    if (!next.delete(id)) next.add(id)
    setLocked(next)
    begin()
  }
  const remove = (index: number) => {
    const rest = parts.filter((_node, other) => other !== index)
    set(at, withWeights(rest, weightsWithout(barsOf(parts), index) ?? rest.map(({ weight }) => weight)))
  }
  const weights = parts.map(({ weight }) => weight)
  const whole = isWhole(weights)
  const nothingMoves = (index: number) => moveWeight(barsOf(parts), index, ZERO) === undefined
  return (
    <div className={depth > 0 ? css.branch : undefined} role="group" aria-label={name}>
      {parts.map((node, index) => (
        <div key={node.id}>
          <BarRow
            node={node}
            model={model}
            at={`${at}/${index}`}
            above={depth > 0 ? above : undefined}
            locked={locked.has(node.id)}
            still={nothingMoves(index)}
            onLock={() => toggle(node.id)}
            onMove={(to) => move(index, to)}
            onBegin={begin}
            onRemove={parts.length > 1 ? () => remove(index) : undefined}
          />
          {'parts' in node && (
            <BranchBars
              model={model}
              parts={node.parts}
              at={`${at}/${index}/parts`}
              name={node.name}
              above={multiplyFractions(above, parseFraction(node.weight) ?? ZERO)}
              depth={depth + 1}
            />
          )}
        </div>
      ))}
      <div className={css.branchFoot}>
        <output className={whole ? css.sum : css.sumWrong} aria-live="polite">
          {whole ? t('design.sum', { name }) : t('design.sumWrong', { name, sum: roundWeight(formatFraction(hundredth(weights))) })}
        </output>
        {!readOnly && (
          <span className={css.branchTools}>
            {!whole && (
              <Button size="small" type="primary" ghost onClick={() => put(completeWeights(barsOf(parts)))}>
                {t('design.complete')}
              </Button>
            )}
            {parts.length > 1 && (
              <Button size="small" onClick={() => put(evenWeights(barsOf(parts)))}>
                {t('design.even')}
              </Button>
            )}
            <Button size="small" icon={<PlusOutlined />} onClick={() => set(at, [...parts, freshPart(model, t('design.newPart'))])}>
              {t('design.addPart')}
            </Button>
          </span>
        )}
      </div>
    </div>
  )
}

type RowProps = {
  node: ScoreNode
  model: ScoringModel
  at: string
  above: Fraction | undefined
  locked: boolean
  still: boolean
  onLock: () => void
  onMove: (to: Fraction) => void
  onBegin: () => void
  onRemove: (() => void) | undefined
}

function BarRow({ node, model, at, above, locked, still, onLock, onMove, onBegin, onRemove }: RowProps) {
  const { t } = useTranslation('scoring')
  const { readOnly, set } = useEditing()
  const percent = toNumber(node.weight) * 100
  const own = multiplyFractions(above ?? ONE, parseFraction(node.weight) ?? ZERO)
  const limits = limitsOf(model, node.id, own)
  const fixed = readOnly || locked || still
  return (
    <div className={css.row}>
      <div className={css.rowHead}>
        {readOnly ? (
          <span className={css.rowName}>{node.name}</span>
        ) : (
          <Input
            className={css.rowName}
            variant="borderless"
            value={node.name}
            maxLength={200}
            aria-label={t('design.partName', { name: node.name })}
            onChange={(event) => set(`${at}/name`, event.target.value)}
          />
        )}
        {above && <span className={css.ofWhole}>{t('design.ofWhole', { share: roundWeight(formatFraction(own)) })}</span>}
        {'use' in node && (
          <Select
            size="small"
            variant="borderless"
            className={css.use}
            disabled={readOnly}
            value={node.use}
            aria-label={t('design.indicatorOf', { name: node.name })}
            options={Object.entries(model.indicators).map(([id, one]) => ({ value: id, label: one.name }))}
            onChange={(use) => set(`${at}/use`, use)}
          />
        )}
      </div>
      <div className={css.rowBar}>
        <span className={`${css.track} ${limits.some((one) => !one.kept) ? css.trackWrong : ''}`}>
          <span className={css.fill} style={{ width: `${Math.min(100, Math.max(0, percent))}%` }} aria-hidden="true" />
          <input
            type="range"
            className={css.slider}
            min={0}
            max={100}
            step={1}
            value={Math.round(percent)}
            disabled={fixed}
            aria-label={t('design.weightOf', { name: node.name })}
            aria-valuetext={roundWeight(node.weight)}
            onPointerDown={onBegin}
            onFocus={onBegin}
            onChange={(event) => onMove(percentWeight(Number(event.target.value)))}
          />
        </span>
        <WeightInput name={node.name} weight={node.weight} disabled={fixed} onCommit={onMove} onBegin={onBegin} />
        {!readOnly && (
          <span className={css.rowTools}>
            <Button
              type={locked ? 'primary' : 'text'}
              ghost={locked}
              size="small"
              icon={locked ? <LockOutlined /> : <UnlockOutlined />}
              aria-pressed={locked}
              aria-label={t('design.lock', { name: node.name })}
              title={t(locked ? 'design.unlockHint' : 'design.lockHint')}
              onClick={onLock}
            />
            {'use' in node && (
              <Button
                type="text"
                size="small"
                icon={<PartitionOutlined />}
                aria-label={t('design.split', { name: node.name })}
                title={t('design.splitHint')}
                onClick={() => set(at, split(node, model, t('design.newPart')))}
              />
            )}
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              disabled={!onRemove}
              aria-label={t('design.removePart', { name: node.name })}
              title={t('design.removeHint')}
              onClick={onRemove}
            />
          </span>
        )}
      </div>
      {limits.map((limit) => (
        <p key={limit.source} className={limit.kept ? css.limit : css.limitWrong}>
          {!limit.kept && <Tag color="error">{t('design.limitBroken')}</Tag>}
          {[
            limit.min && t('design.atLeast', { share: roundWeight(limit.min) }),
            limit.max && t('design.atMost', { share: roundWeight(limit.max) }),
          ]
            .filter(Boolean)
            .join(t('design.and'))}
          {t('design.because', { source: limit.source })}
        </p>
      ))}
    </div>
  )
}

/** Percent or a fraction, taken when it is left or Enter is pressed; arrow keys go by one percent, with Shift by five. */
function WeightInput({
  name,
  weight,
  disabled,
  onCommit,
  onBegin,
}: {
  name: string
  weight: string
  disabled: boolean
  onCommit: (to: Fraction) => void
  onBegin: () => void
}) {
  const { t } = useTranslation('scoring')
  const [typed, setTyped] = useState<string>()
  const parsed = typed === undefined ? undefined : parseWeight(typed)
  const isWrong = typed !== undefined && parsed === undefined
  const take = () => {
    if (parsed) {
      onBegin()
      onCommit(parsed)
    }
    setTyped(undefined)
  }
  const step = (by: number) => {
    setTyped(undefined)
    onCommit(percentWeight(Math.min(100, Math.max(0, Math.round(toNumber(weight) * 100) + by))))
  }
  return (
    <Input
      className={css.number}
      size="small"
      value={typed ?? readWeight(weight)}
      disabled={disabled}
      status={isWrong ? 'error' : ''}
      suffix={(typed ?? readWeight(weight)).includes('/') ? '' : '%'}
      aria-label={t('design.percentOf', { name })}
      aria-invalid={isWrong}
      title={t('design.percentHint')}
      onFocus={onBegin}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
        if (event.key === 'Escape') setTyped(undefined)
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
        event.preventDefault()
        step((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 5 : 1))
      }}
    />
  )
}

function withWeights(parts: readonly ScoreNode[], weights: readonly string[]): ScoreNode[] {
  return parts.map((node, index) => ({ ...node, weight: weights[index] ?? node.weight }))
}

function weightsKey(parts: readonly ScoreNode[]): string {
  return parts.map(({ weight }) => weight).join(' ')
}

/** The sum as a weight: 11/10 for 110. */
function hundredth(weights: readonly string[]): Fraction {
  return multiplyFractions(sumOfWeights(weights), percentWeight(1))
}

/** A new part weighs nothing until somebody gives it something: the others stay as they are. */
function freshPart(model: ScoringModel, name: string): ScoreNode {
  return { id: freshId('scoring', allNodes(model.parts)), name, weight: '0', use: Object.keys(model.indicators)[0] ?? 'indicator' }
}

/** A part becomes a branch with itself as its first part. */
function split(node: Extract<ScoreNode, { use: string }>, model: ScoringModel, name: string): ScoreNode {
  const nodes = allNodes(model.parts)
  const inner = { ...node, id: freshId('scoring', nodes), weight: '1' }
  const { use: _use, ...branch } = node
  return { ...branch, parts: [inner, { ...inner, id: freshId('scoring', [...nodes, inner]), name, weight: '0' }] }
}

function allNodes(parts: readonly ScoreNode[]): ScoreNode[] {
  return parts.flatMap((node) => ('parts' in node ? [node, ...allNodes(node.parts)] : [node]))
}
