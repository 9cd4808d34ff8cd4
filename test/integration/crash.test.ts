import assert from 'node:assert/strict'
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {
  APIGatewayClient,
  GetApiKeysCommand,
  GetRestApisCommand,
  GetUsagePlansCommand,
} from '@aws-sdk/client-api-gateway'
import {afterEach, test} from 'vitest'
import {readGatewayFile} from '../../src/aws/local-gateway.js'
import {runCli, startCli, stopProject, temporaryFolder} from '../support/cli.js'
import type {CliResult} from '../support/cli.js'
import {startProxy} from '../support/slow-proxy.js'
import type {Proxy} from '../support/slow-proxy.js'

/** CRASH_ROUNDS=150 makes it the long version. */
const rounds = Number(process.env.CRASH_ROUNDS ?? 3)
/** Of one command: hundreds of rounds run beside other work. */
const limitMs = 120_000
const victims = ['apply', 'gateway', 'both'] as const
type Victim = (typeof victims)[number]

/** What a project declares: a new name makes an API of its own. */
type Declared = {name: string; version: number; routes: number}

const folder = join(temporaryFolder(), 'project')
let proxy: Proxy | undefined

afterEach(async () => {
  proxy?.close()
  await stopProject(folder)
})

function declare({name, version, routes}: Declared): void {
  const operation = (text: string): object => ({
    responses: {'200': {description: 'ok'}},
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: {'application/json': '{"statusCode": 200}'},
      responses: {default: {statusCode: '200', responseTemplates: {'application/json': text}}},
    },
  })
  const numbers = Array.from({length: routes}, (_, index) => index)
  const paths = {
    '/version': {get: operation(`{"version": ${version}, "round": "$stageVariables.round"}`)},
    ...Object.fromEntries(numbers.map((index) => [`/part${index}/of${version % 2}`, {get: operation(`${version}`)}])),
  }
  const plan = {throttle: {rateLimit: 10 + version, burstLimit: 20}, stages: ['dev'], keys: [`${name}-key`]}
  const settings = {
    ...{name, type: 'rest', stages: {dev: {target: 'local', variables: {round: String(version)}}}},
    ...{apiKeys: {[`${name}-key`]: {description: `of version ${version}`}}, usagePlans: {[`${name}-plan`]: plan}},
    allow: ['route-removed', 'mass-deletion'].map((rule) => ({rule, reason: 'Every round changes all of it.'})),
  }
  mkdirSync(folder, {recursive: true})
  writeFileSync(
    join(folder, 'openapi.yaml'),
    JSON.stringify({openapi: '3.0.1', info: {title: name, version: '1'}, paths}),
  )
  writeFileSync(join(folder, 'apigw.yaml'), JSON.stringify(settings))
}

async function apigw(...words: string[]): Promise<CliResult> {
  const result = await runCli(words, {cwd: folder, limitMs})
  assert.equal(result.code, 0, `${words.join(' ')}\n${result.stderr}${result.stdout}`)
  return result
}

/** The kill may come after the last call, before the command could say so: then nothing is left to do, and it says that. */
async function resume(): Promise<void> {
  const {code, stdout, stderr} = await runCli(['deploy', '--resume', '--yes'], {cwd: folder, limitMs})
  const wasDone = /^error NOTHING_TO_RESUME: [^]*carried out all it wanted/m.test(stderr)
  assert.ok(code === 0 || wasDone, `deploy --resume\n${stderr}${stdout}`)
}

function gateway(): {url: string; port: number; pid: number} {
  const found = readGatewayFile(join(folder, '.apigw', 'local'))
  assert.ok(found, 'There is no gateway.')
  return found
}

/**
 * Deploys through a proxy that kills at a random call that changes something: some milliseconds before or after it gets
 * to the gateway. Answers how the command ended, and whether it came that far.
 */
async function deployUntilKilled(victim: Victim): Promise<CliResult & {isKilled: boolean}> {
  const {url, pid} = gateway()
  // A deploy makes five such calls at least; in the long version some rounds come to their end.
  let left = 1 + Math.floor(Math.random() * (rounds > 3 ? 12 : 4))
  let isKilled = false
  let kill: () => void = () => undefined
  proxy = await startProxy(
    () => url,
    async ({method}) => {
      if (method === 'GET' || (left -= 1) !== 0) return
      isKilled = true
      const isBefore = Math.random() < 0.3
      const killing = delay(Math.random() * 6).then(() => kill())
      if (isBefore) await killing
    },
  )
  const command = startCli(['deploy', '--endpoint', proxy.url, '--yes'], {cwd: folder, limitMs})
  kill = () => {
    if (victim !== 'gateway') command.process.kill('SIGKILL')
    if (victim !== 'apply') process.kill(pid, 'SIGKILL')
  }
  const ended = await command.ended
  proxy.close()
  return {...ended, isKilled}
}

/** A deploy whose gateway is gone says which call failed and how to go on. */
function checkEnd(victim: Victim, {code, stderr, isKilled}: CliResult & {isKilled: boolean}): void {
  if (!isKilled) assert.equal(code, 0, stderr)
  // A run may have ended before the kill came.
  if (code === null || code === 0) return
  assert.notEqual(victim, 'apply', stderr)
  assert.ok(code === 1 || code === 5, `${code}\n${stderr}`)
  assert.match(stderr, /^error [A-Z_]+: .*\n {2}why: .*[^]*fix: /m)
}

async function countsOf(name: string): Promise<Record<string, number>> {
  const credentials = {accessKeyId: '000000000000', secretAccessKey: 'local'}
  const client = new APIGatewayClient({endpoint: gateway().url, region: 'us-east-1', credentials})
  const named = (items: readonly {name?: string | undefined}[] = []): number =>
    items.filter((item) => item.name?.startsWith(name) === true).length
  const [apis, keys, plans] = await Promise.all([
    client.send(new GetRestApisCommand({limit: 500})),
    client.send(new GetApiKeysCommand({limit: 500})),
    client.send(new GetUsagePlansCommand({limit: 500})),
  ])
  client.destroy()
  return {apis: named(apis.items), keys: named(keys.items), plans: named(plans.items)}
}

/** The files, the live API and what is served are the same, and nothing is there twice. */
async function checkReached({name, version}: Declared, where: string): Promise<void> {
  const plan = await runCli(['plan', '--detailed-exitcode'], {cwd: folder, limitMs})
  assert.equal(plan.code, 0, `${where}: the plan is not empty\n${plan.stdout}${plan.stderr}`)
  assert.deepEqual(await countsOf(name), {apis: 1, keys: 1, plans: 1}, where)
  const {stdout} = await apigw('call', 'GET', '/version')
  assert.deepEqual(JSON.parse(stdout), {version, round: String(version)}, where)
}

test(
  `kill -9 of a deploy, of its gateway or of both at any call is resumed or rolled back (${rounds} rounds)`,
  async () => {
    let current: Declared = {name: 'n0', version: 0, routes: 2}
    declare(current)
    await apigw('deploy', '--yes')
    let kills = 0
    for (let round = 1; round <= rounds; round += 1) {
      const victim = victims[round % victims.length] ?? 'both'
      const isNew = Math.random() < 0.3
      const name = isNew ? `n${round}x` : current.name
      const wanted = {name, version: round, routes: 1 + Math.floor(Math.random() * 8)}
      declare(wanted)
      const ended = await deployUntilKilled(victim)
      checkEnd(victim, ended)
      if (ended.isKilled) kills += 1
      const goesBack = Math.random() < 0.5
      const where = `round ${round}: ${victim}, ${isNew ? 'new API' : 'change'}, ${goesBack ? 'rollback' : 'resume'}`
      if (goesBack) {
        await apigw('rollback', '--yes')
        declare(current)
        if (isNew) assert.deepEqual(await countsOf(name), {apis: 0, keys: 0, plans: 0}, where)
      } else {
        if (ended.code !== 0) await resume()
        current = wanted
      }
      await checkReached(current, where)
    }
    assert.ok(kills > rounds / 3, `only ${kills} kills`)
  },
  30_000 + rounds * 60_000,
)
