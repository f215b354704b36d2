import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  ExclamationCircleOutlined,
  MinusCircleOutlined,
  PauseCircleOutlined,
  SyncOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import css from './case.module.css'
import type { Tone } from './tone.ts'

const ICONS: Record<Tone, ReactNode> = {
  red: <ExclamationCircleOutlined />,
  amber: <ClockCircleOutlined />,
  green: <CheckCircleOutlined />,
  blue: <SyncOutlined />,
  purple: <PauseCircleOutlined />,
  grey: <MinusCircleOutlined />,
}

/** A state in the county's words: colour, icon and word together, never colour alone. */
export function StatusTag({ name, tone, icon }: { name: string; tone: Tone; icon?: ReactNode }) {
  return (
    <span className={`${css.tag} ${css[tone]}`}>
      {icon ?? ICONS[tone]}
      {name}
    </span>
  )
}

/** The tag of something refused or given up. */
export function RefusedTag({ name }: { name: string }) {
  return <StatusTag name={name} tone="grey" icon={<CloseCircleOutlined />} />
}
