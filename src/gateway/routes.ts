import type {GatewayRoute} from '../model/gateway-admin.js'
import type {Store} from './store/store.js'

/** Every route that answers at the moment: those of the snapshots that stages point at. Ordered by API, then path. */
export function callableRoutes(store: Store, gatewayUrl: string): GatewayRoute[] {
  const rest = store.list('restApi', []).flatMap(({id}) => restRoutes(store, id))
  const v2 = store.list('v2Api', []).flatMap(({apiId}) => v2Routes(store, apiId))
  return [...rest, ...v2].map((route) => ({...route, url: `${gatewayUrl}/execute-api/${route.apiId}${pathOf(route)}`}))
}

type LocalRoute = Omit<GatewayRoute, 'url'>

function pathOf({stage, path, kind}: LocalRoute): string {
  const below = kind === 'websocket' ? '' : path
  return stage === '$default' ? below : `/${stage}${below}`
}

function restRoutes(store: Store, apiId: string): LocalRoute[] {
  return store.list('stage', [apiId]).flatMap(({stageName, deploymentId}) => {
    const snapshot = store.get('restSnapshot', [apiId, deploymentId])
    return (snapshot?.resources ?? []).flatMap(({path, resourceMethods}) =>
      Object.keys(resourceMethods ?? {}).map((method): LocalRoute => {
        return {kind: 'rest', apiId, apiName: snapshot?.restApi.name ?? apiId, stage: stageName, method, path}
      }),
    )
  })
}

function v2Routes(store: Store, apiId: string): LocalRoute[] {
  return store.list('v2Stage', [apiId]).flatMap(({stageName, deploymentId}) => {
    const snapshot = deploymentId === undefined ? undefined : store.get('httpSnapshot', [apiId, deploymentId])
    if (snapshot === undefined) return []
    const kind = snapshot.api.protocolType === 'HTTP' ? 'http' : 'websocket'
    return snapshot.routes.map(({routeKey}): LocalRoute => {
      const [method = '', path = routeKey] = kind === 'http' && routeKey !== '$default' ? routeKey.split(' ') : ['ANY']
      return {
        kind,
        apiId,
        apiName: snapshot.api.name,
        stage: stageName,
        method,
        path: kind === 'http' && path === '$default' ? '/{proxy+}' : path,
      }
    })
  })
}
