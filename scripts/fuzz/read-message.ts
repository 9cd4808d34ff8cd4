import {exchange, newFixture, openClient} from '../../test/gateway/data/websocket/websocket-fixture.js'
import {mocking} from '../../test/gateway/data/websocket/websocket-records.js'
import {throwDefects} from './throw-defects.js'

const said = mocking('{"a": $input.json(\'$.list[0]\'), "b": "$util.escapeJavaScript($input.path(\'$.text\'))"}')
const schema = JSON.stringify({
  type: 'object',
  properties: {action: {type: 'string'}, list: {type: 'array', uniqueItems: true}},
  patternProperties: {'^x-': {$ref: '#'}},
})

/** Messages that name a route by what they hold, one of them too deep for anything that calls itself. */
export const messageExamples = [
  '{"action": "say", "list": [1, {"a": null}], "text": "\\ud800 \\u0000", "x-a": {"x-b": {}}}',
  '{"action": {"toString": 1, "__proto__": []}, "kind": ["a", ["b"]]}',
  '{"action": "$connect", "kind": "constructor"}',
  `{"action": "say", "kind": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  `{"action": ${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}}`,
  `{"action": "say", "list": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  `{"action": "say", ${'"x-a":{'.repeat(5_000)}${'}'.repeat(5_000)}}`,
]

const expressions = ['$request.body.action', '${request.body.kind}-${request.body.action.toString}']

/** One message of a client, through selection of its route, its model and its template. */
export async function readMessage(text: string): Promise<void> {
  for (const routeSelectionExpression of expressions) {
    const fixture = newFixture({
      api: {routeSelectionExpression},
      routes: {
        $default: mocking('$context.routeKey'),
        say: {...said, modelSelectionExpression: '$request.body.kind', requestModels: {$default: 'Said'}},
      },
      models: [{modelId: 'm1', name: 'Said', contentType: 'application/json', schema}],
    })
    await exchange(await openClient(fixture), text)
    throwDefects(fixture.invocations)
  }
}
