import { clockRuleSchema } from '@shaotai/core'
import { Alert, Button, Card, Segmented, Table, Tabs } from 'antd'
import { useState } from 'react'
import { CategoryTag } from '../../case/CategoryTag.tsx'
import { RouteReason } from '../../case/RouteReason.tsx'
import { ScoreBar } from '../../case/ScoreBar.tsx'
import { StarRating } from '../../case/StarRating.tsx'
import { StatusTag } from '../../case/StatusTag.tsx'
import { Timeline } from '../../case/Timeline.tsx'
import { ClockRuler } from '../../sla/ClockRuler.tsx'
import { Countdown } from '../../sla/Countdown.tsx'
import { JsonDiff } from '../editor/JsonDiff.tsx'
import { JsonEditor } from '../editor/JsonEditor.tsx'
import { Empty } from '../feedback/Empty.tsx'
import { ErrorState } from '../feedback/ErrorState.tsx'
import { Forbidden } from '../feedback/Forbidden.tsx'
import { NotFound } from '../feedback/NotFound.tsx'
import { PageHeader } from '../feedback/PageHeader.tsx'
import { SchemaForm } from '../form/SchemaForm.tsx'
import { RequestFailed } from '../http.ts'
import { chooseLanguage } from '../i18n.ts'
import { arrivalClock, doneClock, metClock, NOW, overdueClock, pausedClock, soonClock, warnedClock, whistleSchema } from './samples.ts'
import css from './gallery.module.css'

const unitName = (id: string) => ({ market: '市场监管局', house: '住建局', law: '综合行政执法局' })[id] ?? id
const units = [
  { value: 'market', label: '市场监管局', group: '部门' },
  { value: 'house', label: '住建局', group: '部门' },
  { value: 'law', label: '综合行政执法局', group: '部门' },
  { value: 'south', label: '南河镇', group: '镇街' },
]
const rule = {
  id: 'arrive',
  name: '到场',
  per: 'assignment',
  owner: 'assignee',
  start: ['assignment.signed'],
  stop: ['assignment.arrived'],
  goals: [
    { amount: 3, unit: 'hour', basis: 'working-minutes', when: { eq: ['case.category', 'quick'] } },
    { amount: 24, unit: 'hour', basis: 'natural' },
  ],
  onReentry: 'restart',
  warnAt: ['4/5'],
  vendorNote: { keep: 'me' },
}

/** Everything the platform draws, on one page; in development only. */
export function Gallery() {
  const [text, setText] = useState(JSON.stringify(rule, null, 2))
  const [saved, setSaved] = useState('')
  const [stars, setStars] = useState<number>()
  return (
    <div className={css.page}>
      <PageHeader
        title="快捷哨时限"
        crumbs={[{ name: '制度' }, { name: '时限规则', to: '/__gallery' }]}
        status={<StatusTag name="草稿 · 第 13 版" tone="amber" />}
        note="现行第 12 版，2026年3月1日 起施行"
        actions={
          <>
            <Segmented options={['zh', 'en']} onChange={(value) => void chooseLanguage(value === 'en' ? 'en' : 'zh')} />
            <Button>撤销</Button>
            <Button type="primary">提交审核</Button>
          </>
        }
      />
      <Tabs
        items={[
          {
            key: 'parts',
            label: '组件',
            children: (
              <div className={css.grid}>
                <Card title="标签">
                  <div className={css.row}>
                    <CategoryTag category={{ name: '应急哨', colour: 'red', icon: 'siren' }} />
                    <CategoryTag category={{ name: '攻坚哨', colour: 'purple', icon: 'hammer' }} level="二级" />
                    <CategoryTag category={{ name: '快捷哨', colour: 'blue', icon: 'whistle' }} />
                    <StatusTag name="待签收" tone="amber" />
                    <StatusTag name="办理中" tone="blue" />
                    <StatusTag name="已销号" tone="green" />
                    <StatusTag name="已超时" tone="red" />
                    <StatusTag name="停表" tone="purple" />
                    <StatusTag name="已撤回" tone="grey" />
                  </div>
                </Card>
                <Card title="倒计时">
                  <div className={css.row}>
                    {[soonClock, warnedClock, overdueClock, arrivalClock, pausedClock, metClock, doneClock].map((clock, index) => (
                      <Countdown key={index} clock={clock} now={NOW} size={index === 0 ? 'large' : 'normal'} />
                    ))}
                  </div>
                </Card>
                <Card title="到场">
                  <ClockRuler clock={arrivalClock} now={NOW} offset={480} />
                </Card>
                <Card title="办结">
                  <ClockRuler clock={doneClock} now={NOW + 30 * 3_600_000} offset={480} />
                </Card>
                <Card title="办理经过">
                  <Timeline
                    offset={480}
                    now={NOW}
                    entries={[
                      {
                        key: 1,
                        at: NOW - 3_000_000,
                        name: '吹哨',
                        who: { name: '李某', unit: '南河镇', role: '吹哨专员' },
                        text: '农贸市场门口占道经营反复回潮，已劝离三次。',
                      },
                      {
                        key: 2,
                        at: NOW - 2_600_000,
                        name: '派件',
                        who: { name: '王某', unit: '综合协调平台', role: '平台派单员' },
                        tone: 'blue',
                      },
                      {
                        key: 3,
                        at: NOW - 2_100_000,
                        name: '签收',
                        who: { name: '张某', unit: '综合行政执法局', role: '部门签收员' },
                        tone: 'green',
                      },
                      { key: 4, at: NOW - 600_000, name: '到场提醒', tone: 'amber' },
                    ]}
                  />
                </Card>
                <Card title="派件依据与评价">
                  <RouteReason
                    unitName={unitName}
                    route={{
                      rule: 'item',
                      name: '第 27 项 燃气经营安全',
                      lead: 'market',
                      cooperating: ['house', 'law'],
                      clause: '责任清单第 27 项',
                    }}
                  />
                  <div className={css.stack}>
                    <StarRating
                      label="报到速度"
                      showLabel
                      value={stars}
                      onChange={setStars}
                      meanings={['很慢', '较慢', '一般', '较快', '很快']}
                    />
                    <StarRating label="解决效果" showLabel value={4} readOnly />
                    <ScoreBar label="综合行政执法局" value={96.4} max={100} text="96.40 分" before={92} />
                    <ScoreBar label="市场监管局" value={71.2} max={100} text="71.20 分" before={80} />
                  </div>
                </Card>
                <Alert
                  type="warning"
                  showIcon
                  title="2 个提醒，0 个必须改正的问题"
                  description="生态环境局每天 17:30 后无人值守，17:10 之后的哨件到场时限会顺延到次日 10:10。"
                />
                <Table
                  size="small"
                  pagination={{ total: 60 }}
                  rowKey="name"
                  dataSource={[
                    { name: '综合行政执法局', count: '1,237' },
                    { name: '市场监管局', count: '1,204' },
                  ]}
                  columns={[
                    { title: '部门', dataIndex: 'name' },
                    { title: '件数', dataIndex: 'count', align: 'right' },
                  ]}
                />
              </div>
            ),
          },
          {
            key: 'form',
            label: '办事表单',
            children: (
              <Card>
                <SchemaForm
                  schema={whistleSchema}
                  choices={{ unit: units }}
                  submitText="吹哨"
                  onCancel={() => undefined}
                  onSubmit={(value) => setSaved(JSON.stringify(value, null, 2))}
                />
                {saved && <pre>{saved}</pre>}
              </Card>
            ),
          },
          {
            key: 'policy',
            label: '制度表单',
            children: (
              <Card>
                <SchemaForm
                  schema={clockRuleSchema}
                  value={rule}
                  onOpenCode={() => undefined}
                  onSubmit={(value) => setSaved(JSON.stringify(value, null, 2))}
                />
                {saved && <pre data-testid="saved">{saved}</pre>}
              </Card>
            ),
          },
          {
            key: 'code',
            label: '代码',
            children: <JsonEditor text={text} schema={clockRuleSchema} onChange={(reading) => setText(reading.text)} height={420} />,
          },
          {
            key: 'diff',
            label: '对比',
            children: <JsonDiff before={JSON.stringify(rule, null, 2)} after={JSON.stringify({ ...rule, name: '到场（新）' }, null, 2)} />,
          },
          {
            key: 'states',
            label: '状态页',
            children: (
              <div className={css.grid}>
                <Card>
                  <Empty text="当前无待派件，最近一件 13:20" action={<Button>看全部哨件</Button>} />
                </Card>
                <Card>
                  <ErrorState error={new RequestFailed(0, {})} onRetry={() => undefined} />
                </Card>
                <Card>
                  <Forbidden roles={['policy-admin', 'policy-reviewer']} />
                </Card>
                <Card>
                  <NotFound />
                </Card>
              </div>
            ),
          },
        ]}
      />
    </div>
  )
}
