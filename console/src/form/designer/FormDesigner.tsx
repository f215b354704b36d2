import { CopyOutlined, FileExcelOutlined, PlayCircleOutlined, PlusOutlined } from '@ant-design/icons'
import {
  fieldsOf,
  FORM_LIMITS,
  formVocabulary,
  withValues,
  describeCondition,
  formRules,
  type FieldKind,
  type Form,
  type Policy,
} from '@shaotai/core'
import { Button, Segmented, Select, Tabs } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useEditing } from '../../policy/editing.ts'
import type { DesignerProps } from '../../policy/designers.tsx'
import { isTypedFor } from '../../platform/pinyin.ts'
import { ReorderArea } from '../../platform/reorder/Reorderable.tsx'
import { Canvas } from './Canvas.tsx'
import { DesignContext, type Design } from './design.ts'
import {
  addField,
  addFields,
  copyField,
  designFields,
  dropField,
  moveField,
  retireField,
  retypeField,
  type DesignField,
} from './edit-form.ts'
import { ExcelFields } from './excel/ExcelFields.tsx'
import { fieldOfProposal } from './excel/propose-fields.ts'
import { FieldSettings } from './FieldSettings.tsx'
import { FormSettings } from './FormSettings.tsx'
import { freshForm, freshFormId } from './fresh-form.ts'
import { Outline } from './Outline.tsx'
import { Palette } from './Palette.tsx'
import { RetireDialog } from './RetireDialog.tsx'
import { RetypeDialog } from './RetypeDialog.tsx'
import { RuleOverview } from './RuleOverview.tsx'
import { placeOfFocus } from './place-of-focus.ts'
import { TryForm } from './TryForm.tsx'
import css from './designer.module.css'

/** 表单设计器: the forms of a county, put together from a palette, drawn as clerks see them. */
export function FormDesigner({ document, focus, base }: DesignerProps) {
  const { t } = useTranslation('form')
  const editing = useEditing()
  const forms = document as readonly Form[]
  const asked = useMemo(() => placeOfFocus(forms, focus), [forms, focus])
  const [index, setIndex] = useState(asked?.form ?? 0)
  const [seen, setSeen] = useState(focus)
  const [chosen, setChosen] = useState<string | undefined>(asked?.field)
  if (seen !== focus) {
    setSeen(focus)
    if (asked) {
      setIndex(asked.form)
      setChosen(asked.field)
    }
  }
  const form = forms[Math.min(index, forms.length - 1)]
  const [params, setParams] = useSearchParams()
  const create = params.get('create')
  const made = useRef<string>(undefined)
  useEffect(() => {
    // Asked for by a category that already names it: made once, then opened like any other.
    if (create === null || editing.readOnly || made.current === create) return
    made.current = create
    const known = forms.findIndex((one) => one.id === create)
    if (known < 0) editing.set('', [...forms, freshForm(create, params.get('title') ?? create)], { apart: true })
    setIndex(known < 0 ? forms.length : known)
    setChosen(undefined)
    setParams({}, { replace: true })
  }, [create, editing, forms, params, setParams])
  const copyForm = (source: Form) => {
    const id = freshFormId(forms)
    editing.set('', [...forms, { ...source, id, title: t('form.copyTitle', { name: source.title }) }], { apart: true })
    setIndex(forms.length)
    setChosen(undefined)
  }
  const addForm = () => {
    const id = freshFormId(forms)
    editing.set('', [...forms, freshForm(id, t('form.new'))], {
      apart: true,
    })
    setIndex(forms.length)
    setChosen(undefined)
  }
  return (
    <div className={css.designer}>
      <div className={css.bar}>
        <Select
          aria-label={t('form.choose')}
          value={form ? forms.indexOf(form) : undefined}
          options={forms.map((one, at) => ({ value: at, label: one.title || one.id }))}
          showSearch={{ filterOption: isTypedFor }}
          onChange={(at: number) => {
            setIndex(at)
            setChosen(undefined)
          }}
          popupMatchSelectWidth={false}
          style={{ minWidth: 220 }}
        />
        {!editing.readOnly && (
          <Button icon={<PlusOutlined />} onClick={addForm}>
            {t('form.add')}
          </Button>
        )}
        {!editing.readOnly && form && (
          <Button icon={<CopyOutlined />} onClick={() => copyForm(form)}>
            {t('form.copy')}
          </Button>
        )}
      </div>
      {form && (
        <OneForm
          key={`${Math.min(index, forms.length - 1)}`}
          form={form}
          index={Math.min(index, forms.length - 1)}
          base={base}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
    </div>
  )
}

type OneFormProps = {
  form: Form
  index: number
  base: Policy | undefined
  chosen: string | undefined
  onChoose: (id: string | undefined) => void
}

function OneForm({ form, index, base, chosen, onChoose }: OneFormProps) {
  const { t, i18n } = useTranslation('form')
  const { policy, readOnly, set, openCode } = useEditing()
  const [width, setWidth] = useState<'phone' | 'desk'>('desk')
  const [tab, setTab] = useState('palette')
  const [focusTitle, setFocusTitle] = useState(0)
  const [retiring, setRetiring] = useState<DesignField>()
  const [retyping, setRetyping] = useState<{ field: DesignField; kind: FieldKind }>()
  const [trying, setTrying] = useState(false)
  const [fromExcel, setFromExcel] = useState(false)
  const [said, setSaid] = useState('')
  const fields = useMemo(() => designFields(form), [form])
  const { dictionaries } = policy
  const asked = useMemo(() => withValues(form, new Map((dictionaries ?? []).map((one) => [one.id, one]))), [form, dictionaries])
  const vocabulary = useMemo(() => formVocabulary(asked), [asked])
  const rules = useMemo(() => formRules(form.schema), [form.schema])
  const inForce = base?.forms.find((one) => one.id === form.id)
  const known = useMemo(() => (inForce ? [...fieldsOf(inForce.schema, inForce.schema).keys()] : []), [inForce])
  const field = fields.find((one) => one.id === chosen)
  const inUse = fields.filter((one) => !one.retired)
  const ids = inUse.map((one) => one.id)
  const locale = i18n.language === 'en' ? 'en' : 'zh'

  const apply: Design['apply'] = (next, place) => set(`/${index}`, next, { place: `/${index}/${place}` })
  const design: Design = {
    form,
    index,
    fields,
    inForce,
    policy,
    readOnly,
    vocabulary,
    apply,
    openCode: (id) => openCode(id === undefined ? `/${index}` : `/${index}/schema/properties/${id}`),
  }
  const nameOf = (id: string) => fields.find((one) => one.id === id)?.title ?? t(`kind.${id}`)
  const add = (kind: FieldKind, after: string | undefined) => {
    const added = addField(form, kind, { title: t(`kind.${kind}`), ...(after !== undefined && { after }), taken: known })
    apply(added.form, `add/${added.id}`)
    onChoose(added.id)
    setFocusTitle((count) => count + 1)
    setSaid(t('said.added', { name: t(`kind.${kind}`), place: added.form.order ? added.form.order.indexOf(added.id) + 1 : 1 }))
  }
  const insert = (kind: string, to: number) => {
    const added = addField(form, kind as FieldKind, { title: t(`kind.${kind}`), taken: known })
    apply(moveField(added.form, added.id, to), `add/${added.id}`)
    onChoose(added.id)
    setFocusTitle((count) => count + 1)
  }
  const move = (id: string, to: number) => {
    if (to < 0 || to >= ids.length) return
    apply(moveField(form, id, to), `move/${id}`)
    setSaid(t('said.moved', { name: nameOf(id), place: to + 1 }))
  }
  const retire = (id: string) => {
    const found = fields.find((one) => one.id === id)
    if (!found) return
    if (known.includes(id)) {
      setRetiring(found)
      return
    }
    // Nobody can have filled it in: it goes, and undo brings it back.
    apply(dropField(form, id), `drop/${id}`)
    onChoose(neighbour(ids, id))
    setSaid(t('said.dropped', { name: found.title }))
  }
  const retype = (kind: FieldKind) => {
    if (!field || kind === field.kind) return
    if (known.includes(field.id)) setRetyping({ field, kind })
    else apply(retypeField(form, field.id, kind), `${field.id}/retype`)
  }
  return (
    <DesignContext value={design}>
      <ReorderArea ids={ids} nameOf={nameOf} onMove={move} onInsert={insert}>
        <div className={css.columns}>
          <aside className={css.left} aria-label={t('left')}>
            <Tabs
              size="small"
              tabBarGutter={14}
              activeKey={tab}
              onChange={setTab}
              items={[
                {
                  key: 'palette',
                  label: t('tab.palette'),
                  children: <Palette disabled={readOnly} onAdd={(kind) => add(kind, field && !field.retired ? field.id : undefined)} />,
                },
                { key: 'outline', label: t('tab.outline'), children: <Outline chosen={chosen} onChoose={onChoose} /> },
                {
                  key: 'overview',
                  label: t('tab.overview', { count: rules.length }),
                  children: (
                    <RuleOverview
                      onGo={(id) => {
                        onChoose(id)
                      }}
                    />
                  ),
                },
              ]}
            />
          </aside>
          <section className={css.middle} aria-label={t('canvas')}>
            <div className={css.canvasBar}>
              <Segmented
                size="small"
                aria-label={t('width')}
                options={[
                  { value: 'desk', label: t('width.desk') },
                  { value: 'phone', label: t('width.phone') },
                ]}
                value={width}
                onChange={(next) => setWidth(next as 'phone' | 'desk')}
              />
              <Button
                size="small"
                type={chosen === undefined ? 'primary' : 'default'}
                ghost={chosen === undefined}
                onClick={() => onChoose(undefined)}
              >
                {t('form.settings')}
              </Button>
              {!readOnly && (
                <Button size="small" icon={<FileExcelOutlined />} onClick={() => setFromExcel(true)}>
                  {t('excel')}
                </Button>
              )}
              <Button size="small" icon={<PlayCircleOutlined />} onClick={() => setTrying(true)} disabled={ids.length === 0}>
                {t('try')}
              </Button>
            </div>
            <div className={width === 'phone' ? `${css.paper} ${css.phone}` : css.paper}>
              <h2>{form.title}</h2>
              {form.note && <p className={css.quiet}>{form.note}</p>}
              {ids.length === 0 ? (
                <p className={css.empty}>{t('canvas.empty')}</p>
              ) : (
                <Canvas
                  form={asked}
                  fields={fields}
                  chosen={chosen}
                  readOnly={readOnly}
                  ruleOf={(one) => {
                    const rule = rules.find((each) => each.index === one.rule)
                    if (!rule || rule.paused) return undefined
                    return rule.when ? describeCondition(rule.when, vocabulary, { locale }) : t('rule.codeOnly')
                  }}
                  onChoose={onChoose}
                  onMove={move}
                  onCopy={(id) => {
                    const copy = copyField(form, id, known)
                    apply(copy.form, `copy/${copy.id}`)
                    onChoose(copy.id)
                    setFocusTitle((count) => count + 1)
                  }}
                  onRetire={retire}
                />
              )}
            </div>
          </section>
          <aside className={css.right} aria-label={field ? t('settings.field', { name: field.title }) : t('settings.form')}>
            {field ? (
              <FieldSettings key={field.id} field={field} focusTitle={focusTitle} onRetype={retype} onRenamed={onChoose} />
            ) : (
              <FormSettings />
            )}
          </aside>
        </div>
      </ReorderArea>
      <div className="visually-hidden" role="status" aria-live="polite">
        {said}
      </div>
      {retiring && (
        <RetireDialog
          form={form.id}
          field={retiring}
          onClose={() => setRetiring(undefined)}
          onRetire={() => {
            apply(retireField(form, retiring.id, true), `${retiring.id}/retired`)
            onChoose(neighbour(ids, retiring.id))
            setSaid(t('said.retired', { name: retiring.title }))
            setRetiring(undefined)
          }}
        />
      )}
      {retyping && (
        <RetypeDialog
          form={form}
          field={retyping.field}
          kind={retyping.kind}
          onClose={() => setRetyping(undefined)}
          onRetype={() => {
            apply(retypeField(form, retyping.field.id, retyping.kind), `${retyping.field.id}/retype`)
            setRetyping(undefined)
          }}
          onNew={() => {
            const added = addField(form, retyping.kind, { title: retyping.field.title, after: retyping.field.id, taken: known })
            apply(retireField(added.form, retyping.field.id, true), `${retyping.field.id}/retype`)
            onChoose(added.id)
            setRetyping(undefined)
          }}
        />
      )}
      {fromExcel && (
        <ExcelFields
          room={FORM_LIMITS.fields - fields.length}
          onClose={() => setFromExcel(false)}
          onAdd={(proposed) => {
            const given = proposed.map((one) => ({ kind: one.kind, node: fieldOfProposal(one), required: one.required }))
            const added = addFields(form, given, known)
            apply(added.form, `excel/${added.ids[0] ?? ''}`)
            onChoose(added.ids[0])
            setSaid(t('said.excel', { count: added.ids.length }))
            setFromExcel(false)
          }}
        />
      )}
      {trying && <TryForm form={asked} onClose={() => setTrying(false)} />}
    </DesignContext>
  )
}

/** The field that takes the place of one that goes. */
function neighbour(ids: readonly string[], gone: string): string | undefined {
  const at = ids.indexOf(gone)
  return ids[at + 1] ?? ids[at - 1]
}
