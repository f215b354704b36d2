import type { FieldProps, RegistryFieldsType } from '@rjsf/utils'
import type { Condition } from '@shaotai/core'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConditionEditor } from '../../condition/ConditionEditor.tsx'
import { CodeChip } from './CodeChip.tsx'
import { contextOf, pointerOf } from './context.ts'
import { FilesField } from './FilesField.tsx'
import { PhotosField } from './PhotosField.tsx'
import { PlaceField } from './PlaceField.tsx'
import { SignatureField } from './SignatureField.tsx'
import css from './form.module.css'

/** A value no form can draw: shown in words or as code, read-only, kept as it is. */
function CodeField({ formData, schema, registry, fieldPathId }: FieldProps) {
  const { t } = useTranslation()
  const sentence = formData === undefined ? t('form.empty') : contextOf(registry).sentence?.(schema, formData)
  return (
    <CodeChip registry={registry} pointer={pointerOf(fieldPathId.path)}>
      {sentence ?? <code>{shorten(JSON.stringify(formData))}</code>}
    </CodeChip>
  )
}

/** A condition, put together from what the page says it may be about. */
function ConditionField(props: FieldProps) {
  const { formData, onChange, registry, fieldPathId, readonly, disabled, schema } = props
  const { t } = useTranslation()
  const { facts, choices } = contextOf(registry)
  const units = choices?.unit
  const [asking, setAsking] = useState(false)
  if (!facts) return <CodeField {...props} />
  const locked = readonly === true || disabled === true
  if (formData === undefined && !asking) {
    return (
      <div data-field={fieldPathId.$id} className={css.absent}>
        {t('form.always')}
        {!locked && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('form.addCondition', { name: schema.title ?? t('form.condition') })}
          </Button>
        )}
      </div>
    )
  }
  return (
    <div data-field={fieldPathId.$id}>
      <ConditionEditor
        label={schema.title ?? t('form.condition')}
        value={formData as Condition | undefined}
        vocabulary={facts}
        readOnly={locked}
        units={Array.isArray(units) ? (units as { value: string; label: string }[]) : []}
        onChange={(next) => onChange(next, fieldPathId.path)}
      />
    </div>
  )
}

/** Text or number in one input: what reads as a whole or decimal number is one. Where the words are known they are chosen, or a number is given. */
function ScalarField(props: FieldProps) {
  const { formData, onChange, onBlur, onFocus, fieldPathId, readonly, disabled } = props
  const id = fieldPathId.$id
  const options: unknown = (props.schema as Record<string, unknown>)['x-options']
  if (Array.isArray(options)) return <WordOrNumber {...props} options={options as { value: string; label: string }[]} />
  return (
    <Input
      id={id}
      value={formData === undefined ? '' : String(formData)}
      readOnly={readonly}
      disabled={disabled}
      onChange={(event) => onChange(parseScalar(event.target.value), fieldPathId.path)}
      onBlur={() => onBlur(id, formData)}
      onFocus={() => onFocus(id, formData)}
    />
  )
}

type WordOrNumberProps = FieldProps & { options: readonly { value: string; label: string }[] }

/** One of a few words, or how many. */
function WordOrNumber({ formData, onChange, fieldPathId, readonly, disabled, schema, options }: WordOrNumberProps) {
  const { t } = useTranslation()
  const id = fieldPathId.$id
  const locked = readonly === true || disabled === true
  return (
    <div className={css.wordOrNumber}>
      <Select
        id={id}
        value={typeof formData === 'number' ? NUMBER : (formData as string | undefined)}
        disabled={locked}
        options={[...options, { value: NUMBER, label: t('form.aNumber') }]}
        onChange={(next: string) => onChange(next === NUMBER ? 1 : next, fieldPathId.path)}
      />
      {typeof formData === 'number' && (
        <InputNumber
          aria-label={t('form.howMany', { name: schema.title ?? '' })}
          value={formData}
          min={1}
          precision={0}
          disabled={locked}
          onChange={(next) => next !== null && onChange(next, fieldPathId.path)}
        />
      )}
    </div>
  )
}

/** Not a value of any schema: stands for the number beside it. */
const NUMBER = '#'

/** `12` and `-3.5` are numbers, `true` and `false` booleans, anything else text; nothing is undefined. */
export function parseScalar(text: string): string | number | boolean | undefined {
  if (text === '') return undefined
  if (/^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) && String(Number(text)) === text) return Number(text)
  if (text === 'true' || text === 'false') return text === 'true'
  return text
}

function shorten(text: string, length = 240): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}

/** Fields that draw objects or arrays as a whole. */
export const FIELDS: RegistryFieldsType = {
  code: CodeField,
  condition: ConditionField,
  scalar: ScalarField,
  photos: PhotosField,
  files: FilesField,
  location: PlaceField,
  signature: SignatureField,
}
