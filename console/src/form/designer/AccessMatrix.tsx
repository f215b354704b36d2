import { formUses, mayUseField, type Role } from '@shaotai/core'
import { Checkbox } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { roleName } from '../../platform/role-names.ts'
import { accessSteps, FORM_ROLES, withFill, withSee } from './access-matrix.ts'
import { useDesign } from './design.ts'
import { patchField, type DesignField } from './edit-form.ts'
import css from './designer.module.css'

/** What every list shows. */
const LISTED = ['title', 'place']

/** 谁能看, 谁能填: roles down, sight and the steps of the form across. The server holds to it. */
export function AccessMatrix({ field }: { field: DesignField }) {
  const { t, i18n } = useTranslation('form')
  const { form, policy, apply, readOnly } = useDesign()
  const steps = useMemo(() => accessSteps(formUses(policy), form.id), [policy, form.id])
  const isListed = LISTED.includes(field.id)
  const put = (patch: Record<string, unknown> | undefined) => {
    if (patch) apply(patchField(form, field.id, patch), `${field.id}/access`)
  }
  const name = (role: Role) => roleName(role, i18n.language === 'en' ? 'en' : 'zh')
  return (
    <div className={css.access}>
      <p className={css.quiet}>{t(isListed ? 'access.listed' : 'access.note')}</p>
      {steps.length === 0 && <p className={css.quiet}>{t('access.unused')}</p>}
      <table>
        <caption className="visually-hidden">{t('tab.access')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('access.role')}</th>
            <th scope="col">{t('access.see')}</th>
            {steps.map((step) => (
              <th key={step.command} scope="col">
                {t('access.fill', { name: step.name })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FORM_ROLES.map((role) => {
            const sees = mayUseField(field.node, role)
            return (
              <tr key={role}>
                <th scope="row">{name(role)}</th>
                <td>
                  <Checkbox
                    aria-label={t('access.seeBy', { role: name(role) })}
                    checked={sees}
                    disabled={readOnly || isListed || (sees && !withSee(field.node, role, false))}
                    onChange={(event) => put(withSee(field.node, role, event.target.checked))}
                  />
                </td>
                {steps.map(({ command, name: step, by }) => {
                  const fills = mayUseField(field.node, role, command)
                  if (!by.includes(role)) return <td key={command}>—</td>
                  return (
                    <td key={command}>
                      <Checkbox
                        aria-label={t('access.fillBy', { role: name(role), name: step })}
                        checked={fills}
                        disabled={readOnly || !sees || (fills && !withFill(field.node, steps, { role, command, on: false }))}
                        onChange={(event) => put(withFill(field.node, steps, { role, command, on: event.target.checked }))}
                      />
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
