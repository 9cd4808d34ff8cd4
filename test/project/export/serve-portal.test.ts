import assert from 'node:assert/strict'
import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterEach, beforeEach, test} from 'vitest'
import {servePortal} from '../../../src/project/export/serve-portal.js'
import type {PortalSite} from '../../../src/sdk-export/portal/portal-files.js'
import {httpCall} from '../../support/http-client.js'

let visits = 0
let failure: Error | undefined
let failures: unknown[] = []
let port = 0
let end = new AbortController()
let served: Promise<string> = Promise.resolve('')

async function site(): Promise<PortalSite> {
  await Promise.resolve()
  if (failure !== undefined) throw failure
  visits += 1
  return {title: 'pets', files: new Map([['index.html', `visit ${visits}`], ['openapi.json', `{"visit":${visits}}`]]), viewer: ['portal.css']} // prettier-ignore
}

function start(on = 0): Promise<string> {
  return new Promise((resolve, reject) => {
    const readViewerFile = (file: string) => Promise.resolve(Buffer.from(`viewer ${file}`))
    const onFailure = (error: unknown) => void failures.push(error)
    served = servePortal({port: on, site, readViewerFile, onReady: resolve, onFailure, signal: end.signal})
    served.catch(reject)
  })
}

beforeEach(async () => {
  ;[visits, failure, failures, end] = [0, undefined, [], new AbortController()]
  port = Number(new URL(await start()).port)
})

afterEach(async () => {
  end.abort()
  await served
})

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  httpCall(port, {path, headers, method})

test('servePortal: every visit of the page is new, the other files belong to the last one', async () => {
  assert.equal((await get('/openapi.json')).body, '{"visit":1}')
  assert.equal((await get('/')).body, 'visit 2')
  assert.equal((await get('/index.html?x=1')).body, 'visit 3')
  assert.equal((await get('/openapi.json')).body, '{"visit":3}')
  const {headers, body} = await get('/portal.css')
  assert.equal(body, 'viewer portal.css')
  assert.equal(headers['content-type'], 'text/css; charset=utf-8')
  assert.equal(headers['cross-origin-resource-policy'], 'same-origin')
})

test('servePortal: what is no file of the portal, no read and no name of this machine is refused', async () => {
  const statuses = [
    await get('/../package.json'),
    await get('/%2e%2e/package.json'),
    await get('/__proto__'),
    await get('/', {}, 'POST'),
    await get('/', {host: 'portal.evil.example'}),
    await get('/', {host: `localhost.evil.example:${port}`}),
    await get('/', {host: `localhost:${port}`}),
    await get('/', {}, 'HEAD'),
  ].map(({status}) => status)
  assert.deepEqual(statuses, [404, 404, 404, 405, 421, 421, 200, 200])
})

test('servePortal: a definition that breaks is told on both sides, and the portal goes on', async () => {
  failure = new Error('line 3 is no YAML')
  const {status, body} = await get('/')
  assert.deepEqual([status, failures], [500, [failure]])
  assert.ok(!body.includes('line 3'))
  failure = undefined
  assert.equal((await get('/')).status, 200)
})

test('servePortal: a port that is taken is named', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const taken = (other.address() as AddressInfo).port
  const running = served
  await assert.rejects(start(taken), {code: 'PORT_IN_USE'})
  served = running
  other.close()
})
