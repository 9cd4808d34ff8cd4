import assert from 'node:assert/strict'
import {execFile, spawnSync} from 'node:child_process'
import {cpSync, existsSync, mkdtempSync} from 'node:fs'
import {homedir, tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {afterAll, beforeAll, describe, test} from 'vitest'
import {startGateway} from '../../src/gateway/server.js'
import type {Gateway} from '../../src/gateway/server.js'

const fixtures = fileURLToPath(new URL('../fixtures/terraform', import.meta.url))
const run = promisify(execFile)

/** Folders in which Terraform looks for providers that need no download; the first that holds the AWS provider. */
const pluginDirectory = [
  process.env.TF_PLUGIN_CACHE_DIR,
  join(homedir(), '.terraform.d/plugins'),
  join(homedir(), '.local/share/terraform/plugins'),
  '/usr/local/share/terraform/plugins',
  '/usr/share/terraform/plugins',
].find((path) => path !== undefined && existsSync(join(path, 'registry.terraform.io/hashicorp/aws')))
const isTerraformThere = spawnSync('terraform', ['version']).status === 0

if (!isTerraformThere || pluginDirectory === undefined) {
  test.skip('Terraform or its AWS provider is not on this machine')
} else {
  describe.each(['rest-resources', 'rest-body', 'http-api', 'websocket-api'])('Terraform: %s', (name) => {
    let gateway: Gateway
    let folder: string

    beforeAll(async () => {
      gateway = await startGateway({port: 0, version: 'test', onDefect: assert.ifError})
      folder = mkdtempSync(join(tmpdir(), 'apigw-terraform-'))
      cpSync(join(fixtures, 'provider.tf'), join(folder, 'provider.tf'))
      cpSync(join(fixtures, name), folder, {recursive: true})
      await terraform(['init', `-plugin-dir=${pluginDirectory}`])
    }, 120_000)
    afterAll(() => gateway.close())

    test('apply, empty plan, change, empty plan, destroy, nothing left', {timeout: 600_000}, async () => {
      const empty = gateway.store.version
      for (const revision of [1, 2]) {
        await terraform(['apply', '-auto-approve', ...variables(revision)])
        // Exit code 2, "there are changes", is a failure of the process.
        await terraform(['plan', '-detailed-exitcode', ...variables(revision)])
      }
      await terraform(['destroy', '-auto-approve', ...variables(2)])
      assert.ok(gateway.store.version > empty)
      for (const kind of ['restApi', 'v2Api', 'usagePlan', 'apiKey', 'domainName'] as const) {
        assert.deepEqual(gateway.store.all(kind), [], kind)
      }
    })

    const variables = (revision: number): string[] => [
      '-var',
      `endpoint=${gateway.url}`,
      '-var',
      `revision=${String(revision)}`,
    ]

    async function terraform([command = '', ...options]: readonly string[]): Promise<void> {
      const argv = [command, '-input=false', '-no-color', ...options]
      const outcome = await run('terraform', argv, {cwd: folder, maxBuffer: 50_000_000}).catch(
        (error: unknown) => error,
      )
      if (outcome instanceof Error)
        assert.fail(
          `terraform ${argv.join(' ')}\n${'stdout' in outcome ? String(outcome.stdout) : ''}${String(outcome)}`,
        )
    }
  })
}
