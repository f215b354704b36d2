import type { Sentence } from './messages.ts'

/** Sentences of refusals to open a signed policy (制度包). */
export const BUNDLE_MESSAGES = {
  'bundle.too-big': { zh: '制度包超过 {most} 个字，不予读取。', en: 'The bundle has more than {most} characters and is not read.' },
  'bundle.not-json': { zh: '这不是制度包：内容不是 JSON，可能传输时损坏。', en: 'This is no bundle: it is not JSON. It may be damaged.' },
  'bundle.format.unknown': { zh: '这不是制度包：格式是“{format}”。', en: 'This is no bundle: its format is "{format}".' },
  'bundle.version.unknown': {
    zh: '不认识制度包的第 {version} 版格式，本系统支持第 {supported} 版。',
    en: 'Unknown bundle version {version}; this system reads version {supported}.',
  },
  'bundle.invalid': {
    zh: '制度包里有不该有或不合格式的内容（位置 {place}，{problem}）。',
    en: 'The bundle holds something that does not belong there ({problem} at {place}).',
  },
  'bundle.not-canonical': {
    zh: '制度包的写法与打包时不同，可能被改动过。请向发布方重新索取。',
    en: 'The bundle is not spelt as it was packed; it may have been changed. Ask for it again.',
  },
  'bundle.hash.differs': {
    zh: '制度内容与包上的指纹不符，内容被改动过。请向发布方重新索取。',
    en: 'The policy does not match its hash: it was changed. Ask for it again.',
  },
  'bundle.key.other': {
    zh: '制度包不是用您信任的公钥签名的（签名公钥指纹 {signed}）。',
    en: 'The bundle is signed by another key than the one you trust ({signed}).',
  },
  'bundle.signature.wrong': {
    zh: '签名不对，制度包被改动过或不是该公钥的所有者签发的。',
    en: 'The signature is wrong: the bundle was changed, or the owner of this key did not sign it.',
  },
  'bundle.key.needed': {
    zh: '核对签名要用对方的公钥。请向对方索取公钥文件，一并交来。',
    en: 'The public key of the county that signed it is needed to check the signature. Ask for it.',
  },
  'bundle.key.unreadable': {
    zh: '公钥读不出来：应是以 -----BEGIN PUBLIC KEY----- 开头的 Ed25519 公钥。',
    en: 'The public key cannot be read: it should be an Ed25519 key that begins with -----BEGIN PUBLIC KEY-----.',
  },
  'bundle.key.unconfirmed': {
    zh: '末 8 位与签名公钥的指纹不符。请给对方打电话，请其念出本县公钥指纹的末 8 位。',
    en: 'These are not the last eight characters of the fingerprint. Ring the other county and have them read out.',
  },
  'policy.merge.no-base': {
    zh: '没有共同的底本：本县没有发布过对方较早的一版，只能整部分采用。',
    en: 'There is no common edition: this county never published an earlier one. Whole parts can be taken instead.',
  },
  'policy.merge.undecided': {
    zh: '还有 {count} 处两边都改过，请逐处选定。',
    en: '{count} places were changed by both sides; choose for each.',
  },
  'policy.adopt.nothing': { zh: '选中的内容与本县现行制度相同，没有可采用的。', en: 'What was chosen is the same as the policy in force.' },
  'policy.adopt.unit-unknown': { zh: '本县没有代码为“{unit}”的单位。', en: 'This county has no unit "{unit}".' },
} as const satisfies Record<string, Sentence>
