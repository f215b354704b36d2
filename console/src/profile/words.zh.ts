import type { Words } from '../platform/i18n.ts'

export const words: Words = {
  words: '本县用语',
  'words.note': '左边是通用的说法，右边改成本县的说法。施行后，所有页面、通知和办法文稿都用本县的说法。',
  ours: '通用说法',
  countys: '本县说法',
  'countys.label': '“{{word}}”在本县叫',
  reset: '恢复',
  'reset.label': '“{{word}}”恢复原词',
  empty: '不能为空。要用通用说法，请点恢复。',
  preview: '用在句子里',
  rest: '名称与编号',
  number: '新的{{term.case}}编号形如 {{number}}',
}
