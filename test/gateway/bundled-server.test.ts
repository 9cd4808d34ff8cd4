import assert from 'node:assert/strict'
import {once} from 'node:events'
import {mkdtempSync, symlinkSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {build} from 'esbuild'
import {test} from 'vitest'
import type {startGateway} from '../../src/gateway/server.js'
import {httpCall} from '../support/http-client.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The server as scripts/build.ts bundles it: wire model inside, CommonJS packages wrapped, native ones outside. */
async function bundledServer(): Promise<{startGateway: typeof startGateway}> {
  const outdir = mkdtempSync(join(tmpdir(), 'apigw-bundle-'))
  symlinkSync(join(root, 'node_modules'), join(outdir, 'node_modules'))
  const banner = `import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url)`
  await build({
    entryPoints: {server: join(root, 'src/gateway/server.ts')},
    ...{outdir, bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20.19'},
    ...{mainFields: ['module', 'main'], minify: true, banner: {js: banner}, outExtension: {'.js': '.mjs'}},
    external: ['@redocly/openapi-core', 'esbuild', 'libsql', 'openapi-typescript', 'typescript'],
  })
  return (await import(pathToFileURL(join(outdir, 'server.mjs')).href)) as {startGateway: typeof startGateway}
}

test('the bundled server has its wire model, and calls HTTP backends', async () => {
  const backend = createServer((request, response) => response.end(`backend ${request.url ?? ''}`)).listen(
    0,
    '127.0.0.1',
  )
  await once(backend, 'listening')
  const target = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`
  const server = await bundledServer()
  const gateway = await server.startGateway({port: 0, auth: 'none', version: 'test'})
  try {
    const body = JSON.stringify({name: 'pets', protocolType: 'HTTP', target})
    const created = await httpCall(gateway.port, {method: 'POST', path: '/v2/apis', body})
    const {apiId} = JSON.parse(created.body) as {apiId: string}
    const {status, body: answer} = await httpCall(gateway.port, {path: `/execute-api/${apiId}/dogs`})
    assert.deepEqual([status, answer], [200, 'backend /dogs'])
  } finally {
    await gateway.close()
    backend.close()
  }
})
