import { AimOutlined, CloseOutlined } from '@ant-design/icons'
import type { FieldProps } from '@rjsf/utils'
import type { Place } from '@shaotai/core'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './form.module.css'

/** A place: its address in words, and where this device is when the person asks for it. */
export function PlaceField({ formData, onChange, fieldPathId, readonly, disabled, onBlur }: FieldProps) {
  const { t } = useTranslation()
  const [state, setState] = useState<'ready' | 'locating' | 'denied' | 'failed' | 'unavailable'>('ready')
  const place: Partial<Place> = typeof formData === 'object' && formData !== null ? (formData as Place) : {}
  const locked = readonly === true || disabled === true
  const put = (next: Partial<Place>) => {
    const kept = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ''))
    onChange(Object.keys(kept).length > 0 ? kept : undefined, fieldPathId.path)
  }
  const locate = () => {
    if (!('geolocation' in navigator)) {
      setState('unavailable')
      return
    }
    setState('locating')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('ready')
        put({ ...place, longitude: round(coords.longitude), latitude: round(coords.latitude) })
      },
      (error) => setState(error.code === error.PERMISSION_DENIED ? 'denied' : 'failed'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    )
  }
  const hasPosition = place.longitude !== undefined && place.latitude !== undefined
  return (
    <div data-field={fieldPathId.$id} className={css.place}>
      <Input
        id={`${fieldPathId.$id}_address`}
        value={place.address ?? ''}
        placeholder={t('place.address')}
        readOnly={readonly}
        disabled={disabled}
        maxLength={200}
        autoComplete="street-address"
        onChange={(event) => put({ ...place, address: event.target.value })}
        onBlur={() => onBlur(fieldPathId.$id, formData)}
      />
      <div className={css.placeFoot}>
        {!locked && (
          <Button icon={<AimOutlined />} loading={state === 'locating'} onClick={locate}>
            {state === 'locating' ? t('place.locating') : t('place.here')}
          </Button>
        )}
        {hasPosition && (
          <span className="tabular">
            {t('place.at', { longitude: place.longitude?.toFixed(5), latitude: place.latitude?.toFixed(5) })}
            {!locked && (
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t('place.clear')}
                onClick={() => put({ address: place.address })}
              />
            )}
          </span>
        )}
        <span role="status" className={css.placeProblem}>
          {state === 'denied' && t('place.denied')}
          {state === 'failed' && t('place.failed')}
          {state === 'unavailable' && t('place.unavailable')}
        </span>
      </div>
    </div>
  )
}

/** About ten centimetres; more digits only pretend. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
