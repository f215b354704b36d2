import { PRACTICE_PASSWORD } from '@shaotai/api'
import { IN_PRACTICE } from '../platform/base.ts'

/** What stands in a field that asks for the password again: in practice everybody's, for real nothing. */
export const KNOWN_PASSWORD = IN_PRACTICE ? PRACTICE_PASSWORD : ''
