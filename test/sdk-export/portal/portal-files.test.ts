import assert from 'node:assert/strict'
import {runInNewContext} from 'node:vm'
import {test} from 'vitest'
import type {JsonObject} from '../../../src/model/json.js'
import {portalSite} from '../../../src/sdk-export/portal/portal-files.js'
import {hostileText} from '../../support/exported-stacks.js'
import {restApiOf, webSocketApiOf} from '../../support/many-routes.js'

const markup = '</title><script src="https://evil.example"></script>'

function fileOf(document: JsonObject, file: string, baseUrl?: string): string {
  return portalSite(restApiOf(1), document, baseUrl).files.get(file) ?? ''
}

test('portalSite: a title of a stranger is text', () => {
  const page = fileOf({info: {title: markup}}, 'index.html')
  assert.ok(!page.includes('<script src="https'))
  assert.match(page, /<title>&lt;\/title&gt;&lt;script src=&quot;https/)
})

test('portalSite: a page may call what its servers name, and nothing else', () => {
  const cases: [JsonObject[], string | undefined, string][] = [
    [[], undefined, "connect-src 'self';"],
    [[], 'https://api.example.com/v1', "connect-src 'self' https://api.example.com;"],
    [[{url: 'https://a.example/x'}, {url: 'https://a.example/y'}], undefined, "connect-src 'self' https://a.example;"],
    [
      [{url: '/relative'}, {url: 'javascript:alert(1)'}, {url: 'https://{host}/x'}, {}],
      undefined,
      "connect-src 'self';",
    ],
    [[{url: "https://a.example;script-src 'unsafe-inline'"}], undefined, "connect-src 'self';"],
  ]
  for (const [servers, baseUrl, expected] of cases) {
    const page = fileOf({servers}, 'index.html', baseUrl).replaceAll('&#39;', "'")
    assert.ok(page.includes(expected), `${JSON.stringify(servers)}: ${page}`)
  }
})

test('portalSite: the script of the definition gives exactly the definition', () => {
  const document = JSON.parse(
    `{"paths":{},"info":{"title":"</script>\\u2028\`\${1}","__proto__":{"polluted":true}},"servers":[{"url":"https://a.example"}]}`,
  ) as JsonObject
  const context: {portal?: {definition: unknown; canCall: boolean}} = {}
  runInNewContext(fileOf(document, 'definition.js').replace('globalThis.', ''), context)
  assert.equal(JSON.stringify(context.portal?.definition), JSON.stringify(document))
  assert.equal(context.portal?.canCall, true)
  assert.deepEqual(JSON.parse(fileOf(document, 'openapi.json')), document)
})

test('portalSite: without a server nothing can be called', () => {
  assert.match(fileOf({}, 'definition.js'), /canCall: false/)
})

test('portalSite: the page of a WebSocket API tells its routes, models and address, whatever is in them', () => {
  const usual = webSocketApiOf(2)
  const model = {contentType: 'application/json', schema: {description: markup}}
  const [route] = Object.values(usual.routes)
  assert.ok(route !== undefined)
  const api = {
    ...usual,
    ...{name: markup, description: hostileText, models: {Message: model}},
    routes: {[markup]: {...route, apiKeyRequired: true, requestModels: {$default: 'Message'}}},
  }
  const {files, viewer} = portalSite(api, {}, 'wss://api.example.com/prod')
  const page = files.get('index.html') ?? ''
  assert.deepEqual([[...files.keys()], viewer], [['index.html'], ['portal.css']])
  assert.ok(!page.includes('<script'))
  for (const told of ['wss://api.example.com/prod', 'Needs an API key.', 'Messages: Message', '$request.body.action']) {
    assert.ok(page.includes(told), told)
  }
})
