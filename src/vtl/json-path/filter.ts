import type {Pattern} from '../regex/pattern.js'
import type {JsonPath} from './segment.js'

/** What "[?(…)]" demands of an item. */
export type Filter =
  | {kind: 'and'; all: readonly Filter[]}
  | {kind: 'or'; left: Filter; right: Filter}
  | {kind: 'exists'; path: JsonPath; isWanted: boolean}
  | {kind: 'compare'; operator: Comparison; left: Operand; right: Operand}

export type Comparison = '==' | '>=' | '<=' | '!=' | '<' | '>' | '=~'

export type Operand =
  {kind: 'path'; path: JsonPath} | {kind: 'text'; text: string} | {kind: 'pattern'; pattern: Pattern}
