import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, test} from 'vitest'
import {runCli, stopProject, temporaryFolder} from '../support/cli.js'
import type {CliResult} from '../support/cli.js'
import {startHandMade} from '../support/hand-made.js'

const folder = temporaryFolder()
const secret = 'value-of-a-key-nobody-sees'
let env: Readonly<Record<string, string>>

beforeAll(async () => {
  env = (await startHandMade(folder)).env
  writeFileSync(join(folder, 'value.txt'), `${secret}\n`)
  writeFileSync(join(folder, 'keys.csv'), `Name,Key\ninitech,${secret}-2\nhooli,short\n`)
})

afterAll(() => stopProject(folder))

function apigw(...words: string[]): Promise<CliResult> {
  return runCli(words, {cwd: folder, env})
}

type Changed = {outcome: string; calls: {operation: string}[]; error?: {code: string}}

/** What a command did, in few words: `done: CreateApiKey`, or the code of its error. */
async function told(...words: string[]): Promise<string> {
  const {stdout, stderr} = await apigw(...words, '--json')
  assert.ok(!`${stdout}${stderr}`.includes(secret), 'the value of a key was printed')
  const {outcome, calls, error} = JSON.parse(stdout) as Changed
  return error?.code ?? `${outcome}: ${calls.map(({operation}) => operation).join(' ')}`
}

async function walk(steps: readonly (readonly [string, string])[]): Promise<void> {
  for (const [words, expected] of steps) assert.equal(await told(...words.split(' ')), expected, words)
}

test('custom domains', async () => {
  const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/6a7e9c8b'
  await walk([
    ['domain add api.example.com', 'VALUE_MISSING'],
    ['domain add api.example.com --certificate arn:aws:iam::1:server-certificate/x', 'VALUE_INVALID'],
    [`domain add api.example.com --certificate ${certificate.replace('us-east-1', 'eu-west-1')}`, 'VALUE_INVALID'],
    [`domain add api.example.com --certificate ${certificate}`, 'done: CreateDomainName'],
    ['domain map api.example.com --path v1 --to orders', 'VALUE_INVALID'],
    ['route add $default orders --url https://backend.example/', 'done: CreateIntegration CreateRoute'],
    ['stage create $default orders --auto-deploy', 'done: CreateStage'],
    ['domain map api.example.com --path v1 --to orders:$default --dry-run', 'planned: CreateApiMapping'],
    ['domain map api.example.com --path /v1/ --to orders:$default', 'done: CreateApiMapping'],
    [`domain add b.example.com --certificate ${certificate} --map v1=orders`, 'VALUE_INVALID'],
    [
      `domain add b.example.com --certificate ${certificate} --map v1=orders:$default --dry-run`,
      'planned: CreateDomainName CreateApiMapping',
    ],
    ['domain update api.example.com --route53 example.com', 'VALUE_INVALID'],
    ['domain update api.example.com --route53 auto', 'ROUTE53_ELSEWHERE'],
    ['domain unmap api.example.com --path v1', 'VALUE_MISSING'],
    ['domain unmap api.example.com --path v1 --confirm api.example.com/v1', 'done: DeleteApiMapping'],
  ])
  const checked = await apigw('domain', 'check', 'api.example.com', '--server', '127.0.0.1:1')
  assert.equal(checked.code, 1)
  assert.match(checked.stdout, /^dns	unknown$[^]*^record	api\.example\.com\. 300 IN CNAME d-/m)
  await walk([['domain delete api.example.com --confirm api.example.com', 'done: DeleteDomainName']])
})

test('usage plans and keys from first to last', async () => {
  await walk([
    ['usage-plan create basic --rate-limit 10 --burst-limit 20 --quota 100/day --dry-run', 'planned: CreateUsagePlan'],
    ['usage-plan create basic --rate-limit 10 --burst-limit 20 --quota 100/day', 'done: CreateUsagePlan'],
    ['usage-plan create basic', 'RESOURCE_EXISTS'],
    ['usage-plan create gold --quota 100', 'VALUE_INVALID'],
    ['usage-plan update basic', 'USAGE'],
    ['usage-plan update basic --unlimited --rate-limit 5', 'VALUE_INVALID'],
    ['usage-plan update basic --rate-limit 10', 'unchanged: '],
    ['key create acme --plan basic --value @value.txt --dry-run', 'planned: CreateApiKey CreateUsagePlanKey'],
    ['key create acme --plan basic --value @value.txt', 'done: CreateApiKey CreateUsagePlanKey'],
    ['key create short --value short', 'VALUE_INVALID'],
    ['key import keys.csv', 'done: ImportApiKeys'],
    ['key import none.csv', 'INPUT_UNREADABLE'],
    ['key rotate acme --overlap 7d', 'done: CreateApiKey CreateUsagePlanKey TagResource UpdateApiKey'],
    ['key revoke --expired', 'unchanged: '],
  ])
  // The gateway's clock goes on, and with it what a key was given.
  assert.equal((await apigw('local', 'clock', 'advance', '8d')).code, 0)
  await walk([
    ['key revoke --expired', 'done: UpdateApiKey'],
    ['key revoke --expired --delete', 'VALUE_MISSING'],
    ['key revoke --expired --delete --yes', 'done: DeleteApiKey'],
    ['key delete acme', 'VALUE_MISSING'],
    ['key delete acme --confirm acmé', 'DECLINED'],
    ['usage-plan detach basic --key acme', 'done: DeleteUsagePlanKey'],
    ['key delete acme --confirm acme', 'done: DeleteApiKey'],
    ['usage-plan delete basic --confirm basic', 'done: DeleteUsagePlan'],
    ['usage-plan show basic', 'NAME_NOT_FOUND'],
  ])
  assert.match((await apigw('key', 'list', '--filter', 'INIT')).stdout, /^initech\t\w+\tyes\t/)
  const shown = await apigw('key', 'show', 'initech', '--show-value')
  assert.match(shown.stdout, new RegExp(`^value\t${secret}-2$`, 'm'))
  assert.equal((await apigw('key', 'usage', 'initech')).code, 0)
})
