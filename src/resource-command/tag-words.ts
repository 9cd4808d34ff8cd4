import {ApigwError} from '../errors/apigw-error.js'
import type {Missing} from '../cli/missing-value.js'
import {splitPair, splitPairs} from '../model/split-pair.js'
import {askText} from '../ui/prompt.js'

/** What follows the kind of thing: tags as KEY=VALUE, and one word without a sign of equality, which is its name. */
export type TagWords = {tags: readonly string[]; name: string | undefined}

/** Pure. Throws USAGE for a second word that is no tag. */
export function splitTagWords(words: readonly string[]): TagWords {
  const tags = words.filter((word) => splitPair(word) !== undefined)
  const [name, ...more] = splitPairs(words).others
  if (more.length === 0) return {tags, name}
  throw new ApigwError({
    code: 'USAGE',
    exit: 'usage',
    what: `"${more.join(' ')}" is no tag.`,
    why: 'Tags are written KEY=VALUE, with quotes around spaces; one other word names what carries them.',
    fix: 'For example: apigw tag set api pets team=store "owner=Jo Doe"',
  })
}

/** `team=store` -> `{team: 'store'}`. Pure. */
export function toTags(words: readonly string[]): Record<string, string> {
  return splitPairs(words).pairs
}

/** A tag that nobody has written. */
export const askTag: Missing<string> = {
  flag: 'KEY=VALUE',
  what: 'The tag',
  question: () =>
    askText('Which tag (KEY=VALUE)?', {validate: (text) => splitPair(text) !== undefined || 'It is KEY=VALUE.'}),
}
