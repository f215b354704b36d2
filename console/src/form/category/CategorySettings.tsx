import { PlusOutlined } from '@ant-design/icons'
import { describeCondition, conditionVocabulary, type Category } from '@shaotai/core'
import { Button, Form, Input, Radio, Select, Switch } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { CategoryTag } from '../../case/CategoryTag.tsx'
import { useEditing } from '../../policy/editing.ts'
import { partsOf, type Schema } from '../../policy/kinds.ts'
import { ObjectForm } from '../../policy/ObjectForm.tsx'
import { clocksOfCategory, goalsOfCategory } from './category-clocks.ts'
import css from './category.module.css'

const COLOURS: readonly Category['colour'][] = ['blue', 'purple', 'red', 'green', 'amber']
const ICONS: readonly Category['icon'][] = ['whistle', 'hammer', 'siren', 'leaf', 'flag']
const ID = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/

type CategorySettingsProps = { category: Category; index: number; isNew: boolean; taken: readonly string[]; focus: string | undefined }

/** One category: how it looks, what it binds, and what follows from that. */
export function CategorySettings({ category, index, isNew, taken, focus }: CategorySettingsProps) {
  const { t, i18n } = useTranslation('form')
  const { id: draft = '' } = useParams()
  const navigate = useNavigate()
  const { policy, readOnly, set, units, say, openCode, flush } = useEditing()
  const [id, setId] = useState(category.id)
  const problem = ID.test(id) ? (taken.includes(id) ? t('id.taken') : undefined) : t('id.wrongForm')
  const put = <K extends keyof Category>(key: K, value: Category[K] | undefined) => set(`/${index}/${key}`, value)
  const rename = () => {
    if (!problem && id !== category.id) put('id', id)
  }
  const link = (kind: string, at: string) => `/policy/drafts/${draft}/${kind}?at=${encodeURIComponent(at)}`
  const flow = policy.flows.findIndex((one) => one.id === category.flow)
  const form = policy.forms.findIndex((one) => one.id === category.form)
  // The category is stored first: the page of forms must see that it names the new one.
  const [making, setMaking] = useState<string>()
  useEffect(() => {
    if (making === undefined || category.form !== making) return
    setMaking(undefined)
    void flush().then((stored) => stored && navigate(pageOf(making)))
  })
  const pageOf = (fresh: string) =>
    `/policy/drafts/${draft}/forms?create=${fresh}&title=${encodeURIComponent(t('category.formTitle', { name: category.name }))}`
  const newForm = () => {
    const fresh = freshFormId(category.id, new Set(policy.forms.map((one) => one.id)))
    put('form', fresh)
    setMaking(fresh)
  }
  const rest = useMemo(() => levelsSchema(), [])
  return (
    <div className={css.settings}>
      <Form layout="vertical" component="div" disabled={readOnly} className={css.grid}>
        <Form.Item label={t('category.name')} htmlFor="category-name">
          <Input
            id="category-name"
            value={category.name}
            maxLength={40}
            status={category.name === '' ? 'error' : undefined}
            onChange={(event) => put('name', event.target.value)}
          />
        </Form.Item>
        <Form.Item
          label={t('category.id')}
          htmlFor="category-id"
          extra={isNew ? t('id.new') : t('id.fixedForm')}
          validateStatus={problem ? 'error' : undefined}
          help={problem}
        >
          <Input
            id="category-id"
            value={id}
            disabled={!isNew}
            onChange={(event) => setId(event.target.value)}
            onBlur={rename}
            onPressEnter={rename}
          />
        </Form.Item>
        <Form.Item label={t('category.note')} htmlFor="category-note" className={css.wide} extra={t('category.noteNote')}>
          <Input.TextArea
            id="category-note"
            value={category.note ?? ''}
            maxLength={4000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => put('note', event.target.value === '' ? undefined : event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('category.colour')}>
          <Radio.Group
            aria-label={t('category.colour')}
            value={category.colour}
            options={COLOURS.map((colour) => ({ value: colour, label: t(`colour.${colour}`) }))}
            onChange={(event) => put('colour', event.target.value as Category['colour'])}
          />
        </Form.Item>
        <Form.Item label={t('category.icon')}>
          <Radio.Group
            aria-label={t('category.icon')}
            value={category.icon}
            onChange={(event) => put('icon', event.target.value as Category['icon'])}
            className={css.icons}
          >
            {ICONS.map((icon) => (
              <Radio key={icon} value={icon}>
                <CategoryTag category={{ name: t(`icon.${icon}`), colour: category.colour, icon }} />
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item
          label={t('category.flow')}
          htmlFor="category-flow"
          extra={flow >= 0 && <Link to={link('flows', `/${flow}`)}>{t('category.openFlow')}</Link>}
        >
          <Select
            id="category-flow"
            value={category.flow}
            options={policy.flows.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(next: string) => put('flow', next)}
          />
        </Form.Item>
        <Form.Item
          label={t('category.form')}
          htmlFor="category-form"
          extra={
            <span className={css.links}>
              {form >= 0 && <Link to={link('forms', `/${form}`)}>{t('category.openForm')}</Link>}
              {!readOnly && (
                <Button size="small" type="link" icon={<PlusOutlined />} onClick={newForm}>
                  {t('category.newForm')}
                </Button>
              )}
            </span>
          }
        >
          <Select
            id="category-form"
            value={category.form}
            options={policy.forms.map((one) => ({ value: one.id, label: one.title }))}
            onChange={(next: string) => put('form', next)}
          />
        </Form.Item>
        <Form.Item label={t('category.emergency')} htmlFor="category-emergency" extra={t('category.emergencyNote')}>
          <Switch id="category-emergency" checked={category.emergency} onChange={(on) => put('emergency', on)} />
        </Form.Item>
        <Form.Item label={t('category.retired')} htmlFor="category-retired" extra={t('category.retiredNote')}>
          <Switch id="category-retired" checked={category.retired === true} onChange={(on) => put('retired', on ? true : undefined)} />
        </Form.Item>
      </Form>
      <Clocks category={category} link={(at) => link('sla', at)} locale={i18n.language === 'en' ? 'en' : 'zh'} />
      <section aria-labelledby="category-levels">
        <h3 id="category-levels">{t('category.levels')}</h3>
        <ObjectForm
          schema={rest}
          value={{ ...(category.levels && { levels: category.levels }), ...(category.upgrades && { upgrades: category.upgrades }) }}
          readOnly={readOnly}
          units={units}
          sentence={(value) => say(value)}
          onOpenCode={(at) => openCode(`/${index}${at}`)}
          {...(focus !== undefined && focus !== '' && { focus })}
          onChange={(next) => {
            const { levels: _levels, upgrades: _upgrades, ...others } = category
            set(`/${index}`, { ...others, ...next }, { place: `/${index}/levels` })
          }}
        />
      </section>
    </div>
  )
}

function Clocks({ category, link, locale }: { category: Category; link: (at: string) => string; locale: 'zh' | 'en' }) {
  const { t } = useTranslation('form')
  const { policy, unitName } = useEditing()
  const vocabulary = useMemo(() => conditionVocabulary(policy, 'assignment'), [policy])
  const clocks = clocksOfCategory(policy, category)
  const say = (when: Parameters<typeof describeCondition>[0]) => describeCondition(when, vocabulary, { locale, unitName })
  return (
    <section aria-labelledby="category-clocks">
      <h3 id="category-clocks">{t('category.clocks', { count: clocks.length })}</h3>
      <table className={css.clocks}>
        <caption className="visually-hidden">{t('category.clocks', { count: clocks.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('category.clock')}</th>
            <th scope="col">{t('category.goal')}</th>
          </tr>
        </thead>
        <tbody>
          {clocks.map((one) => (
            <tr key={one.clock.id}>
              <th scope="row">
                <Link to={link(one.at)}>{one.clock.name}</Link>
              </th>
              <td>
                {goalsOfCategory(one, category).map((goal, at) => (
                  <p key={at /* goals have no names */}>
                    {t('category.goalOf', {
                      goal: t(`sla:goal.${goal.unit}`, { count: goal.amount }),
                      basis: t(`sla:basis.${goal.basis}`),
                    })}
                    {goal.when && <span className={css.quiet}>{t('category.goalWhen', { rule: say(goal.when) })}</span>}
                  </p>
                ))}
                {one.when && <p className={css.quiet}>{t('category.clockWhen', { rule: say(one.when) })}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** `joint-form`: named after its category, numbered when that is taken. */
function freshFormId(category: string, taken: ReadonlySet<string>): string {
  const stem = `${category}-form`
  if (!taken.has(stem)) return stem
  for (let count = 2; ; count += 1) if (!taken.has(`${stem}-${count}`)) return `${stem}-${count}`
}

/** Levels and upgrades have forms generated from their schema. */
function levelsSchema(): Schema {
  const { item } = partsOf('categories')
  const properties = (item?.['properties'] ?? {}) as Record<string, unknown>
  return { type: 'object', properties: { levels: properties['levels'], upgrades: properties['upgrades'] }, additionalProperties: false }
}
