import {stableName} from '../stack/stable-name.js'

/** Logical id of a resource: what it is, and what it is called. CloudFormation takes letters and digits. */
export function logicalId(kind: string, name = ''): string {
  if (name === '') return kind
  const {words, hash} = stableName(name)
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return `${kind}${joined.slice(0, 100)}${hash}`
}
