import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about ids, references, units and the people that are needed. */
export const REFERENCE_SENTENCES = {
  'policy.check.failed': say(
    '无法检查（{error}）。',
    '其余检查照常；请把这一行告诉厂商，查清之前不能发布。',
    'It cannot be checked ({error}).',
    'Everything else was checked; tell the vendor this line. Nothing is published before it is known.',
  ),
  'policy.id.duplicate': say(
    '代号“{id}”用了两次。',
    '请给其中一个换代号。',
    'The id "{id}" is used twice.',
    'Give one of them another id.',
  ),
  'policy.reference.missing': say(
    '用到的{kind}“{id}”不存在。',
    '请改选一个，或先把它加上。',
    'It refers to the {kind} "{id}", which does not exist.',
    'Choose another, or add it first.',
  ),
  'policy.reference.retired': say(
    '用到的{kind}“{id}”已停用。',
    '请改选在用的，或恢复它。',
    'It refers to the {kind} "{id}", which is out of use.',
    'Choose one in use, or bring it back.',
  ),
  'policy.unit.missing': say(
    '单位“{unit}”不在本县单位名录中。',
    '请改选单位，或先在组织机构中建立。',
    'There is no unit "{unit}" in this county.',
    'Choose another unit, or create it first.',
  ),
  'policy.unit.inactive': say(
    '单位“{name}”已撤销或停用。',
    '请改为承接其职责的单位。',
    'The unit "{name}" is no longer active.',
    'Name the unit that took over its duties.',
  ),
  'policy.unit.duplicate': say(
    '单位代码“{unit}”用了两次。',
    '请给“{name}”换代码。',
    'The unit id "{unit}" is used twice.',
    'Give "{name}" another id.',
  ),
  'policy.unit.parent-missing': say(
    '“{name}”的上级单位“{unit}”不存在。',
    '请改选上级单位，或先建立它。',
    'The superior "{unit}" of "{name}" does not exist.',
    'Choose another, or create it first.',
  ),
  'policy.unit.cycle': say(
    '单位互为上级：{units}。',
    '请改正其中一个的上级单位。',
    'These units are above each other: {units}.',
    'Correct the superior of one of them.',
  ),
  'policy.unit.no-clerk': say(
    '“{name}”没有人能签收。',
    '请给该单位至少一名{roles}。',
    'Nobody at "{name}" can sign.',
    'Give the unit at least one of: {roles}.',
  ),
  'policy.town.no-clerk': say(
    '“{name}”没有人能吹哨。',
    '请给该镇街至少一名{roles}。',
    'Nobody at "{name}" can blow the whistle.',
    'Give the town at least one of: {roles}.',
  ),
  'policy.role.nobody': say(
    '“{name}”这一步指定的{roles}目前没有人担任。',
    '请在人员中授予角色，或改由别的角色办理。',
    'Nobody holds a role that may do "{name}" ({roles}).',
    'Grant the role to somebody, or name another role.',
  ),
} as const satisfies Partial<Record<FindingCode, Sentence>>
