/** A finding in words: what is wrong, and what to do about it. `{param}` stands for a parameter. */
export type Sentence = { readonly zh: string; readonly zhHint: string; readonly en: string; readonly enHint: string }

/** Makes a sentence: what and hint in Chinese, then in English. */
export const say = (zh: string, zhHint: string, en: string, enHint: string): Sentence => ({ zh, zhHint, en, enHint })
