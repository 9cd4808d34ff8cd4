import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, test} from 'vitest'
import {runCli, stopProject, temporaryFolder} from '../support/cli.js'
import {assertGolden} from '../support/golden.js'
import {jsonShape} from '../support/json-shape.js'
import {assertResult} from '../support/result-schema.js'

const parent = temporaryFolder()
const folder = join(parent, 'shop')

afterEach(() => stopProject(folder))

/** In an order in which each has something to answer. */
const commands = [
  'init shop --template rest-lambda',
  'lint',
  'plan',
  'apply --yes',
  'deploy',
  'status',
  'drift',
  'doctor',
  'call GET /orders',
  'call GET /health --trace',
  'local trace --last',
  'local trace',
  'rollback --yes',
  'deploy',
  'promote dev prod --target local --region us-east-1 --yes',
  'rollback --stage prod --target local --region us-east-1 --yes',
  'api list',
  'api show',
  'route list',
  'stage list',
  'deployment list',
  'metrics',
  'logs --function list-orders',
  'usage',
  'cost',
  'audit',
  'alarm create --recommended',
  'alarm list',
  'alarm show shop-dev-latency',
  'alarm delete shop-dev-latency --confirm shop-dev-latency',
  'dashboard create --dry-run',
  'dashboard create',
  'dashboard list',
  'dashboard show shop-dev',
  'pull shop --dir pulled',
  'local start --detach',
  'local status',
  'local coverage',
  'local key add AKIAIOSFODNN7EXAMPLE --policy AdministratorAccess --duration-seconds 60',
  'local key list',
  'local key remove AKIAIOSFODNN7EXAMPLE',
  'model create Extra --schema {"type":"object"}',
  'model list --filter extra',
  'model show Extra',
  'model update Extra --description more --dry-run',
  'model delete Extra --confirm Extra',
  'stage show dev',
  'stage vars set dev color=red',
  'stage vars list dev',
  'deployment create --to dev',
  'policy show',
  'api create other --kind http --dry-run',
  'config list',
  'explain VALUE_MISSING',
  'autocomplete bash',
  'local env',
  'local token --audience shop',
  'local clock set 2030-01-01T00:00Z',
  'local clock advance 1h',
  'local clock show',
  'local clock reset',
  'vtl render templates/hello/template.vtl',
  'vtl test templates',
  'destroy --confirm shop',
  'local reset --yes',
  'local stop',
  'stage list nothing --endpoint http://127.0.0.1:1 --no-input',
]

function writeTemplate(directory: string): void {
  mkdirSync(directory, {recursive: true})
  writeFileSync(join(directory, 'template.vtl'), '{"hello": $input.json("$.name")}')
  writeFileSync(join(directory, 'input.json'), '{"body": {"name": "Rex"}}')
  writeFileSync(join(directory, 'expected.json'), '{"hello": "Rex"}')
}

test('the JSON of each command has the members that scripts rely on', async () => {
  const shapes: string[] = []
  for (const command of commands) {
    const cwd = command.startsWith('init') ? parent : folder
    if (command.startsWith('vtl')) writeTemplate(join(folder, 'templates/hello'))
    const {stdout} = await runCli([...command.split(' '), '--json'], {cwd})
    const printed: unknown = JSON.parse(stdout)
    assertResult(command.split(' '), printed)
    shapes.push(`$ apigw ${command} --json\n${jsonShape(printed)}\n`)
  }
  assertGolden('json.txt', shapes.join('\n'))
}, 120_000)
