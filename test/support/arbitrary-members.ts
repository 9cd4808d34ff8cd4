import fc from 'fast-check'
import type {Shape, Structure} from '../../src/gateway/control/shape.js'

/** Values of a structure of the wire model: enums hold, times are whole seconds, required members are there. */
export function arbitraryMembers(structure: Structure): fc.Arbitrary<Record<string, unknown>> {
  const members = [...structure.members().values()]
  return fc.record(
    Object.fromEntries(members.map((member) => [member.name, arbitraryOf(member.shape, member.place, member.name)])),
    {requiredKeys: [...structure.required], noNullPrototype: true},
  )
}

const text = fc.string({unit: 'grapheme', maxLength: 12})
const header = fc
  .string({unit: fc.constantFrom('a', 'B', '7', '/', '-', ' ', ';'), minLength: 1})
  .map((value) => `x${value}x`)
const instant = fc.integer({min: 0, max: 4_000_000_000}).map((seconds) => seconds * 1000)

function arbitraryOf(shape: Shape, place: string, name: string): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'string':
      if (shape.allowed !== undefined) return fc.constantFrom(...shape.allowed)
      if (name === 'statusCode') return fc.constantFrom('200', '404')
      if (place === 'header') return header
      return place === 'label' ? text.filter((value) => value !== '' && !/^\.{1,2}$/.test(value)) : text
    case 'boolean':
      return fc.boolean()
    case 'number':
      return fc.integer()
    case 'timestamp':
      return instant
    case 'blob':
      return fc.uint8Array({minLength: 1, maxLength: 40}).map((bytes) => Buffer.from(bytes))
    case 'list':
      return fc.array(arbitraryOf(shape.element, 'body', ''), {minLength: place === 'query' ? 1 : 0, maxLength: 3})
    case 'map':
      return fc.dictionary(mapKey(place), arbitraryOf(shape.element, 'body', ''), {
        minKeys: place === 'queryParams' ? 1 : 0,
        maxKeys: 3,
        noNullPrototype: true,
      })
    case 'structure':
      return arbitraryMembers(shape.structure)
  }
}

/** The SDK copies maps by assignment, which loses a key named __proto__. */
function mapKey(place: string): fc.Arbitrary<string> {
  return place === 'queryParams'
    ? fc.string({unit: fc.constantFrom('a', 'b', 'c'), minLength: 1}).map((key) => `q${key}`)
    : text.filter((key) => key !== '__proto__')
}
