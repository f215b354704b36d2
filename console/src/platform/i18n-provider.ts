import type { I18nProvider } from '@refinedev/core'
import i18next from 'i18next'
import { chooseLanguage, currentLanguage, type Language } from './i18n.ts'

/** Refine's own sentences (saved, failed, leave unsaved) from `refine.*` keys of the platform's words. */
export const i18nProvider: I18nProvider = {
  translate(key: string, options?: unknown, fallback?: string) {
    const values = typeof options === 'object' && options !== null ? (options as Record<string, unknown>) : {}
    const inherited = typeof options === 'string' ? options : fallback
    return i18next.t(`platform:refine.${key}`, { ...values, defaultValue: inherited ?? key })
  },
  changeLocale: (locale: string) => chooseLanguage(locale as Language),
  getLocale: currentLanguage,
}
