/** Why the process cannot start, in one sentence for the person at the keyboard, in both languages. */
export class StartError extends Error {
  readonly zh: string
  readonly en: string

  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`)
    this.name = 'StartError'
    this.zh = zh
    this.en = en
  }
}
