/** Injection tokens of values that are not classes. */
export const SETTINGS_TOKEN = Symbol('Settings')
export const SECRETS = Symbol('Secrets')
export const LOGGER = Symbol('Logger')
export const HEALTH = Symbol('Health')
