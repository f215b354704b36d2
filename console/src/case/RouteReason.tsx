import type { Route } from '@shaotai/core'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './case.module.css'

export type RouteReasonProps = {
  route: Route
  /** The name of a unit by its id. */
  unitName: (id: string) => string
  /** Said instead of why it came to us, to those it did not come to. */
  label?: string
  /** More about the basis, for example the list item as text. */
  detail?: ReactNode
}

/** 为什么派给我们: the rule that decided, the lead it names, and on request its clause and the cooperating units. */
export function RouteReason({ route, unitName, label, detail }: RouteReasonProps) {
  const { t } = useTranslation('case')
  const [open, setOpen] = useState(false)
  const hasBasis = route.clause !== undefined || route.cooperating.length > 0 || detail !== undefined
  const because = t(`route.${route.rule}`, { name: route.name })
  const lead = route.lead && t('route.lead', { unit: unitName(route.lead) })
  return (
    <div className={css.reason}>
      <div>
        {label ?? t('route.why')}
        {lead ? t('route.both', { because, lead }) : t('route.only', { because })}
        {hasBasis && (
          <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('route.hide') : t('route.basis')}
          </Button>
        )}
      </div>
      {open && (
        <>
          <dl>
            {route.clause && (
              <>
                <dt>{t('route.clause')}</dt>
                <dd>{route.clause}</dd>
              </>
            )}
            {route.cooperating.length > 0 && (
              <>
                <dt>{t('route.cooperating')}</dt>
                <dd>{route.cooperating.map(unitName).join(t('list.separator'))}</dd>
              </>
            )}
          </dl>
          {detail}
        </>
      )}
    </div>
  )
}
