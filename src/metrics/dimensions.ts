import type {ApiKind} from './measure.js'

/** One stage of an API whose metrics are meant. */
export type MeasuredStage = {apiId: string; kind: ApiKind; name: string; stageName: string}

/** Dimensions by name, in AWS's order. */
export type Dimensions = Readonly<Record<string, string>>

/** Metrics of REST APIs go by their name without other than ASCII characters, those of the others by the id. */
export function stageDimensions({apiId, kind, name, stageName}: MeasuredStage): Dimensions {
  if (kind !== 'rest') return {ApiId: apiId, Stage: stageName}
  const plainName = name.replaceAll(/[^\x20-\x7e]/g, '')
  return {ApiName: plainName === '' ? apiId : plainName, Stage: stageName}
}

/** Dimensions of one route, which exist where detailed metrics are on. */
export function routeDimensions(stage: MeasuredStage, route: string): Dimensions {
  if (stage.kind === 'websocket') return {...stageDimensions(stage), Route: route}
  const [method = '', path] = route.split(' ')
  return {...stageDimensions(stage), Resource: path ?? route, Method: path === undefined ? 'ANY' : method}
}

/** The route that dimensions are about, `GET /pets` or `$connect`; undefined for those of a whole stage or API. */
export function routeOf({Resource, Method, Route}: Dimensions): string | undefined {
  if (Route !== undefined) return Route
  if (Resource === undefined || Method === undefined) return undefined
  return Resource.startsWith('/') ? `${Method} ${Resource}` : Resource
}
