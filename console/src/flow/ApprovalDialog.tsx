import { ROLES, type ApprovalMode, type Flow, type Role } from '@shaotai/core'
import { Form, Input, Modal, Radio, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../platform/i18n.ts'
import { isTypedFor } from '../platform/pinyin.ts'
import { roleName } from '../platform/role-names.ts'
import { stepsBeforeApproval, usualRefusal, withApproval, type WantedApproval } from './insert-approval.ts'
import css from './flow.module.css'

/** Ways of signing that need no more than who signs; a meeting has rules of its own. */
const MODES: readonly WantedApproval['mode'][] = ['single', 'all', 'any', 'vote', 'sequence']
const SIGNERS = (Object.keys(ROLES) as Role[]).filter((role) => ROLES[role].side !== 'system' && ROLES[role].side !== 'called')

/** Puts an approval into a flow in one go: its rule, the state that waits for it and the steps that follow from it. */
export function ApprovalDialog({ flow, onClose, onAdd }: { flow: Flow; onClose: () => void; onAdd: (next: Flow) => void }) {
  const { t, i18n } = useTranslation('flow')
  const id = useId()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const places = stepsBeforeApproval(flow)
  const [name, setName] = useState('')
  const [mode, setMode] = useState<WantedApproval['mode']>('single')
  const [by, setBy] = useState<Role[]>([])
  const [after, setAfter] = useState(places[0] ?? -1)
  const [refused, setRefused] = useState(usualRefusal(flow))
  const [asked, setAsked] = useState(false)
  const stateName = (state: string | undefined) => flow.states.find((one) => one.id === state)?.name ?? ''
  const step = flow.steps[after]
  const single = mode === 'single' && by.length > 1
  const ready = name.trim() !== '' && by.length > 0 && !single && step !== undefined
  const add = () => {
    setAsked(true)
    if (!ready) return
    const called = name.trim()
    const names = {
      waiting: t('approval.waiting', { name: called }),
      passed: t('approval.passed', { name: called }),
      failed: t('approval.failed', { name: called }),
    }
    onAdd(withApproval(flow, { name: called, mode, by, after, refused }, names))
  }
  return (
    <Modal open title={t('approval.insert')} okText={t('approval.add')} cancelText={t('cancel')} onOk={add} onCancel={onClose} width={620}>
      <Form layout="vertical" component="div">
        <Form.Item
          label={t('approval.name')}
          htmlFor={`${id}-name`}
          {...(asked && name.trim() === '' && { validateStatus: 'error', help: t('approval.nameMissing') })}
        >
          <Input
            id={`${id}-name`}
            value={name}
            maxLength={30}
            autoFocus
            placeholder={t('approval.nameSample')}
            onChange={(event) => setName(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('approval.mode')}>
          <Radio.Group aria-label={t('approval.mode')} value={mode} onChange={(event) => setMode(event.target.value as typeof mode)}>
            {MODES.map((one) => (
              <Radio key={one} value={one}>
                {t(`mode.${one satisfies ApprovalMode}`)} <span className={css.quiet}>{t(`mode.${one}.note`)}</span>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item
          label={t('approval.by')}
          htmlFor={`${id}-by`}
          extra={t('approval.byNote')}
          {...(asked && by.length === 0 && { validateStatus: 'error', help: t('approval.byMissing') })}
          {...(single && { validateStatus: 'error', help: t('approval.onlyOne') })}
        >
          <Select
            id={`${id}-by`}
            mode="multiple"
            value={by}
            options={SIGNERS.map((role) => ({ value: role, label: roleName(role, language) }))}
            showSearch={{ filterOption: isTypedFor }}
            onChange={setBy}
          />
        </Form.Item>
        <Form.Item label={t('approval.after')} htmlFor={`${id}-after`}>
          <Select
            id={`${id}-after`}
            value={after < 0 ? undefined : after}
            options={places.map((index) => ({
              value: index,
              label: `${flow.steps[index]?.name ?? ''} → ${stateName(flow.steps[index]?.to)}`,
            }))}
            showSearch={{ filterOption: isTypedFor }}
            onChange={setAfter}
          />
        </Form.Item>
        <Form.Item label={t('approval.refused')} htmlFor={`${id}-refused`}>
          <Select
            id={`${id}-refused`}
            value={refused}
            options={flow.states.map((state) => ({ value: state.id, label: state.name }))}
            onChange={setRefused}
          />
        </Form.Item>
      </Form>
      {step && (
        <p role="status" className={css.quiet}>
          {t('approval.outcome', {
            step: step.name,
            waiting: t('approval.waiting', { name: name.trim() || t('fresh.approval') }),
            passed: stateName(step.to),
            failed: stateName(refused),
          })}
        </p>
      )}
    </Modal>
  )
}
