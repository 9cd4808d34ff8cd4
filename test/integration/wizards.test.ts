import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {afterAll, beforeAll, test} from 'vitest'
import {stopProject, temporaryFolder} from '../support/cli.js'
import {makeFunction, startHandMade} from '../support/hand-made.js'
import {controlC, down, enter, hasTerminals} from '../support/terminal.js'
import {startWizardHost} from '../support/wizard-host.js'
import type {Keys, WizardHost} from '../support/wizard-host.js'

const folder = temporaryFolder()
const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url))
const erase = '\u007f'.repeat(40)
const space = ' '
/** Seconds on a quiet machine: some two hundred commands. */
const timeout = 180_000
const certificate = 'arn:aws:acm:us-east-1:000000000000:certificate/6a7e9c8b'
const topic = 'arn:aws:sns:us-east-1:000000000000:ops'
const yes: Keys = [/Carry this out\?/, `y${enter}`]

let env: Readonly<Record<string, string>>

beforeAll(async () => {
  const made = await startHandMade(folder)
  env = made.env
  await makeFunction(made.url, 'hello')
  if (hasTerminals) await prepare()
})

afterAll(() => stopProject(folder))

/**
 * A wizard from its first question to its last, wrong answers included. `look` shows what it has made, `remove` takes
 * that away again.
 */
type Wizard = {words: readonly string[]; keys: readonly Keys[]; look: readonly string[]; remove: readonly string[]}

const pets: Keys = [/Which API\?/, `pets${enter}`]
const shop: Keys = [/Which API\?/, `shop${enter}`]
const dev: Keys = [/Which stage\?/, enter]

/** Parts of one API. */
const parts: readonly Wizard[] = [
  {
    words: ['route', 'create'],
    keys: [
      pets,
      [/Which route/, `cats${enter}`],
      [/is not a route/, `${erase}GET /bare${enter}`],
      [/has a route GET \/bare already/, `${erase}GET /cats${enter}`],
      [/What answers\?/, enter],
      [/Which Lambda function\?/, enter],
      yes,
    ],
    look: ['route', 'show', 'GET /cats', 'pets'],
    remove: ['route', 'delete', 'GET /cats', 'pets', '--confirm', 'GET /cats'],
  },
  {
    words: ['integration', 'create'],
    keys: [
      pets,
      [/Which route shall it answer\?/, enter],
      [/What answers\?/, `${down}${down}${enter}`],
      [/What does the mock answer/, `it's "$5" \\ here${enter}`],
      yes,
    ],
    look: ['integration', 'show', 'GET /bare', 'pets'],
    remove: ['integration', 'delete', 'GET /bare', 'pets', '--confirm', 'GET /bare'],
  },
  {
    words: ['authorizer', 'create'],
    keys: [
      [/Which API\?/, `orders${enter}`],
      [/What shall the authorizer be called\?/, `my login${enter}`],
      [/Who decides about requests\?/, enter],
      [/Which issuer/, `login${enter}`],
      [/It is a URL that begins with https/, `${erase}https://login.example.com${enter}`],
      [/Which audiences/, `shop, my admin${enter}`],
      [/Which header/, enter],
      yes,
    ],
    look: ['authorizer', 'show', 'my login', 'orders'],
    remove: ['authorizer', 'delete', 'my login', 'orders', '--confirm', 'my login'],
  },
  {
    words: ['model', 'create'],
    keys: [
      pets,
      [/What shall the model be called\?/, `my pet${enter}`],
      [/letters and digits only/, `${erase}Pet${enter}`],
      [/Which JSON Schema/, `{nope${enter}`],
      [/It is not JSON/, `${erase}{"type": "object"}${enter}`],
      yes,
    ],
    look: ['model', 'show', 'Pet', 'pets'],
    remove: ['model', 'delete', 'Pet', 'pets', '--confirm', 'Pet'],
  },
  {
    words: ['validator', 'create'],
    keys: [
      pets,
      [/What shall the request validator be called\?/, `everything${enter}`],
      [/What shall it check\?/, enter],
      yes,
    ],
    look: ['validator', 'show', 'everything', 'pets'],
    remove: ['validator', 'delete', 'everything', 'pets', '--confirm', 'everything'],
  },
  {
    words: ['gateway-response', 'create'],
    keys: [
      pets,
      [/Which answer of API Gateway\?[^]*DEFAULT/, enter],
      [/Which status code\?/, `99${enter}`],
      [/It is a status code/, `${erase}403${enter}`],
      yes,
    ],
    look: ['gateway-response', 'list', 'pets'],
    remove: ['gateway-response', 'delete', 'ACCESS_DENIED', 'pets', '--confirm', 'ACCESS_DENIED'],
  },
  {
    words: ['stage', 'create'],
    keys: [
      pets,
      [/What shall the stage be called\?/, `dev${enter}`],
      [/has a stage dev already/, `${erase}be ta${enter}`],
      [/AWS takes letters/, `${erase}beta${enter}`],
      [/Which deployment shall it serve\?/, enter],
      yes,
    ],
    look: ['stage', 'show', 'beta', 'pets'],
    remove: ['stage', 'delete', 'beta', 'pets', '--confirm', 'beta'],
  },
  {
    words: ['deployment', 'create'],
    keys: [
      [/Which API\?/, `store${enter}`],
      [/On which stage\?/, `(${enter}`],
      [/What shall the stage be called\?/, `gamma${enter}`],
      [/Deploy this to stage gamma\?/, `y${enter}`],
    ],
    look: ['stage', 'show', 'gamma', 'store'],
    remove: ['stage', 'delete', 'gamma', 'store', '--confirm', 'gamma'],
  },
]

/** APIs, what stands beside them, and what watches them. */
const others: readonly Wizard[] = [
  {
    words: ['api', 'create'],
    keys: [
      [/What shall the API be called\?/, `zoo${enter}`],
      [/price of a million[^]*Which kind of API\?/, `${down}${enter}`],
      [/What is it for\?/, `it's a zoo${enter}`],
      [/Which function answers every request\?/, `${down}${enter}`],
      [/Create it\?/, `y${enter}`],
    ],
    look: ['api', 'show', 'zoo'],
    remove: ['api', 'delete', 'zoo', '--confirm', 'zoo'],
  },
  {
    words: ['usage-plan', 'create'],
    keys: [
      [/What shall the usage plan be called\?/, `gold${enter}`],
      [/has a usage plan "gold" in the region already/, `${erase}basic${enter}`],
      [/How many requests per second/, `10x${enter}`],
      [/It is a number/, `${erase}10${enter}`],
      [/How many at once\?/, `20${enter}`],
      [/How many requests in all/, `10/year${enter}`],
      [/It is written like/, `${erase}10000/month${enter}`],
      [/Which stages does it meter\?/, `${space}${enter}`],
      [/Which API keys belong to it\?/, `${space}${enter}`],
      yes,
    ],
    look: ['usage-plan', 'show', 'basic'],
    remove: ['usage-plan', 'delete', 'basic', '--confirm', 'basic'],
  },
  {
    words: ['usage-plan', 'attach'],
    keys: [
      [/Which usage plan\?/, enter],
      [/Which stages does it meter\?/, `${space}${enter}`],
      [/Which API keys belong to it\?/, enter],
      yes,
    ],
    look: ['usage-plan', 'show', 'gold'],
    remove: ['usage-plan', 'detach', 'gold', '--api-stage', 'pets:dev'],
  },
  {
    words: ['key', 'create'],
    keys: [
      [/What shall the key be called\?/, `initech${enter}`],
      [/Whose key is it\?/, `Initech, "Inc."${enter}`],
      [/Which usage plans does it belong to\?/, `${space}${enter}`],
      yes,
    ],
    look: ['key', 'show', 'initech'],
    remove: ['key', 'delete', 'initech', '--confirm', 'initech'],
  },
  {
    words: ['domain', 'create'],
    keys: [
      [/Which domain/, `shop${enter}`],
      [/cannot be a custom domain/, `${erase}shop.example.com${enter}`],
      [/Which certificate/, `mine${enter}`],
      [/It is an ARN like/, `${erase}${certificate}${enter}`],
      yes,
    ],
    look: ['domain', 'list', '--filter', 'shop'],
    remove: ['domain', 'delete', 'shop.example.com', '--confirm', 'shop.example.com'],
  },
  {
    words: ['domain', 'map'],
    keys: [[/Which domain\?/, enter], [/Where shall it lead\?/, enter], yes],
    look: ['domain', 'show', 'api.example.com'],
    remove: ['domain', 'unmap', 'api.example.com', '--yes'],
  },
  {
    words: ['domain', 'rule', 'create'],
    keys: [
      [/Which domain\?/, enter],
      [/Where shall it lead\?/, enter],
      [/Which priority/, `0${enter}`],
      [/It is 1 to 1000000/, `${erase}20${enter}`],
      yes,
    ],
    look: ['domain', 'rule', 'list', 'api.example.com'],
    remove: ['domain', 'rule', 'delete', 'api.example.com', '20', '--confirm', '20'],
  },
  {
    words: ['vpc-link', 'create'],
    keys: [
      [/What shall the VPC link be called\?/, `inside${enter}`],
      [/Which load balancer/, `nlb${enter}`],
      [/It is the ARN of a load balancer/, `${erase}${enter}`],
      [/Which subnets/, `subnet-0a1b2c3d,subnet-4e5f6a7b${enter}`],
      [/Which security groups/, enter],
      yes,
    ],
    look: ['vpc-link', 'show', 'inside'],
    remove: ['vpc-link', 'delete', 'inside', '--confirm', 'inside'],
  },
  {
    words: ['client-cert', 'create'],
    keys: [[/What is the certificate for\?/, `backend's own${enter}`], yes],
    look: ['client-cert', 'show', "backend's own"],
    remove: ['client-cert', 'delete', "backend's own", '--confirm', "backend's own"],
  },
  {
    words: ['alarm', 'create'],
    keys: [
      shop,
      dev,
      [/Which alarms\?/, `${down}${enter}`],
      [/What shall the alarm be called\?/, `slow${enter}`],
      [/Which metric\?/, `Latency${enter}`],
      [/Alarm above which value/, `much${enter}`],
      [/It is a number, per cents or a time/, `${erase}2s${enter}`],
      [/Who is told/, `ops${enter}`],
      [/It is an ARN/, `${erase}${topic}${enter}`],
      yes,
    ],
    look: ['alarm', 'list', 'shop'],
    remove: ['alarm', 'delete', 'shop-dev-slow', '--confirm', 'shop-dev-slow'],
  },
  {
    words: ['dashboard', 'create'],
    keys: [shop, dev, yes],
    look: ['dashboard', 'list'],
    remove: ['dashboard', 'delete', 'shop-dev', '--confirm', 'shop-dev'],
  },
  {
    words: ['canary', 'start'],
    keys: [
      shop,
      dev,
      [/Which share of the requests/, `101${enter}`],
      [/It is 0 to 100/, `${erase}25${enter}`],
      [/Which stage variables/, `table=the pets${enter}`],
      [/The value of table may have/, `${erase}alias=next,table=pets-2${enter}`],
      [/Which deployment shall the canary serve\?/, enter],
      [/Start this canary on stage dev\?/, `y${enter}`],
    ],
    look: ['canary', 'status', 'shop', '--stage', 'dev'],
    remove: ['canary', 'abort', 'shop', '--stage', 'dev', '--yes'],
  },
]

/** What the wizards choose from. */
async function prepare(): Promise<void> {
  const host = startWizardHost(folder, env)
  const commands = [
    ...['shop', 'store'].map((api) => ['api', 'create', api, '--kind', 'rest']),
    ...['pets', 'shop', 'store'].flatMap((api) => [
      ['route', 'create', 'GET /ping', api, '--answered-by', 'mock'],
      ['deployment', 'create', api, '--to', 'dev'],
      ['route', 'create', 'GET /pong', api, '--answered-by', 'mock'],
      ['deployment', 'create', api, '--to', 'prod'],
    ]),
    ['route', 'create', 'GET /bare', 'pets', '--answered-by', 'nothing'],
    ['usage-plan', 'create', 'gold'],
    ['key', 'create', 'acme'],
    ['domain', 'create', 'api.example.com', '--certificate', certificate],
  ]
  for (const words of commands) assert.equal((await host.run(words)).code, 0, words.join(' '))
  await host.close()
}

/** Everything that commands can list, and the files of the folder. */
async function everything(host: WizardHost, wizards: readonly Wizard[]): Promise<string> {
  const looks = [...new Set(wizards.map(({words: [noun = '']}) => noun))].filter((noun) => noun !== 'canary')
  const lists = looks.map((noun) => [
    noun,
    'list',
    ...(isPart(noun) ? [noun === 'authorizer' ? 'orders' : 'pets'] : noun === 'alarm' ? ['shop'] : []),
  ])
  const shown: string[] = []
  for (const words of [...lists, ['canary', 'status', 'shop', '--stage', 'dev']])
    shown.push((await host.run([...words, '--json'])).shown)
  return [...shown, ...readdirSync(folder), ...readdirSync(join(folder, '.apigw'))].join('\n')
}

function isPart(noun: string): boolean {
  return parts.some(({words}) => words[0] === noun)
}

/** What differs between two things that are made the same way. */
function comparable(shown: string): string {
  return shown.replaceAll(/"(\w*[iI]d|\w+Date|\w+AtMs|pem|lastUpdated\w*)": ("[^"]*"|\d+)/g, '"$1": …')
}

async function looked(host: WizardHost, {look}: Wizard): Promise<string> {
  const {code, shown} = await host.run([...look, '--json'])
  return code === 0 ? comparable(shown) : `nothing, ${code}`
}

/** Ways to say that nobody answers, on a terminal all the same. */
const silent = [
  {name: '--no-input', words: ['--no-input'], extra: {}},
  {name: '--json', words: ['--json'], extra: {}},
  {name: 'a pipeline around it', words: [], extra: {CI: 'true'}},
]

for (const {name, words: more, extra} of silent) {
  test.skipIf(!hasTerminals)(`no wizard asks with ${name}`, async () => {
    const host = startWizardHost(folder, {...env, ...extra})
    for (const {words} of [...parts, ...others]) {
      const {code, shown} = await host.run([...words, ...more])
      assert.equal(code, 64, shown)
      assert.match(shown, /VALUE_MISSING/)
    }
    await host.close()
  })
}

/** Two processes, each with wizards that do not get in the way of the other's. */
async function bothAtOnce(drive: (host: WizardHost, wizards: readonly Wizard[]) => Promise<void>): Promise<void> {
  const drives = [parts, others].map(async (wizards) => {
    const host = startWizardHost(folder, env)
    await drive(host, wizards)
    await host.close()
  })
  await Promise.all(drives)
}

test.skipIf(!hasTerminals)('Ctrl-C at any question of any wizard leaves nothing behind', {timeout}, async () => {
  await bothAtOnce(async (host, wizards) => {
    const before = await everything(host, wizards)
    for (const {words, keys} of wizards) {
      for (const [index, [question]] of keys.entries()) {
        const {code, restored, shown} = await host.run(words, [...keys.slice(0, index), [question, controlC]])
        assert.deepEqual({code, restored}, {code: 130, restored: true}, shown)
      }
    }
    assert.equal(await everything(host, wizards), before)
  })
})

test.skipIf(!hasTerminals)(
  'wizards make what they say, and so do the commands that they end with',
  {timeout},
  async () => {
    await bothAtOnce(async (host, wizards) => {
      for (const wizard of wizards) await makeTwice(host, wizard)
    })
  },
)

/** By the wizard on a terminal, then by its command without one. */
async function makeTwice(host: WizardHost, wizard: Wizard): Promise<void> {
  const before = await looked(host, wizard)
  const {code, shown} = await host.run(wizard.words, wizard.keys)
  assert.equal(code, 0, shown)
  const made = await looked(host, wizard)
  assert.notEqual(made, before, shown)
  await remove(host, wizard)
  assert.equal(await looked(host, wizard), before)
  const [, line = ''] = /The same without questions:\n\s+apigw (.*)/.exec(shown) ?? []
  const command = `'${process.execPath}' '${program}' ${line} </dev/null`
  await promisify(execFile)('/bin/sh', ['-c', command], {cwd: folder, env: {...process.env, ...env, HOME: folder}})
  assert.equal(await looked(host, wizard), made, line)
  await remove(host, wizard)
}

async function remove(host: WizardHost, wizard: Wizard): Promise<void> {
  const {code, shown} = await host.run(wizard.remove)
  assert.equal(code, 0, shown)
}
