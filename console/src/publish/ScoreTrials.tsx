import type { Policy } from '@shaotai/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../platform/i18n.ts'
import { EditingContext, type Editing } from '../policy/editing.ts'
import { conditionSayer } from '../policy/sentences.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { ModelTrial } from '../scoring/designer/TrialPanel.tsx'
import css from './publish.module.css'

/** Every model of scores the draft changes, tried beside the one it replaces. `onShown`: the results of all of them are on screen. */
export function ScoreTrials({ draft, base, onShown }: { draft: Policy; base: Policy | undefined; onShown: () => void }) {
  const { t, i18n } = useTranslation('publish')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const { name: unitName } = useUnits()
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set())
  const old = base?.scoring.models ?? []
  const changed = draft.scoring.models.filter((one) => JSON.stringify(one) !== JSON.stringify(old.find(({ id }) => id === one.id)))
  const editing = useMemo<Editing>(
    () => ({
      kind: 'scoring',
      policy: draft,
      readOnly: true,
      say: conditionSayer(draft, { language, unitName }),
      unitName,
      units: [],
      set: nothing,
      openCode: nothing,
      flush: () => Promise.resolve(true),
      findings: [],
      baseVersion: 0,
    }),
    [draft, language, unitName],
  )
  const complete = base !== undefined && changed.every(({ id }) => shown.has(id))
  useEffect(() => {
    if (complete) onShown()
  }, [complete, onShown])
  return (
    <EditingContext value={editing}>
      {changed.length === 0 && <p className={css.quiet}>{t('trial.noModel')}</p>}
      {changed.map((model) => (
        <section key={model.id} aria-label={model.name}>
          <h3 className={css.head}>{model.name}</h3>
          <ModelTrial model={model} base={base} onShown={() => setShown((known) => new Set([...known, model.id]))} />
        </section>
      ))}
    </EditingContext>
  )
}

function nothing(): void {
  // What is being published is not edited here.
}
