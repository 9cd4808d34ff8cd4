import {spawnSync} from 'node:child_process'
import {median, type Row} from './statistics.js'

type Command = {name: string; argv: readonly string[]; environment: NodeJS.ProcessEnv}

const rounds = 15

/** Wall milliseconds of one process, from spawn to exit. Throws when it fails: a fast failure is no result. */
function timeOnce(command: Command): number {
  const [program = '', ...rest] = command.argv
  const startedAt = performance.now()
  const result = spawnSync(program, rest, {env: command.environment, encoding: 'utf8', timeout: 60_000})
  const milliseconds = performance.now() - startedAt
  if (result.status !== 0) throw new Error(`${command.name} ended with ${String(result.status)}: ${result.stderr}`)
  return milliseconds
}

/** Medians over interleaved rounds, so that a slow moment of the machine hits all commands alike. */
function timeAll(commands: readonly Command[]): Map<string, number> {
  const times = new Map<string, number[]>(commands.map((command) => [command.name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const command of commands) times.get(command.name)?.push(timeOnce(command))
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]))
}

/** Start-up beside bare Node.js, and one AWS call beside the AWS CLI where it is installed. */
export function benchStartup(options: {cli: string; project: string; gatewayUrl: string}): Row[] {
  // On Node.js 20 this variable alone adds some 40 ms to every start.
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NODE_EXTRA_CA_CERTS'))
  const credentials = {
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
  }
  const local = {...environment, ...credentials, AWS_ENDPOINT_URL: options.gatewayUrl, AWS_PAGER: ''}
  const apigw = (...argv: string[]): readonly string[] => [process.execPath, options.cli, ...argv]
  const commands: Command[] = [
    {name: 'node -e 0', argv: [process.execPath, '-e', '0'], environment},
    {name: 'apigw --version', argv: apigw('--version'), environment},
    {name: 'apigw --help', argv: apigw('--help'), environment},
    {
      name: 'apigw api list',
      argv: apigw('api', 'list', '--endpoint', options.gatewayUrl, '--region', 'us-east-1'),
      environment: local,
    },
  ]
  const awsCli: Command = {
    name: 'aws',
    argv: ['aws', '--endpoint-url', options.gatewayUrl, 'apigateway', 'get-rest-apis'],
    environment: local,
  }
  const hasAwsCli = spawnSync('aws', ['--version']).status === 0
  const times = timeAll(hasAwsCli ? [...commands, awsCli] : commands)
  const bare = times.get('node -e 0') ?? NaN
  const row = (name: string, ratio: number): Row => ({
    what: name,
    value: times.get(name) ?? NaN,
    unit: 'ms',
    peer: 'node -e 0',
    peerValue: bare,
    goal: {relation: '<=', ratio},
  })
  const rows = [row('apigw --version', 1.5), row('apigw --help', 3), row('apigw api list', 5)]
  if (!hasAwsCli) return rows
  const beside: Row = {
    what: 'apigw api list',
    value: times.get('apigw api list') ?? NaN,
    unit: 'ms',
    peer: 'aws apigateway get-rest-apis',
    peerValue: times.get('aws') ?? NaN,
    goal: {relation: '<=', ratio: 0.35},
  }
  return [...rows, beside]
}
