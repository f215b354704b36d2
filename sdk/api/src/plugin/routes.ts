import Type from 'typebox'
import { route } from '../route/route.ts'
import {
  actOnDeliveriesSchema,
  configurePluginSchema,
  DELIVERY_STATES,
  deadReasonSchema,
  disclosureSchema,
  intakeItemSchema,
  pluginDeliverySchema,
  pluginDeliveryViewSchema,
  pluginLogSchema,
  pluginRowSchema,
  pluginTestSchema,
  pluginUsageSchema,
  pluginViewSchema,
  resolveIntakeSchema,
} from './schema.ts'

const tag = 'plugin'
const ofPlugin = Type.Object({ plugin: Type.String({ pattern: '^[a-z][a-z0-9]*(\\.[a-z0-9][a-z0-9-]*)+$', maxLength: 100 }) })
const ofDelivery = Type.Object({ ...ofPlugin.properties, delivery: Type.String({ maxLength: 64 }) })
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 }))
/** Lists go back in time: the next page begins before the last line of this one. */
const before = Type.Optional(Type.Integer({ minimum: 0, description: 'Only what is older than this instant, ms.' }))
const page = { limit, before }

export const listPlugins = route({
  method: 'GET',
  path: '/api/v1/plugins',
  tag,
  summary: '本县的插件',
  response: Type.Array(pluginRowSchema),
})

export const installPlugin = route({
  method: 'POST',
  path: '/api/v1/plugins',
  tag,
  summary: '上传插件文件：首次安装，或升级',
  description:
    'multipart/form-data，一个名为 file 的部分，最大 10 MiB。清单与代码不符、签名不对的文件一概不收。升级若要求新的权限、对外地址或个人信息，或签名改变，须先审批；否则立即换用新版。',
  status: 201,
  response: pluginViewSchema,
  refusals: ['plugin.package', 'plugin.version-known', 'plugin.version-older', 'plugin.isolation'],
})

export const showPlugin = route({
  method: 'GET',
  path: '/api/v1/plugins/:plugin',
  tag,
  summary: '插件：权限、配置、状况与待处理事项',
  params: ofPlugin,
  response: pluginViewSchema,
})

export const approvePlugin = route({
  method: 'POST',
  path: '/api/v1/plugins/:plugin/approve',
  tag,
  summary: '审批插件所要求的权限、对外地址和个人信息；有第二人时，不能由安装人自己审批',
  params: ofPlugin,
  body: Type.Object(
    { hash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'What was read and is approved.' }) },
    { additionalProperties: false },
  ),
  response: pluginViewSchema,
  refusals: ['plugin.nothing-to-approve', 'plugin.approve-own', 'plugin.changed-since'],
})

export const configurePlugin = route({
  method: 'PUT',
  path: '/api/v1/plugins/:plugin/config',
  tag,
  summary: '保存插件配置：先由插件自测，通过才保存',
  params: ofPlugin,
  body: configurePluginSchema,
  response: pluginViewSchema,
  refusals: ['plugin.config', 'plugin.secret-missing', 'plugin.address', 'plugin.test-failed', 'plugin.not-approved'],
})

export const testPlugin = route({
  method: 'POST',
  path: '/api/v1/plugins/:plugin/test',
  tag,
  summary: '用这份配置自测，不保存',
  params: ofPlugin,
  body: configurePluginSchema,
  response: pluginTestSchema,
  refusals: ['plugin.config', 'plugin.secret-missing', 'plugin.address', 'plugin.not-approved'],
})

const act = (path: 'enable' | 'disable' | 'roll-back', summary: string, refusals: readonly string[]) =>
  route({ method: 'POST', path: `/api/v1/plugins/:plugin/${path}`, tag, summary, params: ofPlugin, response: pluginViewSchema, refusals })

export const enablePlugin = act('enable', '启用', ['plugin.not-approved', 'plugin.not-configured'])
export const disablePlugin = act('disable', '停用：不再收发，未送的保留', ['plugin.not-enabled'])
export const rollBackPlugin = act('roll-back', '退回上一版本及其配置', ['plugin.no-previous'])

export const uninstallPlugin = route({
  method: 'DELETE',
  path: '/api/v1/plugins/:plugin',
  tag,
  summary: '卸载：除审计记录外不留任何数据',
  params: ofPlugin,
  refusals: ['plugin.still-enabled'],
})

export const resumePlugin = route({
  method: 'POST',
  path: '/api/v1/plugins/:plugin/resume',
  tag,
  summary: '让暂停的功能继续',
  params: ofPlugin,
  body: Type.Object({ contribution: Type.Optional(Type.String({ maxLength: 80 })) }, { additionalProperties: false }),
  response: pluginViewSchema,
})

export const makeServeKey = route({
  method: 'POST',
  path: '/api/v1/plugins/:plugin/serve-key',
  tag,
  summary: '生成对外接口的密钥：只显示这一次，旧的即刻失效',
  params: ofPlugin,
  response: Type.Object({ key: Type.String() }),
})

export const listDeliveries = route({
  method: 'GET',
  path: '/api/v1/plugins/:plugin/deliveries',
  tag,
  summary: '投递记录与死信，新的在前',
  params: ofPlugin,
  query: Type.Object({
    state: Type.Optional(Type.Enum([...DELIVERY_STATES])),
    contribution: Type.Optional(Type.String({ maxLength: 80 })),
    ...page,
  }),
  response: Type.Object({ rows: Type.Array(pluginDeliverySchema), reasons: Type.Array(deadReasonSchema) }),
})

export const showDelivery = route({
  method: 'GET',
  path: '/api/v1/plugins/:plugin/deliveries/:delivery',
  tag,
  summary: '一次投递及其内容（个人信息已遮挡）',
  params: ofDelivery,
  response: pluginDeliveryViewSchema,
})

export const actOnDeliveries = route({
  method: 'POST',
  path: '/api/v1/plugins/:plugin/deliveries/act',
  tag,
  summary: '重投或跳过死信：逐条，或按原因成批',
  params: ofPlugin,
  body: actOnDeliveriesSchema,
  response: Type.Object({ changed: Type.Integer() }),
  refusals: ['plugin.deliveries-unnamed'],
})

export const exportDeliveries = route({
  method: 'GET',
  path: '/api/v1/plugins/:plugin/deliveries/export',
  tag,
  summary: '导出死信（JSON，个人信息已遮挡）',
  params: ofPlugin,
  response: Type.Array(pluginDeliveryViewSchema),
})

export const listPluginLogs = route({
  method: 'GET',
  path: '/api/v1/plugins/:plugin/logs',
  tag,
  summary: '插件日志与异常，新的在前',
  params: ofPlugin,
  query: Type.Object({ level: Type.Optional(Type.Enum(['debug', 'info', 'warn', 'error', 'incident'])), ...page }),
  response: Type.Array(pluginLogSchema),
})

export const showPluginUsage = route({
  method: 'GET',
  path: '/api/v1/plugins/:plugin/usage',
  tag,
  summary: '近三十天用量',
  params: ofPlugin,
  response: Type.Array(pluginUsageSchema),
})

export const listDisclosures = route({
  method: 'GET',
  path: '/api/v1/plugins/:plugin/disclosures',
  tag,
  summary: '个人信息共享台账：哪些字段、发往何处、为哪一件',
  params: ofPlugin,
  query: Type.Object(page),
  response: Type.Array(disclosureSchema),
})

export const listIntake = route({
  method: 'GET',
  path: '/api/v1/plugins/:plugin/intake',
  tag,
  summary: '来源方送来的事项',
  params: ofPlugin,
  query: Type.Object({ state: Type.Optional(Type.Enum(['waiting', 'triage', 'applied', 'dropped'])), ...page }),
  response: Type.Array(intakeItemSchema),
})

export const resolveIntake = route({
  method: 'POST',
  path: '/api/v1/plugins/:plugin/intake/resolve',
  tag,
  summary: '为无法自动归类的来件指定镇街、哨种和表单，或放弃',
  params: ofPlugin,
  body: resolveIntakeSchema,
  response: intakeItemSchema,
  refusals: ['plugin.intake-settled'],
})
