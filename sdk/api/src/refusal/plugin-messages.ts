import type { Sentence } from './messages.ts'

/** Sentences of refusals about plugins. */
export const PLUGIN_MESSAGES = {
  'plugin.package': { zh: '这个插件文件不能安装：{found}。', en: 'This file cannot be installed: {found}.' },
  'plugin.version-known': { zh: '已装有同一版本 {version}。', en: 'Version {version} is here already.' },
  'plugin.version-older': {
    zh: '现用 {current}，上传的 {version} 更旧；要退回旧版，请用“退回上一版本”。',
    en: 'Version {current} is in use and {version} is older; roll back instead.',
  },
  'plugin.isolation': {
    zh: '本机隔离等级为 {level}，只能运行已签名的插件。',
    en: 'Isolation on this machine is {level}: only signed plugins run here.',
  },
  'plugin.unavailable': { zh: '插件暂时不可用：{reason}。', en: 'The plugin is not available now: {reason}.' },
  'plugin.nothing-to-approve': { zh: '没有待审批的版本。', en: 'No version waits for approval.' },
  'plugin.approve-own': {
    zh: '安装人不能审批自己安装的插件，请由另一位管理员或审核人审批。',
    en: 'Who installed it does not approve it; another administrator or reviewer does.',
  },
  'plugin.changed-since': { zh: '插件已有变化，请刷新后重新查看。', en: 'The plugin has changed meanwhile. Reload and look again.' },
  'plugin.config': { zh: '配置不符合要求：{field} {problem}。', en: 'The configuration does not fit: {field} {problem}.' },
  'plugin.secret-missing': { zh: '密钥“{field}”尚未填写。', en: 'The secret {field} is missing.' },
  'plugin.address': {
    zh: '“{address}”不是可以放行的内网地址。',
    en: '"{address}" is no address of an internal network that can be let through.',
  },
  'plugin.test-failed': { zh: '自测未通过：{reason}。', en: 'The test failed: {reason}.' },
  'plugin.not-approved': { zh: '插件尚未审批。', en: 'The plugin is not approved yet.' },
  'plugin.not-configured': { zh: '配置尚未通过自测，不能启用。', en: 'It cannot be enabled before its configuration has passed the test.' },
  'plugin.not-enabled': { zh: '插件没有启用。', en: 'The plugin is not enabled.' },
  'plugin.no-previous': { zh: '没有可以退回的版本。', en: 'There is no version to go back to.' },
  'plugin.still-enabled': { zh: '请先停用，再卸载。', en: 'Disable it first, then remove it.' },
  'plugin.deliveries-unnamed': { zh: '请指明要处理哪些死信。', en: 'Say which dead letters are meant.' },
  'plugin.intake-settled': { zh: '这一件已经处理。', en: 'That one is settled already.' },
  'plugin.hook.signature': { zh: '签名不对。', en: 'The signature is wrong.' },
  'plugin.hook.late': { zh: '请求时间超出允许范围。', en: 'The request is too old, or its time is ahead of ours.' },
  'plugin.hook.repeated': { zh: '这个请求已经用过。', en: 'This request was used before.' },
  'plugin.key': { zh: '接口密钥不对。', en: 'The key is wrong.' },
} as const satisfies Readonly<Record<string, Sentence>>
