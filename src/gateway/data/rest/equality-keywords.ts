import type {FuncKeywordDefinition} from 'ajv'

/**
 * `uniqueItems` and `enum` by what values hold. Those of Ajv ask a value for its `constructor` and `valueOf`, which a client
 * may have sent as members, and compare every item with every other.
 */
export const equalityKeywords: readonly (FuncKeywordDefinition & {keyword: string})[] = [
  {
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (isUnique: boolean, items: readonly unknown[]) =>
      !isUnique || new Set(items.map(sortedText)).size === items.length,
  },
  {
    keyword: 'enum',
    schemaType: 'array',
    compile: (allowed: readonly unknown[]) => {
      const texts = new Set(allowed.map(sortedText))
      return (value: unknown) => texts.has(sortedText(value))
    },
  },
]

/** Equal for equal JSON values, whatever the order of their members. */
function sortedText(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member
    return Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}
