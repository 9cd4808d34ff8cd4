/** One piece of an integration URI. */
export type UriPart = string | {stageVariable: string} | {parameter: string; place: 'path' | 'query'}

export type UriTemplate = readonly UriPart[]

/** Splits `https://${stageVariables.host}/pets/{id}?x={y}` once; `parameters: false` leaves `{…}` as it is. */
export function parseUriTemplate(uri: string, parameters = true): UriTemplate {
  const parts: UriPart[] = []
  let end = 0
  for (const match of uri.matchAll(/\$\{stageVariables\.([^{}]*)\}|\{([^{}]+)\}/g)) {
    const [whole, stageVariable, parameter] = match
    if (stageVariable === undefined && !parameters) continue
    parts.push(uri.slice(end, match.index))
    if (stageVariable !== undefined) parts.push({stageVariable})
    else parts.push({parameter: parameter ?? '', place: uri.slice(0, match.index).includes('?') ? 'query' : 'path'})
    end = match.index + whole.length
  }
  parts.push(uri.slice(end))
  return parts.filter((part) => part !== '')
}

/** Joins the parts. A missing stage variable is empty, a parameter without a value stays as `{name}`, as on AWS. */
export function renderUri(
  template: UriTemplate,
  stageVariables: ReadonlyMap<string, string>,
  parameter: (name: string, place: 'path' | 'query') => string | undefined,
): string {
  let uri = ''
  for (const part of template) {
    if (typeof part === 'string') uri += part
    else if ('stageVariable' in part) uri += stageVariables.get(part.stageVariable) ?? ''
    else uri += parameter(part.parameter, part.place) ?? `{${part.parameter}}`
  }
  return uri
}
