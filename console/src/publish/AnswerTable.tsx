import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined, EyeOutlined, MinusCircleOutlined } from '@ant-design/icons'
import type { Consultation } from '@shaotai/api'
import { Table, Tag } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatStamp } from '../platform/format/format.ts'
import { useUnits } from '../policy-data/use-units.ts'
import css from './publish.module.css'

type Answering = Consultation['units'][number]

const LOOKS: Record<Answering['status'], { icon: ReactNode; colour: string }> = {
  unread: { icon: <ClockCircleOutlined />, colour: 'default' },
  read: { icon: <EyeOutlined />, colour: 'processing' },
  agree: { icon: <CheckCircleOutlined />, colour: 'success' },
  object: { icon: <CloseCircleOutlined />, colour: 'error' },
  silent: { icon: <MinusCircleOutlined />, colour: 'success' },
}

/** One consultation: who has read it, who agrees, who objects to which clause and why. */
export function AnswerTable({ consultation }: { consultation: Consultation }) {
  const { t } = useTranslation('publish')
  const { name } = useUnits()
  const { units, clauses, dueAt, silence, note, open } = consultation
  const count = (status: Answering['status']) => units.filter((one) => one.status === status).length
  const changed = clauses.filter((one) => one.changed)
  return (
    <section className={css.consultation} aria-label={t('consult.record')}>
      <p>
        <strong>{t(open ? 'consult.open' : 'consult.closed', { moment: formatStamp(dueAt) })}</strong>
        {t(silence ? 'consult.silent' : 'consult.notSilent')}
      </p>
      <p className={css.quiet}>{note}</p>
      <p className="tabular">
        {t('consult.counts', {
          all: units.length,
          unread: count('unread') + count('read'),
          agree: count('agree') + count('silent'),
          object: count('object'),
        })}
      </p>
      {changed.length > 0 && (
        <p className={css.comment}>{t('consult.changed', { clauses: changed.map((one) => `${one.number} ${one.title}`).join('、') })}</p>
      )}
      <Table<Answering>
        rowKey="unit"
        size="small"
        dataSource={units}
        pagination={units.length > 20 ? { pageSize: 20 } : false}
        scroll={{ x: 520 }}
        columns={[
          { title: t('consult.unit'), width: 170, render: (_value, row) => name(row.unit) },
          {
            title: t('consult.answer'),
            width: 140,
            render: (_value, row) => (
              <Tag icon={LOOKS[row.status].icon} color={LOOKS[row.status].colour}>
                {t(`consult.status.${row.status}`)}
              </Tag>
            ),
          },
          {
            title: t('consult.words'),
            render: (_value, row) => {
              const objections = row.answers.filter((one) => one.answer === 'object')
              return objections.length === 0
                ? t('policy:view.none')
                : objections.map((one) => (
                    <div key={one.clause}>
                      {t('consult.objection', { clause: one.clause, reason: one.reason, by: one.by })}
                      {clauses.find((clause) => clause.key === one.clause)?.changed && <Tag color="warning">{t('consult.since')}</Tag>}
                    </div>
                  ))
            },
          },
        ]}
      />
    </section>
  )
}
