import Type from 'typebox'

/** A machine name inside a policy: never shown to a clerk, never changed once a case used it. */
export const identifier = (title = '代号', description?: string) =>
  Type.String({ title, description, pattern: '^[A-Za-z][A-Za-z0-9_.-]{0,63}$', 'x-en': 'Id' })

/** A short text a person reads. */
export const label = (title = '名称', maxLength = 200) => Type.String({ title, minLength: 1, maxLength })

/** A paragraph a person reads. */
export const prose = (title = '说明', maxLength = 4000) => Type.String({ title, maxLength, 'x-widget': 'textarea' })

/** A civil date `YYYY-MM-DD`. */
export const civilDate = (title = '日期') => Type.String({ title, format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** A clock time `HH:mm`, up to `24:00`. */
export const clockTime = (title = '时刻') => Type.String({ title, pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' })

/** An exact fraction: `"3/10"`, `"1/3"` or a whole number `"1"`. Decimals are refused so that 1/3 stays 1/3. */
export const fraction = (title = '分数') => Type.String({ title, pattern: '^-?\\d{1,9}(/[1-9]\\d{0,8})?$' })

/** Objects of a policy refuse keys nobody declared. */
export const strict = { additionalProperties: false } as const
