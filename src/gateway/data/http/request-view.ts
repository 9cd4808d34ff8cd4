import {headerValues} from '../header-list.js'
import {httpContextValue} from './http-context.js'
import type {Caller} from './http-context.js'
import type {Selected} from './select-route.js'
import type {ValueView} from './value-expression.js'

/** What expressions read of a request. Repeated headers and parameters are joined by commas. */
export function requestView({request, deployment, pathParameters}: Selected, caller: Caller): ValueView {
  return {
    header: (lowerName) => joined(headerValues(request.headers, lowerName)),
    querystring: (name) => joined(request.query.filter(([key]) => key === name).map(([, value]) => value)),
    path: (name) => (name === undefined ? request.path : pathParameters[name]),
    bodyText: () => request.body.toString(),
    context: (steps) => httpContextValue(request.context, caller, steps),
    stageVariable: (name) => deployment.variables.get(name),
  }
}

function joined(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(',')
}
