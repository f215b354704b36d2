import type { Term } from '@shaotai/core'

/** Sentences of the product, each showing several of its words together. */
const SENTENCES = [
  '{town}{whistle}后，{platform}把{case}{dispatch}给{lead}{department}。',
  '{department}{sign}后，{responder}须按时{arrive}。',
  '这个{item}由{lead}{department}办理，{cooperate}{department}协助。',
  '{department}{reply}后，由{town}{consent}并{rate}，{case}{close}。',
  '不属本{department}的可以{return}；{platform}可以{urge}和{supervise}。',
  '办得不好的{case}要{rework}；等外部条件的可以申请{suspend}。',
] as const

/** The sentence in which a word is shown. */
export function sentenceOf(term: Term): string {
  return SENTENCES.find((sentence) => sentence.includes(`{${term}}`)) ?? SENTENCES[0]
}

/** A sentence in pieces, its terms replaced by the words given. */
export function sayWith(sentence: string, words: Readonly<Record<Term, string>>): { text: string; term?: Term }[] {
  return sentence
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const term = /^\{(\w+)\}$/.exec(piece)?.[1] as Term | undefined
      return term === undefined ? { text: piece } : { text: words[term], term }
    })
}
