import { type Flow, type Policy, type PolicyKind, type Responsibilities, type Sla } from '@shaotai/core'
import { lazy, type ComponentType } from 'react'
import { ListForm } from './ListForm.tsx'

/** What the page of a draft hands to every designer; the rest comes from `useEditing`. */
export type DesignerProps = {
  /** The document under edit: of the kind the designer is for. */
  document: unknown
  /** The pointer into the document that somebody asked to see (去改). */
  focus: string | undefined
  /** The version the draft started from. */
  base: Policy | undefined
}

/** How a kind of document is edited: its form, and what else it may be seen as or beside. */
export type Designer = {
  form: ComponentType<DesignerProps>
  /** The same document drawn: a chart or a table (图 / 表). */
  chart?: ComponentType<DesignerProps>
  /** What stands beside the form: what the change would do. */
  side?: ComponentType<DesignerProps>
}

const SlaForm = lazy(async () => {
  const { SlaForm: Form } = await import('../sla/designer/SlaForm.tsx')
  return { default: ({ document, focus, base }: DesignerProps) => <Form document={document as Sla} focus={focus} base={base} /> }
})
const SlaSide = lazy(async () => ({ default: (await import('../sla/designer/SlaSide.tsx')).SlaSide }))
const SlaLine = lazy(async () => ({ default: (await import('../sla/designer/SlaLine.tsx')).SlaLine }))
const FlowFace = lazy(async () => {
  const { FlowFace: Face } = await import('./FlowFace.tsx')
  return { default: ({ document }: DesignerProps) => <Face flows={document as Flow[]} /> }
})
const FlowDesigner = lazy(async () => ({ default: (await import('../flow/FlowDesigner.tsx')).FlowDesigner }))
const CalendarForm = lazy(async () => ({ default: (await import('../calendar/CalendarForm.tsx')).CalendarForm }))

const ListWorkbench = lazy(async () => {
  const { ListWorkbench: Bench } = await import('../responsibility/workbench/ListWorkbench.tsx')
  return { default: ({ document, focus }: DesignerProps) => <Bench list={document as Responsibilities} focus={focus} /> }
})
const FormDesigner = lazy(async () => ({ default: (await import('../form/designer/FormDesigner.tsx')).FormDesigner }))
const CategoryDesigner = lazy(async () => ({ default: (await import('../form/category/CategoryDesigner.tsx')).CategoryDesigner }))
const ProfileDesigner = lazy(async () => ({ default: (await import('../profile/ProfileDesigner.tsx')).ProfileDesigner }))

const DictionaryDesigner = lazy(async () => ({ default: (await import('../dictionary/DictionaryDesigner.tsx')).DictionaryDesigner }))

const ScoringDesigner = lazy(async () => ({ default: (await import('../scoring/designer/ScoringDesigner.tsx')).ScoringDesigner }))
const TrialPanel = lazy(async () => ({ default: (await import('../scoring/designer/TrialPanel.tsx')).TrialPanel }))

const EvaluationDesigner = lazy(async () => ({ default: (await import('../evaluation/EvaluationDesigner.tsx')).EvaluationDesigner }))
const EvaluationPreview = lazy(async () => ({ default: (await import('../evaluation/EvaluationPreview.tsx')).EvaluationPreview }))

const DESIGNERS: Partial<Record<PolicyKind, Designer>> = {
  sla: { form: SlaForm, chart: SlaLine, side: SlaSide },
  responsibilities: { form: ListWorkbench },
  flows: { form: FlowDesigner, chart: FlowFace },
  forms: { form: FormDesigner },
  categories: { form: CategoryDesigner },
  profile: { form: ProfileDesigner },
  dictionaries: { form: DictionaryDesigner },
  calendars: { form: CalendarForm },
  evaluation: { form: EvaluationDesigner, side: EvaluationPreview },
  scoring: { form: ScoringDesigner, side: TrialPanel },
}

/** The designer of a kind; kinds without one of their own are edited as lists of generated forms. */
export function designerOf(kind: PolicyKind): Designer {
  return DESIGNERS[kind] ?? { form: ListForm }
}
