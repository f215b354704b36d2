import type { ListItem } from '@shaotai/core'
import type { CellNames } from './cell.ts'

/** Names of a small county, for tests. */
export const NAMES: CellNames = {
  units: [
    { id: 'ZF', name: '县综合行政执法局（城市管理局）', type: 'department' },
    { id: 'SC', name: '县市场监督管理局', type: 'department' },
    { id: 'GA', name: '县公安局', type: 'department' },
    { id: 'ZJ', name: '县住房和城乡建设局', type: 'department' },
  ],
  domains: [
    { id: 'SR', name: '市容秩序' },
    { id: 'HB', name: '环境保护' },
  ],
  categories: [{ id: 'quick', name: '快捷哨' }],
  kinds: {
    territorial: '属地管理',
    'basic-duty': '基本履职',
    'cooperative-duty': '配合履职',
    'taken-back': '上级部门收回',
    whistle: '吹哨事项',
    duty: '职责清单',
    'grid-work': '网格工作清单',
  },
  words: { yes: '可以', no: '不可以', active: '在用', retired: '已停用', ended: '已废止', coming: '未施行' },
  today: '2026-11-22',
}

/** An item that is right; what matters to a test is given. */
export function anItem(values: Partial<ListItem> = {}): ListItem {
  return {
    id: 'A-01',
    name: '占道经营',
    domain: 'SR',
    kind: 'territorial',
    category: 'quick',
    lead: 'ZF',
    cooperating: [],
    legalBasis: ['《条例》'],
    situations: [],
    whistle: true,
    ...values,
  }
}
