import {Flags} from '@oclif/core'
import type {Interfaces} from '@oclif/core'
import type {AnyField, AnyFieldTable} from '../resource/field.js'
import {flagName} from '../resource/field.js'

const kindWords = {rest: 'REST', http: 'HTTP', websocket: 'WebSocket'} as const

/** The flags of a table of fields, by their names. */
export function fieldFlags(fields: AnyFieldTable): Interfaces.FlagInput {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [flagName(name), toFlag(field)]))
}

/** oclif takes the words after a repeated flag too unless told otherwise: they are arguments here. */
function toFlag(field: AnyField): Interfaces.FlagInput[string] {
  const {input, kinds, choices, helpValue} = field
  const only = kinds === undefined ? '' : ` (${kinds.map((kind) => kindWords[kind]).join(', ')})`
  const shared = {description: `${field.description}${only}`, ...(helpValue !== undefined && {helpValue})}
  if (input === 'yesNo') return Flags.boolean({...shared, allowNo: true})
  if (input === 'pairs')
    return Flags.string({helpValue: 'NAME=VALUE', ...shared, multiple: true, multipleNonGreedy: true})
  if (input === 'documents') {
    return Flags.string({helpValue: 'NAME=TEXT|@FILE', ...shared, multiple: true, multipleNonGreedy: true})
  }
  if (input === 'list') return Flags.string({...shared, multiple: true, multipleNonGreedy: true})
  if (choices !== undefined) return Flags.string({...shared, options: [...choices]})
  return Flags.string({...usualHelp[input], ...shared})
}

const usualHelp: Readonly<Partial<Record<AnyField['input'], {helpValue: string}>>> = {
  json: {helpValue: 'JSON|@FILE'},
  document: {helpValue: 'TEXT|@FILE'},
  number: {helpValue: 'NUMBER'},
  function: {helpValue: 'FUNCTION'},
}
