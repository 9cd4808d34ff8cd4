import {ApigwError} from '../errors/apigw-error.js'
import {splitPairs} from '../model/split-pair.js'

/** Words after a stage: variables as NAME=VALUE, and one word without a sign of equality, which is the API. */
export type SplitWords = {pairs: Readonly<Record<string, string>>; api: string | undefined}

/** Pure. Throws USAGE for a second word that is no variable, and for no variable at all. */
export function splitWords(words: readonly string[]): SplitWords {
  const {pairs, others} = splitPairs(words)
  const [api, ...more] = others
  if (Object.keys(pairs).length === 0 || more.length > 0) {
    throw new ApigwError({
      code: 'USAGE',
      exit: 'usage',
      what: more.length > 0 ? `"${more.join(' ')}" is no variable.` : 'No variable is given.',
      why: 'Variables are written NAME=VALUE, without spaces; one other word may name the API.',
      fix: 'For example: apigw stage vars set prod alias=live pets',
    })
  }
  return {pairs, api}
}
