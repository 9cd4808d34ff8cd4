import {element} from './element.js'

const place = document.getElementById('routes')

/** Shows the routes that answer at the moment, by API and stage; `attempt` is called with the one to try. */
export function showRoutes(routes, attempt) {
  const stages = new Map()
  for (const route of routes) {
    const key = JSON.stringify([route.apiId, route.stage])
    stages.set(key, [...(stages.get(key) ?? []), route])
  }
  const hint = element('p', {class: 'hint'}, 'No API is deployed. "apigw dev" or "apigw deploy" puts yours here.')
  place.replaceChildren(
    ...(stages.size === 0 ? [hint] : [...stages.values()].map((group) => stageCard(group, attempt))),
  )
}

function stageCard(routes, attempt) {
  const [{apiName, apiId, stage, kind}] = routes
  return element(
    'article',
    {class: 'card'},
    element('h2', {}, apiName, element('small', {}, `${kind} · ${apiId} · ${stage}`)),
    element('ul', {class: 'routes'}, ...routes.map((route) => routeItem(route, attempt))),
  )
}

function routeItem(route, attempt) {
  const {method, path, kind, url} = route
  const isCallable = kind !== 'websocket'
  return element(
    'li',
    {},
    element('b', {class: 'method'}, method),
    element('code', {title: url}, path),
    isCallable ? element('button', {type: 'button', onclick: () => attempt(route)}, 'Try') : undefined,
  )
}
