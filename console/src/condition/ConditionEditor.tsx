import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { describeCondition, type Condition, type ConditionValue, type FactTerm, type Vocabulary } from '@shaotai/core'
import { Button, Input, InputNumber, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isTypedFor } from '../platform/pinyin.ts'
import {
  conditionOf,
  draftOf,
  opsFor,
  withTerm,
  type ConditionDraft,
  type GroupDraft,
  type TestDraft,
  type TestOp,
} from './condition-draft.ts'
import css from './condition.module.css'

type Named = { value: string; label: string }
export type ConditionEditorProps = {
  value: Condition | undefined
  /** The facts that may be asked about, and their values. */
  vocabulary: Vocabulary
  onChange: (value: Condition | undefined) => void
  readOnly?: boolean
  /** What the condition decides: 显示条件. */
  label: string
  units?: readonly Named[]
}

/** A condition put together line by line and said as a sentence; lines may stand in one more group. */
export function ConditionEditor({ value, vocabulary, onChange, readOnly = false, label, units = [] }: ConditionEditorProps) {
  const { t, i18n } = useTranslation('condition')
  const [state, setState] = useState(() => ({ value, draft: draftOf(value) }))
  // What comes back is what was sent up; anything else was changed elsewhere (undo, code).
  if (state.value !== value && JSON.stringify(state.value) !== JSON.stringify(value)) setState({ value, draft: draftOf(value) })
  const { draft } = state
  const unitName = (id: string) => units.find((one) => one.value === id)?.label
  const sentence = describeCondition(value, vocabulary, { locale: i18n.language === 'en' ? 'en' : 'zh', unitName })
  const change = (next: ConditionDraft) => {
    const said = conditionOf(next)
    setState({ value: said, draft: next })
    if (JSON.stringify(said) !== JSON.stringify(value)) onChange(said)
  }
  return (
    <div role="group" aria-label={label} className={css.editor}>
      <p className={css.sentence} aria-live="polite">
        {sentence}
      </p>
      {!draft && <p className={css.quiet}>{t('tooDeep')}</p>}
      {draft && !readOnly && (
        <Lines
          join={draft.join}
          parts={draft.parts}
          level={1}
          vocabulary={vocabulary}
          units={units}
          onChange={(join, parts) => change({ join, parts })}
        />
      )}
    </div>
  )
}

type LinesProps = {
  join: 'all' | 'any'
  parts: readonly (TestDraft | GroupDraft)[]
  level: 1 | 2
  vocabulary: Vocabulary
  units: readonly Named[]
  onChange: (join: 'all' | 'any', parts: readonly (TestDraft | GroupDraft)[]) => void
}

function Lines({ join, parts, level, vocabulary, units, onChange }: LinesProps) {
  const { t } = useTranslation('condition')
  const put = (index: number, part: TestDraft | GroupDraft) =>
    onChange(
      join,
      parts.map((one, at) => (at === index ? part : one)),
    )
  const drop = (index: number) =>
    onChange(
      join,
      parts.filter((_one, at) => at !== index),
    )
  return (
    <div className={css.lines}>
      {parts.length > 1 && (
        <Segmented
          size="small"
          aria-label={t('join.label')}
          options={[
            { value: 'all', label: t('join.all') },
            { value: 'any', label: t('join.any') },
          ]}
          value={join}
          onChange={(next) => onChange(next as 'all' | 'any', parts)}
        />
      )}
      <ol className={css.list}>
        {parts.map((part, index) => (
          <li key={index /* lines have no names */}>
            {'tests' in part ? (
              <div className={css.group} role="group" aria-label={t('group', { index: index + 1 })}>
                <Lines
                  join={part.join}
                  parts={part.tests}
                  level={2}
                  vocabulary={vocabulary}
                  units={units}
                  onChange={(inner, tests) => put(index, { join: inner, tests: tests as readonly TestDraft[] })}
                />
                <Button size="small" type="text" icon={<DeleteOutlined />} onClick={() => drop(index)}>
                  {t('dropGroup')}
                </Button>
              </div>
            ) : (
              <Line
                test={part}
                index={index}
                vocabulary={vocabulary}
                units={units}
                onChange={(next) => put(index, next)}
                onDrop={() => drop(index)}
              />
            )}
          </li>
        ))}
      </ol>
      <div className={css.buttons}>
        <Button size="small" icon={<PlusOutlined />} onClick={() => onChange(join, [...parts, { op: 'eq' }])}>
          {t('add')}
        </Button>
        {level === 1 && parts.length > 0 && (
          <Button size="small" onClick={() => onChange(join, [...parts, { join: join === 'all' ? 'any' : 'all', tests: [{ op: 'eq' }] }])}>
            {t('addGroup')}
          </Button>
        )}
      </div>
    </div>
  )
}

type LineProps = {
  test: TestDraft
  index: number
  vocabulary: Vocabulary
  units: readonly Named[]
  onChange: (test: TestDraft) => void
  onDrop: () => void
}

function Line({ test, index, vocabulary, units, onChange, onDrop }: LineProps) {
  const { t, i18n } = useTranslation('condition')
  const term = vocabulary.find((one) => one.path === test.path)
  const name = (one: FactTerm) => (i18n.language === 'en' ? one.en : one.name)
  const ops = opsFor(term)
  const numbered = { index: index + 1 }
  return (
    <div className={css.line}>
      <Select
        aria-label={t('line.fact', numbered)}
        placeholder={t('choose')}
        value={test.path}
        options={vocabulary.filter((one) => !one.retired).map((one) => ({ value: one.path, label: name(one) }))}
        showSearch={{ filterOption: isTypedFor }}
        onChange={(path: string) =>
          onChange(
            withTerm(
              test,
              path,
              vocabulary.find((one) => one.path === path),
            ),
          )
        }
        popupMatchSelectWidth={false}
      />
      <Select
        aria-label={t('line.op', numbered)}
        value={test.op}
        disabled={test.path === undefined}
        options={ops.map((op) => ({ value: op, label: t(`op.${op}`) }))}
        onChange={(op: TestOp) =>
          onChange({ path: test.path, op, ...(op !== 'exists' && op !== 'in' && test.op !== 'in' && { value: test.value }) })
        }
        popupMatchSelectWidth={false}
      />
      <Operand test={test} term={term} units={units} label={t('line.value', numbered)} onChange={(value) => onChange({ ...test, value })} />
      <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('line.drop', numbered)} onClick={onDrop} />
    </div>
  )
}

type OperandProps = {
  test: TestDraft
  term: FactTerm | undefined
  units: readonly Named[]
  label: string
  onChange: (value: ConditionValue | readonly ConditionValue[] | undefined) => void
}

function Operand({ test, term, units, label, onChange }: OperandProps) {
  const { t } = useTranslation('condition')
  if (test.path === undefined || test.op === 'exists') return null
  if (term?.type === 'number')
    return (
      <InputNumber
        aria-label={label}
        value={typeof test.value === 'number' ? test.value : null}
        onChange={(next) => onChange(next ?? undefined)}
        style={{ width: 110 }}
      />
    )
  const offered =
    term?.type === 'boolean'
      ? [
          { value: true, label: t('yes') },
          { value: false, label: t('no') },
        ]
      : term?.values
        ? term.values.filter((one) => !one.retired).map((one) => ({ value: one.value, label: one.name }))
        : term?.of
          ? units.map((one) => ({ value: one.value, label: one.label }))
          : undefined
  if (!offered)
    return (
      <Input
        aria-label={label}
        value={typeof test.value === 'string' ? test.value : ''}
        maxLength={200}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        style={{ width: 140 }}
      />
    )
  return (
    <Select
      aria-label={label}
      placeholder={t('choose')}
      mode={test.op === 'in' ? 'multiple' : undefined}
      value={test.value as ConditionValue | ConditionValue[] | undefined}
      options={offered}
      showSearch={{ filterOption: (typed, option) => isTypedFor(typed, option) }}
      onChange={(next: ConditionValue | ConditionValue[]) => onChange(next)}
      popupMatchSelectWidth={false}
      style={{ minWidth: 120 }}
    />
  )
}
