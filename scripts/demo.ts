/**
 * `npm run demo`: the main job on the embedded gateway, as a newcomer would do it. Runs the built program in a temporary
 * folder, prints each command with what it answered, and fails when a step does not do what its heading says.
 */
import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import ansis from 'ansis'

type Outcome = {status: number; stdout: string; stderr: string}

/** What has to be true of a step: its exit code, and texts that its output holds. */
type Expected = {status?: number; shows?: readonly (string | RegExp)[]}

const program = fileURLToPath(new URL('../bin/run.js', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'apigw-demo-'))
const project = join(home, 'shop')
const startedAt = performance.now()

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function heading(text: string): void {
  say(`\n${ansis.bold.cyan(`# ${text}`)}`)
}

/** Only what the demo needs reaches the program: no AWS credentials, no settings of the user. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS|APIGW)_/.test(name))
  const columns = String(process.stdout.isTTY ? process.stdout.columns : 120)
  return {...Object.fromEntries(kept), COLUMNS: columns, ...(ansis.level > 0 ? {FORCE_COLOR: '1'} : {})}
}

function run(folder: string, argv: readonly string[]): Outcome {
  const result = spawnSync(process.execPath, [program, ...argv], {
    cwd: folder,
    env: environment(),
    encoding: 'utf8',
    timeout: 60_000,
  })
  return {status: result.status ?? -1, stdout: result.stdout, stderr: result.stderr}
}

function quoted(word: string): string {
  return /^[\w./=@:-]+$/.test(word) ? word : `'${word}'`
}

function apigw(argv: readonly string[], {status = 0, shows = []}: Expected = {}, folder = project): Outcome {
  say(ansis.green(`$ apigw ${argv.map(quoted).join(' ')}`))
  const outcome = run(folder, argv)
  const output = `${outcome.stderr}${outcome.stdout}`
  say(output.trimEnd().replaceAll(/^/gm, '  '))
  if (outcome.status !== status) throw new Error(`exit code ${outcome.status} instead of ${status}`)
  const plain = ansis.strip(output)
  for (const text of shows) {
    const found = typeof text === 'string' ? plain.includes(text) : text.test(plain)
    if (!found) throw new Error(`the output does not show ${String(text)}`)
  }
  return outcome
}

/** A small edit as a developer would make it: another text in the mock's answer, and one more route. */
function changeDefinition(): void {
  const file = join(project, 'openapi.yaml')
  const before = readFileSync(file, 'utf8')
  const route = [
    'paths:',
    '  /version:',
    '    get:',
    '      responses: {"200": {description: The version.}}',
    '      x-amazon-apigateway-integration:',
    '        type: mock',
    `        requestTemplates: {application/json: '{"statusCode": 200}'}`,
    '        responses:',
    '          default:',
    "            statusCode: '200'",
    `            responseTemplates: {application/json: '{"version": "2.0"}'}`,
    '',
  ].join('\n')
  const after = before.replace('"status": "ok"', '"status": "fine"').replace(/^paths:\n/m, route)
  if (!after.includes('"fine"') || !after.includes('/version:')) throw new Error('the definition has another shape')
  writeFileSync(file, after)
}

function story(): void {
  heading('Start a project from a template')
  apigw(['init', 'shop', '--template', 'rest-lambda', '--yes'], {shows: ['openapi.yaml']}, home)

  heading('What would a deploy change? Nothing is there yet, so everything is new')
  apigw(['plan'], {shows: ['+', '/orders', /Plan: \d+ to create/]})

  heading('Carry it out on the local gateway, which starts by itself')
  apigw(['deploy', '--stage', 'dev', '--yes'], {shows: [/deploy/i]})

  heading('Call it: a mock that answers from a mapping template')
  apigw(['call', 'GET', '/health'], {shows: ['"status": "ok"', '"stage": "dev"']})

  heading('Call it: a Lambda function, run on this machine')
  apigw(['call', 'GET', '/orders'], {shows: ['tea']})

  heading('Call it: a request that API Gateway refuses before the function sees it')
  apigw(['call', 'POST', '/orders', '--data', '{"quantity": 2}', '--include'], {status: 1, shows: ['400', 'item']})

  heading('Deploying again has nothing to do')
  apigw(['deploy', '--stage', 'dev', '--yes'], {shows: [/nothing to (do|deploy)/i]})

  heading('Change the definition: the plan shows the route and the field')
  changeDefinition()
  apigw(['plan', '--detailed-exitcode'], {status: 2, shows: ['/version', '/health', 'fine']})

  heading('Deploy the change and see it')
  apigw(['deploy', '--stage', 'dev', '--yes'])
  apigw(['call', 'GET', '/health'], {shows: ['"status": "fine"']})
  apigw(['status'], {shows: ['dev']})
}

function main(): void {
  let failure: unknown
  try {
    story()
  } catch (error) {
    failure = error
  }
  heading('Clean up')
  apigw(['local', 'stop'])
  rmSync(home, {recursive: true, force: true})
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  if (failure === undefined) {
    say(ansis.bold.green(`\nEvery step did what it says, in ${seconds} s.`))
    return
  }
  process.exitCode = 1
  say(ansis.bold.red(`\nThe demo failed after ${seconds} s: ${failure instanceof Error ? failure.message : 'unknown'}`))
}

main()
