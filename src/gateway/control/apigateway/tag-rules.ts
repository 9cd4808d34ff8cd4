import {badRequest} from './refuse.js'

export type Tags = Record<string, string>

const maximumTags = 50
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/**
 * Tags of a new or changed object, undefined when there are none.
 * Limits: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported-resources.html
 */
export function checkedTags(tags: Readonly<Tags> | undefined): Tags | undefined {
  const entries = Object.entries(tags ?? {})
  if (entries.length === 0) return undefined
  if (entries.length > maximumTags) throw badRequest(`Number of tags exceeds the limit of ${maximumTags}`)
  for (const [key, value] of entries) checkTag(key, value)
  return {...tags}
}

function checkTag(key: string, value: string): void {
  if (key.toLowerCase().startsWith('aws:')) throw badRequest('Tag keys starting with aws: are reserved for system use')
  if (key === '' || key.length > 128 || !allowed.test(key)) throw badRequest(`Invalid tag key: ${key}`)
  if (value.length > 256 || !allowed.test(value)) throw badRequest(`Invalid tag value for key: ${key}`)
}
