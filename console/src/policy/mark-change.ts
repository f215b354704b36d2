export type MarkedChange = { rest: [string, string, string]; before?: string; after?: string }

const FORMS: readonly RegExp[] = [
  /^(?<a>.*?由)(?<before>.+)(?<b>改为)(?<after>.+?)(?<c>)$/su,
  /^(?<a>.*?原来没有)(?<b>，现为)(?<after>.+?)(?<c>)$/su,
  /^(?<a>.*?原为)(?<before>.+)(?<b>，现已取消)(?<c>)$/su,
  /^(?<a>新增)(?<b>)(?<after>.+)(?<c>)$/su,
  /^(?<a>删去)(?<before>.+)(?<b>)(?<c>)$/su,
  /^(?<a>.* changed from )(?<before>.+)(?<b> to )(?<after>.+)(?<c>)$/su,
]

/** Finds what was and what will be inside the sentence of a change, so that the one can be struck out and the other shown in bold. */
export function markChange(sentence: string): MarkedChange {
  for (const form of FORMS) {
    const groups = form.exec(sentence)?.groups
    if (!groups) continue
    const { a = '', b = '', c = '', before, after } = groups
    return { rest: [a, b, c], ...(before !== undefined && { before }), ...(after !== undefined && { after }) }
  }
  return { rest: [sentence, '', ''] }
}
