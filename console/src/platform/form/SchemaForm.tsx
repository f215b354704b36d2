import RjsfForm, { type FormProps, type IChangeEvent } from '@rjsf/core'
import { Theme } from '@rjsf/antd'
import { toErrorSchema, type RJSFValidationError } from '@rjsf/utils'
import type { FormError } from '@shaotai/core'
import { Button, Form as AntdForm } from 'antd'
import { useId, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../i18n.ts'
import { declaredKeys, type SchemaFormContext } from './context.ts'
import { ErrorSummary } from './ErrorSummary.tsx'
import { FIELDS } from './fields.tsx'
import { optionNames } from './option-names.ts'
import { prepareSchema, type JsonSchema } from './prepare-schema.ts'
import { problemText } from './problem-text.ts'
import { withoutEmptyObjects } from './prune.ts'
import { TEMPLATES } from './templates.tsx'
import { asProblems } from './problems.ts'
import { createValidator, toError } from './validator.ts'
import { WIDGETS } from './widgets.tsx'
import css from './form.module.css'

export type SchemaFormProps = Omit<SchemaFormContext, 'declared' | 'root' | 'data'> & {
  /** The form as JSON Schema with `x-` hints. The same object that the server checks by. */
  schema: object
  value?: Readonly<Record<string, unknown>>
  /** Field order of the root, as in a county's form. */
  order?: readonly string[]
  /** Called with data that fits the schema. While a returned promise runs the button waits. */
  onSubmit?: (value: Record<string, unknown>) => void | Promise<void>
  /** Every edit, fitting or not. */
  onChange?: (value: Record<string, unknown>) => void
  onCancel?: () => void
  submitText?: string
  /** More beside the submit button. */
  actions?: ReactNode
  /** No buttons: the page has its own. */
  bare?: boolean
  readOnly?: boolean
  /** Two columns inside groups and cards, for administrators' long forms. */
  dense?: boolean
  /** What the server found wrong, shown at its place until the next edit. */
  problems?: readonly FormError[]
  /** Ties outside submit buttons (`form=` attribute) to this form. */
  id?: string
}

/** A form generated from a schema: one column, labels above, problems in words with links to their fields, the first one focused. */
export function SchemaForm(props: SchemaFormProps) {
  const schema = props.schema as JsonSchema
  const { order, onSubmit, onChange, onCancel, readOnly = false } = props
  const { t, i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const generated = useId().replaceAll(/[^a-zA-Z0-9]/g, '')
  const prefix = `f${generated}`
  const container = useRef<HTMLDivElement>(null)
  const [data, setData] = useState<Record<string, unknown>>(props.value ? { ...props.value } : {})
  const [given, setGiven] = useState(props.value)
  const [errors, setErrors] = useState<RJSFValidationError[]>([])
  const [refused, setRefused] = useState(false)
  const [busy, setBusy] = useState(false)
  if (given !== props.value) {
    setGiven(props.value)
    setData(props.value ? { ...props.value } : {})
  }

  const names = useMemo(() => optionNames(t, language), [t, language])
  const prepared = useMemo(() => prepareSchema(schema, { language, order, names }), [schema, language, order, names])
  const validator = useMemo(
    () => createValidator(schema, prepared, (problem) => problemText(problem, t, language)),
    [schema, prepared, t, language],
  )
  const declared = useMemo(() => declaredKeys(schema), [schema])
  const context: SchemaFormContext = {
    choices: props.choices,
    sentence: props.sentence,
    facts: props.facts,
    onOpenCode: props.onOpenCode,
    declared,
    root: schema,
    data,
  }

  const outside = useMemo(
    () => asProblems(schema, props.problems ?? []).map((problem) => toError(problem, (one) => problemText(one, t, language))),
    [schema, props.problems, t, language],
  )
  const outsideErrors = useMemo(() => toErrorSchema<unknown>(outside), [outside])

  const change = (event: IChangeEvent) => {
    const next = event.formData as Record<string, unknown>
    setData(next)
    if (refused) setErrors(event.errors)
    onChange?.(withoutEmptyObjects(schema, next) as Record<string, unknown>)
  }
  const submit = async (event: IChangeEvent) => {
    setErrors([])
    setRefused(false)
    setBusy(true)
    try {
      await onSubmit?.(withoutEmptyObjects(schema, event.formData) as Record<string, unknown>)
    } finally {
      setBusy(false)
    }
  }
  const refuse = (found: RJSFValidationError[]) => {
    setErrors(found)
    setRefused(true)
    // The summary is rendered first; then the first wrong field takes the focus.
    requestAnimationFrame(() => focusField(container.current, prefix, found[0]?.schemaPath ?? ''))
  }

  return (
    <div ref={container} className={props.dense ? `${css.form} ${css.dense}` : css.form}>
      <ErrorSummary errors={errors.length > 0 ? errors : outside} onGo={(at) => focusField(container.current, prefix, at)} />
      <AntdForm component={false} layout="vertical">
        <RjsfForm
          id={props.id}
          idPrefix={prefix}
          schema={prepared.schema}
          uiSchema={prepared.uiSchema}
          formData={data}
          formContext={context}
          validator={validator}
          extraErrors={outside.length > 0 ? outsideErrors : undefined}
          extraErrorsBlockSubmit={false}
          widgets={widgets}
          templates={templates}
          fields={FIELDS}
          readonly={readOnly}
          disabled={busy}
          noHtml5Validate
          showErrorList={false}
          liveValidate={refused ? 'onChange' : undefined}
          experimental_defaultFormStateBehavior={{
            // Nothing is chosen for the person: not the first option, not "no".
            constAsDefaults: 'never',
            requiredBooleanDefault: 'skip',
            emptyObjectFields: 'populateRequiredDefaults',
            arrayMinItems: { populate: 'never' },
          }}
          onChange={change}
          onSubmit={(event) => void submit(event)}
          onError={refuse}
        >
          {props.bare || readOnly ? (
            <></>
          ) : (
            <div className={css.buttons}>
              <Button type="primary" htmlType="submit" loading={busy}>
                {props.submitText ?? t('form.submit')}
              </Button>
              {onCancel && <Button onClick={onCancel}>{t('form.cancel')}</Button>}
              {props.actions}
            </div>
          )}
        </RjsfForm>
      </AntdForm>
    </div>
  )
}

// The theme's own inputs serve where we have none.
const templates = { ...Theme.templates, ...TEMPLATES } as NonNullable<FormProps['templates']>
const widgets = { ...Theme.widgets, ...WIDGETS }

/** Puts the focus into the field a JSON pointer names, or the nearest around it. */
export function focusField(container: HTMLElement | null, prefix: string, pointer: string): void {
  const path = pointer.split('/').slice(1)
  for (let length = path.length; length > 0; length -= 1) {
    const id = [prefix, ...path.slice(0, length)].join('_')
    const owner = container?.querySelector<HTMLElement>(`[id="${CSS.escape(id)}"], [data-field="${CSS.escape(id)}"]`)
    const target = owner?.matches('input, textarea, select, button')
      ? owner
      : owner?.querySelector<HTMLElement>('input, textarea, select, button, [tabindex]')
    if (target) {
      target.focus({ preventScroll: true })
      target.scrollIntoView({ block: 'center' })
      return
    }
  }
}
