import type { Form, FormData } from '../form/schema.ts'

/** Photos given and whether a place has coordinates, read through the form's `x-widget` hints. */
export function countEvidence(form: Form | undefined, data: FormData): { photos: number; located: boolean } {
  const properties = (form?.schema.properties ?? {}) as Record<string, { 'x-widget'?: string } | undefined>
  let photos = 0
  let located = false
  for (const [field, value] of Object.entries(data)) {
    const widget = Object.hasOwn(properties, field) ? properties[field]?.['x-widget'] : undefined
    if (widget === 'photos' && Array.isArray(value)) photos += value.length
    if (widget === 'location' && isLocated(value)) located = true
  }
  return { photos, located }
}

function isLocated(value: unknown): boolean {
  const place = value as { longitude?: unknown; latitude?: unknown } | null
  return typeof place?.longitude === 'number' && typeof place.latitude === 'number'
}
