import { Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useDesign } from './design.ts'
import { usesOfForm } from './uses-of-form.ts'
import css from './designer.module.css'

const ID = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/

/** What holds for the form as a whole: its title, what it is for, its code, and where it is filled in. */
export function FormSettings() {
  const { t } = useTranslation('form')
  const { id: draft = '' } = useParams()
  const { form, policy, inForce, apply, readOnly } = useDesign()
  const [id, setId] = useState(form.id)
  const [known, setKnown] = useState(form.id)
  if (known !== form.id) {
    setKnown(form.id)
    setId(form.id)
  }
  const uses = usesOfForm(policy, form.id)
  const isTaken = id !== form.id && policy.forms.some((one) => one.id === id)
  const problem = ID.test(id) ? (isTaken ? t('id.taken') : undefined) : t('id.wrongForm')
  const rename = () => {
    if (!problem && id !== form.id) apply({ ...form, id }, 'id')
  }
  const isFixed = inForce !== undefined || uses.length > 0
  return (
    <Form layout="vertical" component="div" disabled={readOnly} className={css.settings}>
      <Form.Item label={t('form.title')} htmlFor="form-title">
        <Input
          id="form-title"
          value={form.title}
          maxLength={200}
          status={form.title === '' ? 'error' : undefined}
          onChange={(event) =>
            apply({ ...form, title: event.target.value, schema: { ...form.schema, title: event.target.value } }, 'title')
          }
        />
      </Form.Item>
      <Form.Item label={t('form.note')} htmlFor="form-note" extra={t('form.noteNote')}>
        <Input.TextArea
          id="form-note"
          value={form.note ?? ''}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => {
            const { note: _note, ...rest } = form
            apply(event.target.value === '' ? rest : { ...rest, note: event.target.value }, 'note')
          }}
        />
      </Form.Item>
      <Form.Item
        label={t('form.id')}
        htmlFor="form-id"
        extra={isFixed ? t('id.fixedForm') : t('id.new')}
        validateStatus={problem ? 'error' : undefined}
        help={problem}
      >
        <Input
          id="form-id"
          value={id}
          disabled={isFixed}
          onChange={(event) => setId(event.target.value)}
          onBlur={rename}
          onPressEnter={rename}
        />
      </Form.Item>
      <h3 className={css.subhead}>{t('form.uses')}</h3>
      {uses.length === 0 && <p className={css.quiet}>{t('form.unused')}</p>}
      <ul className={css.uses}>
        {uses.map((use) => (
          <li key={use.at}>
            <Link to={`/policy/drafts/${draft}/${use.kind}?at=${encodeURIComponent(use.at)}`}>
              {t(`uses.${use.as}`, { name: use.name })}
            </Link>
          </li>
        ))}
      </ul>
    </Form>
  )
}
