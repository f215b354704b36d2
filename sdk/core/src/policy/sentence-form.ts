import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about forms, for people who write JSON: the form editor cannot make most of these mistakes. */
export const FORM_SENTENCES = {
  'form-schema.not-an-object': say(
    '表单没有字段。',
    '最外层应为 object 并有 properties。',
    'The form has no fields.',
    'Its schema must be an object with properties.',
  ),
  'form-schema.not-a-schema': say(
    '这里应当是一个字段定义。',
    '请写成 {"type": …}。',
    'A schema is expected here.',
    'Write an object such as {"type": "string"}.',
  ),
  'form-schema.too-big': say('表单定义过大。', '请精简到 {most} 字以内。', 'The schema is too big.', 'Keep it below {most} characters.'),
  'form-schema.too-deep': say(
    '字段嵌套超过 {most} 层。',
    '请减少层次。',
    'Fields are nested more than {most} levels deep.',
    'Use fewer levels.',
  ),
  'form-schema.too-many-fields': say(
    '字段有 {given} 个，最多 {most} 个。',
    '请拆成几张表单。',
    'It has {given} fields; {most} are allowed.',
    'Split it into several forms.',
  ),
  'form-schema.too-many-refs': say('引用超过 {most} 处。', '请减少引用。', 'It has more than {most} references.', 'Use fewer.'),
  'form-schema.too-many-options': say(
    '选项超过 {most} 个。',
    '请改用清单或拆分。',
    'It has more than {most} options.',
    'Use a list or split it.',
  ),
  'form-schema.keyword-unknown': say(
    '不支持的关键字“{keyword}”。',
    '请删去或检查拼写。',
    'The keyword "{keyword}" is not supported.',
    'Remove it or check its spelling.',
  ),
  'form-schema.keyword-value': say('“{keyword}”的值不对。', '请检查类型。', 'The value of "{keyword}" is wrong.', 'Check its type.'),
  'form-schema.hint-unknown': say(
    '不认识的提示“{keyword}”。',
    '请删去或检查拼写。',
    'The hint "{keyword}" is not known.',
    'Remove it or check its spelling.',
  ),
  'form-schema.widget-unknown': say('没有“{given}”这种控件。', '请改选控件。', 'There is no widget "{given}".', 'Choose another.'),
  'form-schema.type-unknown': say(
    '没有“{given}”这种类型。',
    '每个字段只能有一种类型。',
    'There is no type "{given}".',
    'A field has exactly one type.',
  ),
  'form-schema.format-unknown': say(
    '不支持“{given}”这种格式。',
    '可用：date、time、date-time、email。',
    'The format "{given}" is not supported.',
    'Use date, time, date-time or email.',
  ),
  'form-schema.additional-properties': say(
    '不能允许未定义的字段。',
    '请改为 false 或删去。',
    'Undeclared fields cannot be allowed.',
    'Write false, or remove it.',
  ),
  'form-schema.ref-not-local': say(
    '引用“{given}”不在本表单内。',
    '只能用 #/ 开头的引用。',
    'The reference "{given}" leaves this form.',
    'Only references that begin with #/ are allowed.',
  ),
  'form-schema.ref-missing': say(
    '引用“{given}”指向的内容不存在。',
    '请检查路径。',
    'The reference "{given}" points at nothing.',
    'Check the path.',
  ),
  'form-schema.ref-cycle': say(
    '引用“{given}”绕回了自己。',
    '请断开循环。',
    'The reference "{given}" leads back to itself.',
    'Break the ring.',
  ),
  'form-schema.pattern-too-long': say(
    '格式规则长 {given}，最多 {most}。',
    '请缩短。',
    'The pattern has {given} characters; {most} are allowed.',
    'Shorten it.',
  ),
  'form-schema.pattern-invalid': say(
    '格式规则写法有误。',
    '请检查括号和转义。',
    'The pattern is not a regular expression.',
    'Check brackets and escapes.',
  ),
  'form-schema.pattern-unsupported': say(
    '格式规则用了不支持的写法“{given}”。',
    '不能使用前后查找、反向引用和过大的次数。',
    'The pattern uses "{given}", which is not supported.',
    'Look-around, back-references and very large counts are not available.',
  ),
  'form-schema.field-id': say(
    '字段代号“{field}”不合要求。',
    '请以字母开头，只用字母、数字、下划线，不超过 40 个字符。',
    'The field id "{field}" cannot be used.',
    'Begin with a letter and use letters, digits and underscores, at most 40.',
  ),
  'form-schema.required-unknown': say(
    '必填字段“{field}”不存在。',
    '请检查拼写，或加上该字段。',
    'The required field "{field}" does not exist.',
    'Check its spelling, or add the field.',
  ),
  'form-schema.required-retired': say(
    '“{name}”已停用却仍为必填，没有人填得了。',
    '请取消必填。',
    '"{name}" is out of use but still required.',
    'Make it optional.',
  ),
  'form-schema.required-hidden': say(
    '必填的“{name}”没有排进表单，没有人填得了。',
    '请把它排进字段顺序。',
    'The required "{name}" is not shown.',
    'Add it to the order of fields.',
  ),
  'form-schema.order-unknown': say(
    '字段顺序中的“{field}”不存在或重复。',
    '请删去。',
    'The order names "{field}", which does not exist or stands twice.',
    'Remove it.',
  ),
  'form-schema.order-incomplete': say(
    '“{name}”没有排进字段顺序，不会显示。',
    '请补上，或停用该字段。',
    '"{name}" is not in the order and will not be shown.',
    'Add it, or retire the field.',
  ),
  'form-schema.title-long': say(
    '字段名称有 {given} 字，太长。',
    '请缩短，把说明写到 description。',
    'The title has {given} characters.',
    'Shorten it; explanations belong into the description.',
  ),
} satisfies Partial<Record<FindingCode, Sentence>>
