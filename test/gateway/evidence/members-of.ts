import {wireModel, type WireMember} from '../../../src/gateway/control/wire-model.js'

/**
 * Members of a structure of the service models as `Name.member.inner`: the leaves, without labels, which name the record
 * itself. A structure inside itself is not followed.
 */
export function membersOf(service: 'apigateway' | 'apigatewayv2', structure: string, name: string): string[] {
  const walk = (at: string, prefix: string, above: readonly string[]): string[] => {
    const members: Readonly<Record<string, WireMember>> = wireModel[service].structures[at]?.members ?? {}
    return Object.entries(members).flatMap(([member, {type, in: place}]) => {
      if (place === 'label') return []
      const inner = (type.match(/[A-Z]\w+/g) ?? []).filter((word) => wireModel[service].structures[word] !== undefined)
      const known = inner.filter((word) => !above.includes(word))
      if (known.length === 0) return [`${prefix}.${member}`]
      return known.flatMap((word) => walk(word, `${prefix}.${member}`, [...above, word]))
    })
  }
  return walk(structure, name, [structure])
}

/** The same for what an operation takes. */
export function inputsOf(service: 'apigateway' | 'apigatewayv2', operation: string): string[] {
  const {input} = wireModel[service].operations[operation] ?? {}
  return input === undefined ? [] : membersOf(service, input, operation)
}
