import {ApigwError} from '../errors/apigw-error.js'
import {flagName} from '../resource/field.js'
import type {AnyFieldTable} from '../resource/field.js'

/** Throws USAGE when no flag says what to change. */
export function requireSomething(fields: AnyFieldTable, flags: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(fields).map(flagName)
  if (names.some((name) => flags[name] !== undefined)) return
  throw new ApigwError({
    code: 'USAGE',
    exit: 'usage',
    what: 'Nothing is said that should change.',
    why: 'Each setting has a flag, and what no flag names stays as it is.',
    fix: `Add one of ${names.map((name) => `--${name}`).join(', ')}.`,
  })
}
