import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { exactDecimal, parseAmount, parseFraction, formatFraction, type ScoringModel } from '@shaotai/core'
import { Button, Checkbox, Dropdown, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../../policy/editing.ts'
import { freshId } from '../../policy/fresh-id.ts'
import { Rule } from './ModelRules.tsx'
import { castsOf } from './vetoes.ts'
import css from './designer.module.css'

type Adjustment = NonNullable<ScoringModel['adjustments']>[number]

/** 加扣分 and 一票否决: how many points for what, within which cap, and what takes the prize. What a condition reads is edited below. */
export function Adjustments({ model, at }: { model: ScoringModel; at: string }) {
  const { t } = useTranslation('scoring')
  const { policy, readOnly, set, say } = useEditing()
  const rules = model.adjustments ?? []
  const vetoes = model.veto ?? []
  const cap = model.adjustmentCap
  const replace = (next: Adjustment[]) => set(`${at}/adjustments`, next)
  const inputs = model.inputs ?? []
  const kinds = [
    { key: 'count', label: t('design.adjust.count') },
    ...inputs.map((input) => ({ key: `manual/${input.id}`, label: t('design.adjust.manual', { name: input.name }) })),
  ]
  const add = (key: string) => {
    const id = freshId('scoring', rules)
    const name = t('design.adjust.fresh')
    const input = inputs.find((one) => key === `manual/${one.id}`)
    replace([
      ...rules,
      input ? { id, name: input.name, manual: input.id } : { id, name, count: { gt: ['rework', 0] }, per: 1, points: '-1' },
    ])
  }
  const casts = castsOf(policy, model, (name) => t('design.veto.rated', { name }))
  const addVeto = (key: string) => {
    const cast = casts.find((one) => one.key === key)
    if (!cast) return
    const fresh = { id: freshId('scoring', vetoes), name: t('veto'), outcome: t('design.veto.outcome') }
    set(`${at}/veto`, [...vetoes, 'input' in cast ? { ...fresh, manual: cast.input } : { ...fresh, count: { eq: [cast.path, 0] } }])
  }
  return (
    <section className={css.section} aria-label={t('design.adjustments')}>
      <h3>{t('design.adjustments')}</h3>
      {rules.length === 0 && <p className={css.note}>{t('design.adjust.none')}</p>}
      <ul className={css.plain}>
        {rules.map((rule, index) => (
          <li key={rule.id} className={css.adjust}>
            <div className={css.sentence}>
              <Input
                size="small"
                className={css.adjustName}
                disabled={readOnly}
                value={rule.name}
                maxLength={200}
                aria-label={t('design.adjust.name', { name: rule.name })}
                onChange={(event) => set(`${at}/adjustments/${index}/name`, event.target.value)}
              />
              {'manual' in rule ? (
                <span>{t('design.adjust.byEntry', { name: inputs.find((one) => one.id === rule.manual)?.name ?? rule.manual })}</span>
              ) : (
                <>
                  {t('design.adjust.every')}
                  <InputNumber
                    size="small"
                    className={css.small}
                    min={1}
                    max={10_000}
                    precision={0}
                    disabled={readOnly}
                    aria-label={t('design.adjust.perOf', { name: rule.name })}
                    value={rule.per}
                    onChange={(per) => typeof per === 'number' && set(`${at}/adjustments/${index}/per`, per)}
                  />
                  {'count' in rule ? t('design.adjust.cases') : t('design.adjust.times')}
                  <PointsInput
                    label={t('design.adjust.pointsOf', { name: rule.name })}
                    value={rule.points}
                    onChange={(points) => set(`${at}/adjustments/${index}/points`, points)}
                  />
                  {t('design.points')}
                </>
              )}
            </div>
            {!readOnly && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('design.adjust.remove', { name: rule.name })}
                onClick={() => replace(rules.filter((_rule, other) => other !== index))}
              />
            )}
            {'count' in rule && <p className={css.note}>{t('design.adjust.when', { condition: say(rule.count, 'fact') ?? '' })}</p>}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <Dropdown menu={{ items: kinds, onClick: ({ key }) => add(key) }} trigger={['click']}>
          <Button size="small" icon={<PlusOutlined />}>
            {t('design.adjust.add')}
          </Button>
        </Dropdown>
      )}
      <Rule label={t('design.cap')} group>
        {() => (
          <span className={css.sentence}>
            <Checkbox
              disabled={readOnly}
              checked={cap !== undefined}
              onChange={(event) => set(at, withCap(model, event.target.checked ? ['-10', '10'] : undefined))}
            >
              {t('design.capped')}
            </Checkbox>
            {cap && (
              <>
                <PointsInput label={t('design.capLow')} value={cap[0]} onChange={(low) => set(`${at}/adjustmentCap`, [low, cap[1]])} />
                {t('design.to')}
                <PointsInput label={t('design.capHigh')} value={cap[1]} onChange={(high) => set(`${at}/adjustmentCap`, [cap[0], high])} />
                {t('design.points')}
              </>
            )}
          </span>
        )}
      </Rule>
      <h3>{t('veto')}</h3>
      {vetoes.length === 0 && <p className={css.note}>{t('design.veto.none')}</p>}
      <ul className={css.plain}>
        {vetoes.map((veto, index) => (
          <li key={veto.id} className={css.adjust}>
            <div className={css.sentence}>
              <b>{veto.name}</b>
              <span className={css.note}>
                {'count' in veto
                  ? t('design.adjust.when', { condition: say(veto.count, 'fact') ?? '' })
                  : t('design.adjust.byEntry', { name: inputs.find((one) => one.id === veto.manual)?.name ?? veto.manual })}
              </span>
            </div>
            <Input
              size="small"
              disabled={readOnly}
              value={veto.outcome}
              maxLength={200}
              aria-label={t('design.veto.outcomeOf', { name: veto.name })}
              onChange={(event) => set(`${at}/veto/${index}/outcome`, event.target.value)}
            />
            {!readOnly && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('design.veto.remove', { name: veto.name })}
                onClick={() =>
                  set(
                    `${at}/veto`,
                    vetoes.filter((_veto, other) => other !== index),
                  )
                }
              />
            )}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <Dropdown
          menu={{ items: casts.map(({ key, name }) => ({ key, label: name })), onClick: ({ key }) => addVeto(key) }}
          trigger={['click']}
          disabled={casts.length === 0}
        >
          <Button size="small" icon={<PlusOutlined />} title={casts.length === 0 ? t('design.veto.how') : undefined}>
            {t('design.veto.add')}
          </Button>
        </Dropdown>
      )}
    </section>
  )
}

/** Points as people write them: a decimal or a fraction, kept as the exact fraction. */
function PointsInput({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const { readOnly } = useEditing()
  const [typed, setTyped] = useState<string>()
  const shown = parseFraction(value)
  const parsed = typed === undefined ? undefined : parseAmount(typed.trim().replace('−', '-'))
  const take = () => {
    if (parsed) onChange(formatFraction(parsed))
    setTyped(undefined)
  }
  return (
    <Input
      size="small"
      className={css.points}
      disabled={readOnly}
      aria-label={label}
      aria-invalid={typed !== undefined && !parsed}
      status={typed !== undefined && !parsed ? 'error' : ''}
      value={typed ?? (shown ? exactDecimal(shown) : value)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onPressEnter={take}
    />
  )
}

function withCap({ adjustmentCap: _cap, ...model }: ScoringModel, cap: [string, string] | undefined): ScoringModel {
  return cap ? { ...model, adjustmentCap: cap } : model
}
