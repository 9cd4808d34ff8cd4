/**
 * One document through load → plan → apply to a fresh embedded gateway → plan again → read back. Prints one JSON line.
 * A process of its own for every document: a crash or a hang of one is seen and costs no other.
 */
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {applyPlan} from '../src/apply/apply-plan.js'
import {Journal} from '../src/apply/journal.js'
import {createClients} from '../src/aws/clients.js'
import type {Clients} from '../src/aws/clients.js'
import {readLiveApi} from '../src/aws/read/live-api.js'
import {ApigwError} from '../src/errors/apigw-error.js'
import {formatProblem} from '../src/errors/problem.js'
import type {Problem} from '../src/errors/problem.js'
import {startGateway} from '../src/gateway/server.js'
import type {OpenApi} from '../src/model/api.js'
import type {LiveApi} from '../src/model/live-api.js'
import type {RestStage} from '../src/model/stage.js'
import {planApi} from '../src/plan/plan-api.js'
import type {Plan} from '../src/plan/plan.js'
import {pullProject} from '../src/project/pull/pull-project.js'
import {fromHttpApi} from '../src/spec/from-http-api.js'
import {fromRestApi} from '../src/spec/from-rest-api.js'
import {loadApi} from '../src/spec/load-api.js'
import {parseDefinition} from '../src/spec/parse.js'
import {toHttpApi} from '../src/spec/to-http-api.js'
import {toRestApi} from '../src/spec/to-rest-api.js'
import type {Substitute} from '../src/spec/variables.js'

export type Outcome =
  | {outcome: 'empty'; way: string; calls: number; routes: number; standIns: number; pulled: PullOutcome}
  | {outcome: 'refused' | 'not-applied' | 'not-empty' | 'not-read-back' | 'crashed'; detail: string}

/** What `pull` made of the API that was just applied: `empty` with how many stages, or what stood against it. */
export type PullOutcome = {outcome: 'empty'; stages: number} | {outcome: 'refused' | 'not-empty'; detail: string}

const region = 'us-east-1'
const variables = {'AWS::Region': region, 'AWS::AccountId': '000000000000', 'AWS::Partition': 'aws'}

/** Marks of a definition that only REST APIs have, and of one that only HTTP APIs have. */
const restMarks = ['cognito_user_pools', 'x-amazon-apigateway-request-validators', 'requestTemplates', 'swagger']
const httpMarks = [
  'x-amazon-apigateway-importexport-version',
  'x-amazon-apigateway-cors',
  'x-amazon-apigateway-integrations',
  'payloadFormatVersion',
  'integrationSubtype',
  'jwtConfiguration',
]

/** What a name may stand for: guesses by its words, tried in this order until the document loads. */
const guesses: readonly (readonly (readonly [RegExp, (name: string) => string])[])[] = [
  [
    [/arn|lambda/i, lambdaArn],
    [/uri|url|endpoint/i, () => 'https://backend.example.com'],
  ],
  [
    [/arn|uri/i, lambdaUri],
    [/url|endpoint/i, () => 'https://backend.example.com'],
  ],
  [
    [/arn/i, lambdaUri],
    [/uri|url|endpoint/i, () => 'https://backend.example.com'],
  ],
  [
    [/uri/i, lambdaUri],
    [/arn/i, lambdaArn],
    [/url|endpoint/i, () => 'https://backend.example.com'],
  ],
]

/** Other people's placeholders get values that AWS would take in the places where such names stand. */
function standIns(guess: (typeof guesses)[number]): {substitute: Substitute; count: () => number} {
  const names = new Set<string>()
  const substitute: Substitute = ({name, kind}) => {
    names.add(name)
    if (kind === 'condition') return 'true'
    if (/role|credential/i.test(name)) return 'arn:aws:iam::000000000000:role/stand-in'
    if (/invoc|invoke|authorizer_ur[il]/i.test(name)) return lambdaUri(name)
    if (/pool/i.test(name) && /arn/i.test(name))
      return `arn:aws:cognito-idp:${region}:000000000000:userpool/${region}_x`
    const found = guess.find(([words]) => words.test(name))
    if (found !== undefined) return found[1](name)
    if (/region/i.test(name)) return region
    if (/account/i.test(name)) return '000000000000'
    if (/timeout/i.test(name)) return '29000'
    return 'stand-in'
  }
  return {substitute, count: () => names.size}
}

function lambdaArn(name: string): string {
  return `arn:aws:lambda:${region}:000000000000:function:${name.replaceAll(/\W/g, '-')}`
}

function lambdaUri(name: string): string {
  return `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${lambdaArn(name)}/invocations`
}

function renderImport(api: OpenApi): string {
  return JSON.stringify(api.kind === 'rest' ? fromRestApi(api) : fromHttpApi(api))
}

function plan(project: string, live: LiveApi | undefined, desired: OpenApi): Plan {
  return planApi({target: {name: 'corpus', region}, project, live, desired, renderImport})
}

/** The live API written as OpenAPI and read again: undefined when that cannot be read. */
function readBack(live: LiveApi): OpenApi | undefined {
  if (live.kind === 'websocket') return undefined
  const {document} = parseDefinition({text: renderImport(live.api), file: 'export.json'})
  if (document === undefined) return undefined
  return live.kind === 'rest'
    ? toRestApi(document, {documentation: 'explicit', basePath: 'ignore'}).api
    : toHttpApi(document, {basePath: 'ignore'}).api
}

async function applied(desired: OpenApi, project: string, clients: Clients): Promise<Outcome> {
  const first = plan(project, undefined, desired)
  const folder = mkdtempSync(join(tmpdir(), 'apigw-corpus-'))
  const journal = Journal.open(join(folder, 'journal.jsonl'), systemTime.nowMs)
  await applyPlan(first, {clients, journal, onProgress: () => undefined})
  rmSync(folder, {recursive: true})
  const live = await readLiveApi(clients, desired.kind, {by: 'project', project})
  if (live === undefined) return {outcome: 'not-applied', detail: 'the API is not there after apply'}
  const {changes} = plan(project, live, desired)
  if (changes.length > 0) {
    return {outcome: 'not-empty', detail: changes.map((change) => `${change.action} ${change.address}`).join('; ')}
  }
  const exported = readBack(live)
  const lost =
    exported === undefined
      ? ['all']
      : plan(project, live, exported).changes.map((change) => `${change.action} ${change.address}`)
  if (lost.length > 0) return {outcome: 'not-read-back', detail: lost.join('; ')}
  const routes = Object.keys(live.kind === 'rest' ? live.api.methods : live.api.routes).length
  const {way, calls} = first.execution
  const pulled = await pullOutcome(await deployed(live, desired, project, clients), clients)
  return {outcome: 'empty', way, calls: calls.length, routes, standIns: 0, pulled}
}

/** With a stage where AWS would deploy the API; some documents have methods without an integration. */
async function deployed(live: LiveApi, desired: OpenApi, project: string, clients: Clients): Promise<LiveApi> {
  const stageName = 'live'
  const stage = desired.kind === 'rest' ? restStage(stageName) : ({kind: 'httpStage', stageName} as const)
  const staged = planApi({target: {name: 'corpus', region}, project, live, desired, stage, renderImport})
  const folder = mkdtempSync(join(tmpdir(), 'apigw-corpus-'))
  try {
    const journal = Journal.open(join(folder, 'journal.jsonl'), systemTime.nowMs)
    await applyPlan(staged, {clients, journal, onProgress: () => undefined})
  } catch (error) {
    if (!(error instanceof ApigwError)) throw error
  } finally {
    rmSync(folder, {recursive: true})
  }
  return (await readLiveApi(clients, desired.kind, {by: 'id', apiId: live.apiId})) ?? live
}

function restStage(stageName: string): RestStage {
  const methodSettings = {'*/*': {throttlingRateLimit: 20, throttlingBurstLimit: 40}}
  return {kind: 'restStage', stageName, variables: {alias: 'live'}, methodSettings}
}

/** The API as `apigw pull` writes it, with the proof that a plan of these files is empty. */
async function pullOutcome(live: LiveApi, clients: Clients): Promise<PullOutcome> {
  const cwd = mkdtempSync(join(tmpdir(), 'apigw-pulled-'))
  const target = {target: 'aws', region, accountId: '000000000000', origins: {}} as const
  const packageFolder = fileURLToPath(new URL('..', import.meta.url))
  const options = {directory: '.', force: false, lossy: false, target, packageFolder}
  try {
    const {empty, stages, differences} = await pullProject(live, clients, options, {cwd, env: {}, nowMs: Date.now})
    if (empty) return {outcome: 'empty', stages: live.stages.length === 0 ? 0 : stages.length}
    return {outcome: 'not-empty', detail: JSON.stringify(differences).slice(0, 500)}
  } catch (error) {
    if (!(error instanceof ApigwError)) throw error
    return {outcome: 'refused', detail: `${error.code} ${error.why}`}
  } finally {
    rmSync(cwd, {recursive: true})
  }
}

function kindOf(text: string): OpenApi['kind'] {
  if (restMarks.some((mark) => text.includes(mark))) return 'rest'
  return httpMarks.some((mark) => text.includes(mark)) ? 'http' : 'rest'
}

type Loaded = {api?: OpenApi; problems: readonly Problem[]; standIns: number}

async function load(file: string): Promise<Loaded> {
  const kind = kindOf(readFileSync(file, 'utf8'))
  let best: Loaded | undefined
  for (const guess of guesses) {
    const {substitute, count} = standIns(guess)
    const options = {
      kind,
      cwd: process.cwd(),
      unresolved: 'error',
      variables,
      substitute,
      name: basename(file),
    } as const
    const loaded = {...(await loadApi(resolve(file), options)), standIns: count()}
    if (loaded.api !== undefined || loaded.standIns === 0) return loaded
    if (best === undefined || loaded.problems.length < best.problems.length) best = loaded
  }
  return best ?? {problems: [], standIns: 0}
}

async function run(file: string): Promise<Outcome> {
  const {api, problems, standIns: count} = await load(file)
  if (api === undefined) {
    const errors = problems.filter(({severity}) => severity === 'error')
    const [first] = errors
    return first === undefined
      ? {outcome: 'crashed', detail: 'no API and no problem'}
      : {outcome: 'refused', detail: `${errors.length}: ${formatProblem(first)}`}
  }
  const gateway = await startGateway({port: 0, version: 'corpus'})
  try {
    const credentials = {accessKeyId: 'corpus', secretAccessKey: 'corpus'}
    const clients = createClients({endpoint: gateway.url, region, credentials}, {time: systemTime})
    const outcome = await applied(api, basename(file), clients)
    return outcome.outcome === 'empty' ? {...outcome, standIns: count} : outcome
  } finally {
    await gateway.close()
  }
}

const systemTime = {
  nowMs: () => Date.now(),
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
}

async function main(): Promise<void> {
  let outcome: Outcome
  try {
    outcome = await run(process.argv[2] ?? '')
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    outcome =
      error instanceof ApigwError
        ? {outcome: 'not-applied', detail: `${error.code} ${error.what} ${error.why}`}
        : {outcome: 'crashed', detail}
  }
  process.stdout.write(`${JSON.stringify(outcome)}\n`)
}

await main()
