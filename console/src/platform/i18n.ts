import { TERMS, type Term } from '@shaotai/core'
import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { remembered } from './remembered.ts'

/** Words of one feature: flat keys to sentences. `{{term.case}}` stands for the county's own word. */
export type Words = Readonly<Record<string, string>>
export type Language = 'zh' | 'en'

const chinese = import.meta.glob<Words>('../*/words.zh.ts', { eager: true, import: 'words' })
const english = import.meta.glob<Words>('../*/words.en.ts', { import: 'words' })

const ENGLISH_TERMS: Record<Term, string> = {
  whistle: 'blow the whistle',
  case: 'case',
  dispatch: 'dispatch',
  sign: 'sign for',
  arrive: 'arrive',
  reply: 'reply',
  consent: 'consent to close',
  rate: 'rate',
  close: 'close',
  return: 'return',
  urge: 'urge',
  suspend: 'stop the clock',
  rework: 'rework',
  supervise: 'supervise',
  lead: 'lead',
  cooperate: 'cooperate',
  town: 'township',
  department: 'department',
  platform: 'coordination centre',
  item: 'item',
  responder: 'responder',
}

const rememberedLanguage = remembered<Language>('language', 'zh')
let vocabulary: Partial<Record<Term, string>> = {}

/** Starts i18next with the remembered language. Chinese is in the entry; English is fetched when chosen. */
export async function startI18n(language: Language = rememberedLanguage.read()): Promise<i18n> {
  const resources = Object.fromEntries(Object.entries(chinese).map(([path, words]) => [namespaceOf(path), words]))
  await i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    resources: { zh: resources },
    ns: Object.keys(resources),
    defaultNS: 'platform',
    keySeparator: false,
    nsSeparator: ':',
    returnNull: false,
    interpolation: { escapeValue: false, defaultVariables: { term: terms('zh') } },
    react: { useSuspense: false },
  })
  await chooseLanguage(language)
  return i18next
}

/** Switches the language and remembers it. */
export async function chooseLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'platform')) {
    await Promise.all(Object.entries(english).map(async ([path, load]) => i18next.addResourceBundle('en', namespaceOf(path), await load())))
  }
  applyTerms(language)
  await i18next.changeLanguage(language)
  rememberedLanguage.write(language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

/** Takes the county's own words (`profile.vocabulary`); they replace ours in every Chinese sentence. */
export function setVocabulary(words: Partial<Record<Term, string>>): void {
  vocabulary = words
  applyTerms(currentLanguage())
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh'
}

function applyTerms(language: Language): void {
  const interpolation = i18next.options.interpolation
  if (interpolation) interpolation.defaultVariables = { term: terms(language) }
}

function terms(language: Language): Record<Term, string> {
  return language === 'en' ? ENGLISH_TERMS : { ...TERMS, ...vocabulary }
}

/** The folder of a file of words; our own comes as `./words.…`. */
function namespaceOf(path: string): string {
  const folder = path.split('/').at(-2) ?? '.'
  return folder === '.' ? 'platform' : folder
}
