import type {Tagged} from '../account/tag.js'
import type {Missing} from '../cli/missing-value.js'
import {askChoice} from '../ui/prompt.js'

/** The key of a tag that there is. */
export function askTagKey({tags}: Pick<Tagged, 'tags'>): Missing<string> {
  return {
    flag: 'the key of the tag',
    what: 'The tag',
    question: () => askChoice('Which tag?', Object.entries(tags).map(([key, value]) => ({name: `${key}=${value}`, value: key}))), // prettier-ignore
  }
}
