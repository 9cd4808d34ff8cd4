import type {Route} from '../model/http-api.js'
import type {Method} from '../model/rest-api.js'

/** Whether a route is a mock of OPTIONS: it answers browsers, not callers. */
export function isPreflight(routeKey: string, route: Method | Route): boolean {
  const {integration} = route
  return (
    routeKey.startsWith('OPTIONS ') && integration !== undefined && 'type' in integration && integration.type === 'MOCK'
  )
}
