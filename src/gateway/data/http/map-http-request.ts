import {headerText, isHeaderName, withoutHeaders} from '../header-list.js'
import type {HeaderList} from '../header-list.js'
import {formatQuery} from '../query-string.js'
import type {Query} from '../query-string.js'
import type {RouteCall} from './http-phases.js'
import type {RequestChange} from './parameter-mapping.js'
import {requestView} from './request-view.js'
import type {Selected} from './select-route.js'
import {evaluateExpression} from './value-expression.js'
import type {ValueView} from './value-expression.js'

/** Parameters of the integration request. */
export type MappedRequest = {
  headers: HeaderList
  query: Query
  /** As sent when no mapping touches the query. */
  rawQuery: string
  /** What `overwrite:path` sets. */
  newPath: string | undefined
}

/** Applies a mapping in its order; all values are read from the request as it came. A missing value changes nothing. */
export function mapHttpRequest({selected, caller, integration}: RouteCall): MappedRequest {
  const mapping = integration.requestMapping
  const sent = unmappedRequest(selected)
  if (mapping.length === 0) return sent
  const view = requestView(selected, caller)
  const mapped = mapping.reduce((request, change) => applyChange(request, change, view), sent)
  return mapped.query === sent.query ? mapped : {...mapped, rawQuery: formatQuery(mapped.query)}
}

/** The request's own parameters, which is what authorizers see. */
export function unmappedRequest({request: {headers, query, rawQuery}}: Selected): MappedRequest {
  return {headers, query, rawQuery, newPath: undefined}
}

function applyChange(request: MappedRequest, change: RequestChange, view: ValueView): MappedRequest {
  const value = change.action === 'remove' ? undefined : evaluateExpression(change.value, view)
  if (change.action !== 'remove' && value === undefined) return request
  switch (change.place) {
    case 'path':
      return {...request, newPath: value}
    case 'header':
      return {...request, headers: changeHeaders(request.headers, change, value)}
    case 'querystring': {
      const kept = change.action === 'append' ? request.query : request.query.filter(([name]) => name !== change.name)
      return {...request, query: value === undefined ? kept : [...kept, [change.name, value]]}
    }
  }
}

/** The same rules hold for the headers of responses. */
export function changeHeaders(
  headers: HeaderList,
  {action, name}: {action: 'append' | 'overwrite' | 'remove'; name: string},
  value: string | undefined,
): HeaderList {
  const kept = action === 'append' ? headers : withoutHeaders(headers, (lowerName) => lowerName === name)
  return value === undefined || !isHeaderName(name) ? kept : [...kept, name, headerText(value)]
}
