import { maskPersonal, type Form } from '@shaotai/core'
import type { Manifest, PersonalData } from '@shaotai/plugin'

/** What personal data a plugin was shown unmasked: kinds, and the fields they stood in. */
export type Shown = { readonly kinds: readonly PersonalData[]; readonly fields: readonly string[] }
export const NOTHING_SHOWN: Shown = { kinds: [], fields: [] }

/**
 * The answers of a form as a plugin may read them: personal data masked, but for the kinds its manifest declares. A field whose kind nobody
 * can tell stays masked.
 */
export function showForm(
  manifest: Pick<Manifest, 'personalData'>,
  form: Pick<Form, 'schema'> | undefined,
  data: Readonly<Record<string, unknown>>,
): { readonly form: Record<string, unknown>; readonly shown: Shown } {
  // Without its form nobody knows which answers are personal.
  if (!form) return { form: {}, shown: NOTHING_SHOWN }
  const masked = maskPersonal(form, data)
  const properties = (form.schema['properties'] ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>
  const kinds = new Set<PersonalData>()
  const fields: string[] = []
  for (const [name, field] of Object.entries(properties)) {
    const kind = field['x-personal'] === true && Object.hasOwn(data, name) ? kindOf(name, field) : undefined
    if (!kind || !manifest.personalData[kind]) continue
    masked[name] = data[name]
    kinds.add(kind)
    fields.push(name)
  }
  return { form: masked, shown: { kinds: [...kinds], fields } }
}

/** By what a field is called which kind of personal data it holds; the widget says it for places and photos. */
const WORDS: readonly (readonly [PersonalData, RegExp])[] = [
  ['id-number', /身份证|证件号|id-?(card|number)/i],
  ['phone', /电话|手机|联系方式|phone|tel|mobile/i],
  ['address', /住址|地址|address/i],
  ['location', /位置|坐标|location|place/i],
  ['photo', /照片|图片|photo|image/i],
  ['voice', /录音|录像|voice|video/i],
  ['name', /姓名|名字|联系人|反映人|来电人|name|reporter/i],
]

function kindOf(name: string, field: Readonly<Record<string, unknown>>): PersonalData | undefined {
  const widget = field['x-widget']
  if (widget === 'place') return 'location'
  if (widget === 'photos' || widget === 'photo') return 'photo'
  const words = `${typeof field['title'] === 'string' ? field['title'] : ''} ${name}`
  return WORDS.find(([, pattern]) => pattern.test(words))?.[0]
}
