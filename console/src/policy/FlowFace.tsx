import type { Flow, Role } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import type { Language } from '../platform/i18n.ts'
import { roleName } from '../platform/role-names.ts'
import { useEditing } from './editing.ts'
import css from './policy.module.css'

/** The flow as it runs: each state, and the steps that lead on from it. */
export function FlowFace({ flows }: { flows: readonly Flow[] }) {
  const { t, i18n } = useTranslation('policy')
  const { say } = useEditing()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  return (
    <div>
      {flows.map((flow) => {
        const names = new Map(flow.states.map((state) => [state.id, state.name]))
        return (
          <section key={flow.id} className={css.flow}>
            <h3>{flow.name}</h3>
            <div className={css.scroll}>
              <table className={css.stages}>
                <thead>
                  <tr>
                    <th scope="col">{t('flow.state')}</th>
                    <th scope="col">{t('flow.step')}</th>
                    <th scope="col">{t('flow.by')}</th>
                    <th scope="col">{t('flow.to')}</th>
                  </tr>
                </thead>
                <tbody>
                  {flow.states.map((state) => {
                    const steps = flow.steps.filter((step) => step.from.includes(state.id))
                    const rows = steps.length > 0 ? steps : [undefined]
                    return rows.map((step, index) => (
                      <tr key={`${state.id}/${step?.id ?? ''}`} className={index > 0 ? css.further : undefined}>
                        {index === 0 && (
                          <th scope="row" rowSpan={rows.length}>
                            {state.name}
                            {state.id === flow.initial && <span className={css.chip}>{t('flow.initial')}</span>}
                          </th>
                        )}
                        {step ? (
                          <>
                            <td>
                              {step.name}
                              {step.when && <div className={css.when}>{say(step.when)}</div>}
                            </td>
                            <td>
                              {step.by
                                .map((who) => (who === 'system' ? t('flow.system') : roleName(who as Role, language)))
                                .join(t('platform:list.separator'))}
                            </td>
                            <td>
                              <span aria-hidden="true">→ </span>
                              {names.get(step.to) ?? step.to}
                            </td>
                          </>
                        ) : (
                          <td colSpan={3} className={css.nothing}>
                            {t('flow.end')}
                          </td>
                        )}
                      </tr>
                    ))
                  })}
                </tbody>
              </table>
            </div>
          </section>
        )
      })}
    </div>
  )
}
