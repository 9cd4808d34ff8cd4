/** Names that mean something on any object, or to a promise: no operation may be called so. */
const taken = new Set([
  'then',
  'constructor',
  'prototype',
  '__proto__',
  'toString',
  'toJSON',
  'valueOf',
  'hasOwnProperty',
])

const mostChars = 80

/**
 * An identifier for each operation, in their order: its operationId, else its verb and path (`getPetsByPetId`). Unique
 * whatever the definition says; equal ones are numbered.
 */
export function operationNames(operations: readonly {operationId?: string; routeKey: string}[]): string[] {
  const used = new Set(taken)
  return operations.map(({operationId, routeKey}) => {
    const base = identifier(operationId ?? '') || identifier(words(routeKey)) || 'call'
    let name = base
    for (let count = 2; used.has(name); count += 1) name = `${base}${count}`
    used.add(name)
    return name
  })
}

/** `GET /pets/{petId}` as `get pets by petId`. */
function words(routeKey: string): string {
  const [verb = '', path = ''] = routeKey.split(/ (.*)/s)
  return `${verb.toLowerCase()} ${path === '/' ? 'root' : path.replaceAll(/\{([^{}]*?)\+?\}/g, ' by $1')}`
}

/** `list-pets` as `listPets`; empty when nothing is left. ASCII only, so that it looks like what it is. */
function identifier(text: string): string {
  const [first = '', ...rest] = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const joined = [first.charAt(0).toLowerCase() + first.slice(1), ...rest.map(capitalised)].join('').slice(0, mostChars)
  return /^\d/.test(joined) ? `operation${joined}` : joined
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
