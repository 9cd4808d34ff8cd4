import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {GatewayRoute} from '../../src/model/gateway-admin.js'
import type {Kind} from '../../src/plan/change.js'
import type {Plan} from '../../src/plan/plan.js'
import {renderDevEvent} from '../../src/render/dev-event.js'
import type {DevEventView} from '../../src/render/dev-event.js'

const startedAtMs = new Date(2026, 10, 21, 9, 8, 7).getTime()
const invocation = {
  requestId: 'r1',
  apiId: 'a1',
  apiKind: 'rest' as const,
  stage: 'dev',
  method: 'GET',
  path: '/dev/pets',
  status: 200,
  startedAtMs,
  latencyMs: 3.4,
}

function route(method: string, path: string): GatewayRoute {
  return {kind: 'rest', apiId: 'a1', apiName: 'pets', stage: 'dev', method, path, url: `http://gateway${path}`}
}

function planOf(...things: [Kind, string][]): Plan {
  return {
    formatVersion: 1,
    api: {kind: 'rest', name: 'pets'},
    target: {name: 'dev', region: 'us-east-1'},
    changes: things.map(([kind, name]) => ({action: 'delete', kind, name, address: name, before: {}})),
    findings: [],
    execution: {way: 'granular', calls: []},
    budget: {granular: {calls: 0, seconds: 0}, import: {calls: 0, seconds: 0}},
    liveHash: '',
    contentHash: '',
  }
}

const cases: {name: string; event: DevEventView; text: string}[] = [
  {
    name: 'a request is one line without its stage',
    event: {kind: 'invocation', invocation},
    text: '09:08:07  GET      /pets                             200     3 ms',
  },
  {
    name: 'a refusal says why, and control characters of the caller stay visible',
    event: {
      kind: 'invocation',
      invocation: {...invocation, path: '/dev/\x1b[2J', status: 403, errorType: 'ACCESS_DENIED', errorMessage: 'No.'},
    },
    text: String.raw`09:08:07  GET      /\x1b[2J                          403     3 ms  ACCESS_DENIED: No.`,
  },
  {
    name: 'what a function prints carries its name',
    event: {kind: 'functionLog', functionName: 'list-pets', requestId: 'r1', line: 'hello'},
    text: '          list-pets  hello',
  },
  {
    name: 'the start lists the routes',
    event: {
      kind: 'serving',
      project: 'pets',
      stage: 'dev',
      url: 'http://gateway/dev',
      routes: [route('GET', '/pets'), route('DELETE', '/pets/{id}')],
    },
    text: 'pets, stage dev: http://gateway/dev\n  GET     /pets\n  DELETE  /pets/{id}',
  },
  {
    name: 'the start of a gateway with TLS names both addresses',
    event: {
      kind: 'serving',
      project: 'chat',
      stage: 'dev',
      url: 'ws://gateway/dev',
      secureUrl: 'wss://localhost/dev',
      routes: [],
    },
    text: 'chat, stage dev: ws://gateway/dev and wss://localhost/dev',
  },
  {
    name: 'a deploy names what was touched, not the stage that follows',
    event: {kind: 'deployed', plan: planOf(['method', 'GET /pets'], ['restStage', 'dev']), ms: 84},
    text: 'deployed GET /pets in 84 ms',
  },
  {
    name: 'a deploy of many things names two',
    event: {kind: 'deployed', plan: planOf(['model', 'A'], ['model', 'B'], ['model', 'C'], ['model', 'D']), ms: 84},
    text: 'deployed A, B and 2 more in 84 ms',
  },
  {
    name: 'a deploy of stage settings alone',
    event: {kind: 'deployed', plan: planOf(['restStage', 'dev']), ms: 84},
    text: 'deployed the stage in 84 ms',
  },
  {
    name: 'a deploy that had nothing to do',
    event: {kind: 'deployed', plan: planOf(), ms: 12},
    text: 'nothing to deploy, checked in 12 ms',
  },
  {
    name: 'reloaded functions, with files named from the project',
    event: {kind: 'reloaded', paths: ['/work/pets/src/a.ts', '/work/pets/src/b.ts'], ms: 2},
    text: 'reloaded functions in 2 ms (src/a.ts and 1 more)',
  },
]

for (const {name, event, text} of cases) {
  test(`renderDevEvent: ${name}`, () => {
    assert.equal(renderDevEvent(event, {colour: false, cwd: '/work/pets'}), text)
  })
}
