import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import {get} from 'node:http'
import {afterAll, beforeAll, describe, test} from 'vitest'
import {startGateway, type Gateway} from '../../../src/gateway/server.js'
import {consoleAddress} from '../../../src/render/console-address.js'
import {browserProgram, openBrowser, type BrowserPage} from '../../support/browser.js'

const definition = {
  openapi: '3.0.1',
  info: {title: 'pets <b>', version: '1'},
  paths: {
    '/pets/{id}': {get: mockOperation('{"id": "$input.params(\'id\')"}')},
    '/{proxy+}': {get: mockOperation('{}')},
    '/locked': {get: {...mockOperation('{}'), security: [{api_key: []}]}},
  },
  components: {securitySchemes: {api_key: {type: 'apiKey', name: 'x-api-key', in: 'header'}}},
}

function mockOperation(template: string) {
  return {
    responses: {'200': {description: 'ok'}},
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: {'application/json': '{"statusCode": 200}'},
      responses: {default: {statusCode: '200', responseTemplates: {'application/json': template}}},
    },
  }
}

let gateway: Gateway
let base: string

beforeAll(async () => {
  gateway = await startGateway({port: 0, auth: 'none', version: '1.2.3'})
  const {id} = await post<{id: string}>('/restapis?mode=import', definition)
  await post(`/restapis/${id}/deployments`, {stageName: 'prod'})
  base = `/execute-api/${id}/prod`
})

afterAll(() => gateway.close())

async function post<Answer>(path: string, body: object): Promise<Answer> {
  const headers = {'content-type': 'application/json', authorization: scope}
  const response = await fetch(`${gateway.url}${path}`, {method: 'POST', headers, body: JSON.stringify(body)})
  assert.equal(response.status, 201)
  return (await response.json()) as Answer
}

const scope =
  'AWS4-HMAC-SHA256 Credential=AKIATEST/20260304/eu-west-1/apigateway/aws4_request, SignedHeaders=host, Signature=0'

/** A request as a client writes it, which URL would tidy up. */
function call(path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = get({port: gateway.port, host: '127.0.0.1', path, headers}, (response) => {
      response.resume().on('end', () => resolve(response.statusCode))
    })
    request.on('error', reject)
  })
}

const files = ['/_apigw/', '/_apigw/main.js', '/_apigw/console.css', '/_apigw/element.js']

for (const path of files) {
  test(`the console's file ${path} comes under a strict policy`, async () => {
    const response = await fetch(`${gateway.url}${path}`)
    assert.equal(response.status, 200)
    const policy = response.headers.get('content-security-policy') ?? ''
    for (const part of ["default-src 'none'", "frame-ancestors 'none'", "trusted-types 'none'"]) {
      assert.ok(policy.includes(part), part)
    }
    assert.ok(!/unsafe|https?:|\*/.test(policy))
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
    assert.ok(!(await response.text()).includes(gateway.token))
  })
}

const refusals: {name: string; path: string; headers: Record<string, string>; status: number}[] = [
  {name: 'a host that is not here (DNS rebinding)', path: '/_apigw/', headers: {host: 'evil.example'}, status: 403},
  {name: 'another site', path: '/_apigw/status', headers: {origin: 'http://evil.example'}, status: 403},
  {name: 'another site, by fetch metadata', path: '/_apigw/', headers: {'sec-fetch-site': 'cross-site'}, status: 403},
  {name: 'a reader of traces without the token', path: '/_apigw/traces', headers: {}, status: 403},
  {name: 'a path that leaves the folder', path: '/_apigw/../console-files.ts', headers: {}, status: 404},
  {name: 'a path that leaves the folder, encoded', path: '/_apigw/%2e%2e%2fconsole-files.ts', headers: {}, status: 404},
  {name: 'a name that objects have', path: '/_apigw/constructor', headers: {}, status: 404},
]

for (const {name, path, headers, status} of refusals) {
  test(`the console refuses ${name}`, async () => {
    assert.equal(await call(path, headers), status)
  })
}

test('an API that is called by path serves no service worker', async () => {
  assert.equal(await call(`${base}/pets/1`, {'service-worker': 'script'}), 403)
  const host = `${base.split('/')[2] ?? ''}.execute-api.localhost:${gateway.port}`
  assert.equal(await call('/prod/pets/1', {'service-worker': 'script', host}), 200)
})

test('the metrics of the last minutes name every stage', async () => {
  await call(`${base}/pets/1`)
  const {stages} = (await (await fetch(`${gateway.url}/_apigw/metrics`)).json()) as {
    stages: {kind: string; apiName: string; stage: string; requests: number[]}[]
  }
  const [{kind, apiName, stage, requests} = assert.fail()] = stages
  assert.deepEqual(
    {kind, apiName, stage, length: requests.length},
    {
      ...{kind: 'rest', apiName: 'pets <b>', stage: 'prod', length: 30},
    },
  )
  assert.ok(requests.reduce((sum, count) => sum + count, 0) >= 1)
})

const hostile = '/<img/src=x/onerror=hacked=1>'
const hostileAgent = '"><script>hacked=1</script>'

describe.skipIf(browserProgram === undefined)('in a browser (skipped: no chromium on this machine)', () => {
  let page: BrowserPage

  beforeAll(async () => {
    page = await openBrowser(browserProgram ?? '')
    await page.open(consoleAddress(gateway))
    await until(`document.querySelector('#status').dataset.state === 'live'`)
  }, 60_000)

  afterAll(() => page.close())

  /** Waits in the page until an expression is true. */
  async function until(expression: string): Promise<void> {
    const wait = `new Promise((resolve, reject) => {
      const started = Date.now()
      const look = () => {
        if (${expression}) resolve(true)
        else if (Date.now() - started > 20000) reject(new Error(document.body.innerText))
        else requestAnimationFrame(look)
      }
      look()
    })`
    assert.equal(await page.evaluate(wait), true)
  }

  const click = (selector: string) => page.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`)
  const textOf = async (selector: string) =>
    String(await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).innerText`))

  /** PNG files for people, where a folder is named. */
  async function keepPicture(name: string): Promise<void> {
    const folder = process.env.CONSOLE_PICTURES
    if (folder !== undefined) writeFileSync(`${folder}/${name}.png`, await page.screenshot())
  }

  test('the token leaves the address, and survives a reload', async () => {
    assert.equal(await page.evaluate('location.href'), `${gateway.url}/_apigw/`)
    // The same address again is a reload.
    await page.open(`${gateway.url}/_apigw/`)
    await until(`document.querySelector('#status').dataset.state === 'live'`)
    assert.equal(await page.evaluate(`document.querySelector('#token-form').hidden`), true)
    await page.open('about:blank')
    await page.open(`${gateway.url}/_apigw/`)
    await until(`document.querySelector('#status').dataset.state === 'live'`)
    assert.equal(await page.evaluate(`document.querySelector('#token-form').hidden`), false)
    await page.evaluate(`location.href = ${JSON.stringify(consoleAddress(gateway))}`)
    await until(`document.querySelector('#token-form').hidden && location.hash === ''`)
  })

  test('requests appear while they happen; what they hold stays text', async () => {
    await call(`${base}/pets/7`)
    await call(`${base}/locked`)
    await call(`${base}${hostile}`, {'user-agent': hostileAgent})
    await until(`document.querySelectorAll('#request-rows tr').length >= 3`)
    assert.ok((await textOf('#request-rows tr')).includes(hostile))
    await click('#request-rows tr')
    await until(`document.querySelector('.phases')`)
    await page.evaluate(`document.querySelectorAll('details').forEach((part) => part.open = true)`)
    assert.ok((await textOf('#phases')).includes('hacked=1</script>'))
    assert.deepEqual(await page.evaluate(`[typeof hacked, document.images.length, document.scripts.length]`), [
      ...['undefined', 0, 1],
    ])
  })

  test('a refused request shows the phase that refused it and why', async () => {
    await click('#request-rows tr:nth-child(2)')
    await until(`document.querySelector('#phases h2').innerText.includes('/locked')`)
    const text = await textOf('#phases')
    for (const part of ['checkApiKey', 'INVALID_API_KEY', 'matchMethod']) assert.ok(text.includes(part), part)
    await keepPicture('requests')
  })

  test('the page makes no markup from text', async () => {
    const attempt = `(() => { try { document.body.insertAdjacentHTML('beforeend', '<i>'); return 'made' } catch (error) { return error.name } })()`
    assert.equal(await page.evaluate(attempt), 'TypeError')
  })

  test('a route is tried, and its phases are shown', async () => {
    await click('#tab-routes')
    await until(`document.querySelector('#routes .routes li')`)
    await keepPicture('routes')
    assert.ok((await textOf('#routes')).includes('pets <b>'))
    await page.evaluate(
      `[...document.querySelectorAll('#routes li')].find((item) => item.innerText.includes('/pets/{id}')).querySelector('button').click()`,
    )
    await page.evaluate(`document.querySelector('#try-target').value = ${JSON.stringify(`${base}/pets/42`)}`)
    await page.evaluate(`document.querySelector('#try-headers').value = 'X-Mine: <b>1</b>'`)
    await click('#try-form button')
    await until(`document.querySelector('#try-answer .phases')`)
    const text = await textOf('#try-answer')
    for (const part of ['200', '"id": "42"', 'x-amzn-requestid', 'decided by']) assert.ok(text.includes(part), part)
    await keepPicture('try-it')
  })

  test('metrics are drawn', async () => {
    await click('#tab-metrics')
    await until(`document.querySelector('#metrics svg rect')`)
    const text = await textOf('#metrics')
    for (const part of ['requests', 'p90', '4xx']) assert.ok(text.includes(part), part)
    await keepPicture('metrics')
  })

  for (const scheme of ['dark', 'light'] as const) {
    test(`its text stands out when the user prefers ${scheme} pages`, async () => {
      await page.view({width: 1280, height: 760, scheme})
      await click('#tab-requests')
      const faint = `[...document.querySelectorAll('main *, header *')].filter((item) => item.checkVisibility() && item.childElementCount === 0 && item.textContent.trim() !== '').map((item) => {
        const channels = (text) => text.match(/[\\d.]+/g).slice(0, 3).map((channel) => (channel / 255) ** 2.2)
        const luminance = (text) => channels(text).reduce((sum, channel, index) => sum + channel * [0.2126, 0.7152, 0.0722][index], 0.05)
        let ground = item
        while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement
        const [text, behind] = [luminance(getComputedStyle(item).color), luminance(getComputedStyle(ground).backgroundColor)]
        return {text: item.textContent, contrast: Math.max(text, behind) / Math.min(text, behind)}
      }).filter(({contrast}) => contrast < 4.5)`
      assert.deepEqual(await page.evaluate(faint), [])
      await keepPicture(scheme)
    })
  }
})
