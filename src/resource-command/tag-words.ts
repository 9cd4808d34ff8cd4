import {ApigwError} from '../errors/apigw-error.js'
import type {Missing} from '../cli/missing-value.js'
import {askText} from '../ui/prompt.js'

/** What follows the kind of thing: tags as KEY=VALUE, and one word without a sign of equality, which is its name. */
export type TagWords = {tags: readonly string[]; name: string | undefined}

/** Pure. Throws USAGE for a second word that is no tag. */
export function splitTagWords(words: readonly string[]): TagWords {
  const tags = words.filter((word) => word.indexOf('=') > 0)
  const [name, ...more] = words.filter((word) => !tags.includes(word))
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
  return Object.fromEntries(words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]))
}

/** A tag that nobody has written. */
export const askTag: Missing<string> = {
  flag: 'KEY=VALUE',
  what: 'The tag',
  question: () => askText('Which tag (KEY=VALUE)?', {validate: (text) => text.indexOf('=') > 0 || 'It is KEY=VALUE.'}),
}
