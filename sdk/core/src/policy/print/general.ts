import { TERMS, type Term } from '../../profile/schema.ts'
import type { ArticleDraft } from './document.ts'
import type { PrintWords } from './words.ts'

/** 总则: what it is for, on what it rests, the county's words, numbering and sources. */
export function printGeneral(words: PrintWords): ArticleDraft[] {
  const { profile, sources } = words.policy
  const basis = profile.basis === undefined ? '' : `${/^(依据|根据|按照)/.test(profile.basis) ? '' : '根据'}${profile.basis}，`
  const own = Object.entries(profile.vocabulary).filter(([term, word]) => word !== TERMS[term as Term])
  return [
    {
      at: '/profile',
      title: '目的和依据',
      text: `${basis}为规范“${words.term('whistle')}”“报到”办理，明确各方职责和时限，制定本办法。${profile.slogan === undefined ? '' : `工作要求：${profile.slogan}。`}`,
      items: words.rest(profile, '/profile', ['title', 'slogan', 'basis', 'vocabulary', 'caseNumber']),
    },
    ...(own.length === 0
      ? []
      : [
          {
            at: '/profile/vocabulary',
            title: '本县用语',
            text: '本办法所称：',
            items: own.map(([term, word]) => `“${word}”，即${TERMS[term as Term]}`),
          },
        ]),
    {
      at: '/profile/caseNumber',
      title: '编号',
      text: `${words.term('case')}按年编号，字头为“${profile.caseNumber.prefix}”，流水号 ${profile.caseNumber.digits} 位。`,
    },
    ...(sources.length === 0
      ? []
      : [
          {
            at: '/sources',
            title: '哨源',
            text: '下列来源的事项可以作为哨源：',
            items: sources.map(({ name, note }) => (note ? `${name}：${note}` : name)),
          },
        ]),
  ]
}

/** 附则: annexes and what the paper is bound to. */
export function printFinal({ policy }: PrintWords): ArticleDraft[] {
  const articles: ArticleDraft[] = []
  if (policy.examples.length > 0)
    articles.push({
      at: '/examples',
      title: '适用范例',
      text: `本办法附适用范例 ${policy.examples.length} 个。范例与条文不一致的，不得施行。`,
    })
  articles.push({
    at: '/format',
    title: '解释和版本',
    text: '本办法以系统中同一内容指纹的版本为准。哨件适用吹哨时施行的版本，另有衔接规定的除外。',
  })
  return articles
}
