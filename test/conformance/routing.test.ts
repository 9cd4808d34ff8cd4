import {named} from '../gateway/data/rest/rest-fixture.js'
import {exchanges, type Exchange} from './exchange.js'

const area = 'routing'
const recording = {
  area,
  source: 'localstack test_apigateway_common.py, test_proxy_routing_with_hardcoded_resource_sibling',
  recorded: '2024-04-15',
}
const guide = {area, source: 'developer guide, Methods for REST APIs; Set up a proxy resource', recorded: '2026-04'}

const siblings = {
  'POST /test': named('POST request'),
  'ANY /test/any': named('ANY request'),
  'OPTIONS /{proxy+}': named('OPTIONS request'),
}

const tree = {
  'GET /': named('root'),
  'GET /pets': named('pets'),
  'GET /pets/{id}': named('pet'),
  'GET /pets/mine': named('mine'),
  'GET /pets/{id}/toys': named('toys'),
  'GET /{proxy+}': named('greedy'),
  'HEAD /pets': named('head'),
  'ANY /any': named('any'),
  'PATCH /any': named('patch'),
}

function route(
  facts: {area: string; source: string; recorded: string},
  routes: Exchange['api']['routes'],
  method: string,
  target: string,
  body: string | undefined,
): Exchange {
  return {
    ...facts,
    name: `${method} ${target} is ${body ?? 'refused'}`,
    api: {routes},
    target,
    call: {method},
    seen: body === undefined ? {status: 403, body: '{"message":"Missing Authentication Token"}'} : {status: 200, body},
  }
}

const found: Exchange[] = [
  route(recording, siblings, 'OPTIONS', '/test', 'OPTIONS request'),
  route(recording, siblings, 'POST', '/test', 'POST request'),
  route(recording, siblings, 'OPTIONS', '/test/any', 'ANY request'),
  route(recording, siblings, 'GET', '/test/any', 'ANY request'),
  route(guide, tree, 'GET', '/', 'root'),
  route(guide, tree, 'GET', '', 'root'),
  route(guide, tree, 'GET', '/pets', 'pets'),
  route(guide, tree, 'GET', '/pets/', 'pets'),
  route(guide, tree, 'GET', '//pets', 'pets'),
  route(guide, tree, 'GET', '/pets/7', 'pet'),
  route(guide, tree, 'GET', '/pets/mine', 'mine'),
  route(guide, tree, 'GET', '/pets/Mine', 'pet'),
  route(guide, tree, 'GET', '/pets/7/toys', 'toys'),
  route(guide, tree, 'GET', '/pets/7/toys/1', 'greedy'),
  route(guide, tree, 'GET', '/Pets', 'greedy'),
  route(guide, tree, 'GET', '/a%2Fb', 'greedy'),
  route(guide, tree, 'HEAD', '/pets', 'head'),
  route(guide, tree, 'HEAD', '/pets/7', undefined),
  route(guide, tree, 'PUT', '/any', 'any'),
  route(guide, tree, 'PATCH', '/any', 'patch'),
  route(guide, tree, 'OPTIONS', '/any', 'any'),
  route(guide, tree, 'TRACE', '/any', undefined),
  route(guide, tree, 'get', '/any', undefined),
  route(guide, {'GET /pets': named('pets')}, 'GET', '/', undefined),
  route(guide, {'GET /pets': named('pets')}, 'GET', '/pets/7', undefined),
  {
    ...route(guide, tree, 'POST', '/any', 'any'),
    name: 'X-HTTP-Method-Override changes nothing',
    call: {method: 'POST', headers: ['X-HTTP-Method-Override', 'PATCH']},
  },
]

exchanges(found)
