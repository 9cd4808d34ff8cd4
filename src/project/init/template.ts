import type {Api} from '../../model/api.js'
import type {Auth} from './project-answers.js'

/** Starting points of `apigw init`: folders of the package's templates/, each a project that works as it is. */
export type TemplateName =
  | 'rest'
  | 'rest-lambda'
  | 'partner-api'
  | 'dynamodb-crud'
  | 'async-jobs'
  | 'versioned'
  | 'http'
  | 'http-jwt'
  | 'python'
  | 'websocket'

/**
 * `tryIt` is a command that shows the template at work, without `apigw`; `auth` is there when it lets in not everyone,
 * `stages` when it is made of its own.
 */
type Template = {
  kind: Api['kind']
  auth?: Auth
  stages?: readonly string[]
  title: string
  hint: string
  tryIt: string
}

/** In the order the wizard offers them. */
export const templates: Readonly<Record<TemplateName, Template>> = {
  rest: {
    kind: 'rest',
    title: 'REST API, no backend',
    hint: 'Mock routes with mapping templates, and a POST whose body is validated.',
    tryIt: 'call GET /pets',
  },
  'rest-lambda': {
    kind: 'rest',
    title: 'REST API with Lambda functions',
    hint: 'One handler in JavaScript, one in TypeScript, and CORS for browsers.',
    tryIt: 'call GET /orders',
  },
  'partner-api': {
    kind: 'rest',
    auth: 'key',
    title: 'REST API for partners: API keys and usage plans',
    hint: 'Each caller has a key, a quota and a rate; keys never stand in a file.',
    tryIt: 'call GET /health',
  },
  'dynamodb-crud': {
    kind: 'rest',
    title: 'REST API on a DynamoDB table, without code',
    hint: 'Create, read, replace, list and delete by mapping templates, which have tests of their own.',
    tryIt: 'vtl test test/templates',
  },
  'async-jobs': {
    kind: 'rest',
    title: 'REST API for jobs: into an SQS queue, without code',
    hint: 'A mapping template sends to the queue and answers 202 with the id of the job.',
    tryIt: `call POST /jobs --data '{"type": "report"}'`,
  },
  versioned: {
    kind: 'rest',
    stages: ['v1', 'v2'],
    title: 'REST API in two versions on a custom domain',
    hint: 'A stage for each version, and a domain whose paths /v1 and /v2 lead to them.',
    tryIt: 'call GET /greeting',
  },
  http: {
    kind: 'http',
    title: 'HTTP API with a Lambda function and a proxied backend',
    hint: 'The cheaper, simpler kind: no mapping templates, API keys or validation.',
    tryIt: 'call GET /hello/world',
  },
  'http-jwt': {
    kind: 'http',
    auth: 'jwt',
    title: 'HTTP API whose callers sign in: JWT authorizer and scopes',
    hint: 'One function behind two routes with scopes; the local gateway makes the tokens.',
    tryIt: 'call GET /notes',
  },
  python: {
    kind: 'http',
    title: 'HTTP API with a Lambda function in Python',
    hint: 'One handler that runs with the python3 of this machine.',
    tryIt: 'call GET /celsius/20',
  },
  websocket: {
    kind: 'websocket',
    title: 'WebSocket API: a chat',
    hint: 'Lambda functions that post to every connection, a two-way route, a page for browsers.',
    tryIt: 'ws -p name=Ann',
  },
}

export const templateNames = [
  'rest',
  'rest-lambda',
  'partner-api',
  'dynamodb-crud',
  'async-jobs',
  'versioned',
  'http',
  'http-jwt',
  'python',
  'websocket',
] as const satisfies readonly TemplateName[]

/** Those of one kind of API, as a list to choose from. */
export function templateChoices(kind: Api['kind']): {value: TemplateName; name: string; hint: string}[] {
  const names = templateNames.filter((name) => templates[name].kind === kind)
  return names.map((value) => ({value, name: templates[value].title, hint: templates[value].hint}))
}

/** Words of the templates that stand for the user's own; templates stay valid projects that way. */
const placeholders = {name: /\bmy-api\b/g, region: /\beu-west-1\b/g}

/** One template file with the user's name and region in it. */
export function fillTemplate(text: string, {name, region}: {name: string; region: string}): string {
  return text.replace(placeholders.name, () => name).replace(placeholders.region, () => region)
}

/** npm leaves .gitignore files out of packages, so templates carry it without the dot. */
export function targetName(file: string): string {
  return file.replace(/(^|\/)gitignore$/, '$1.gitignore')
}

/** True for a name that is fit for a project, an API and a folder; else what is wrong with it. */
export function checkProjectName(name: string): true | string {
  if (/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name)) return true
  return 'A name starts with a letter, then letters, digits, "-" and "_", 64 at most.'
}

/** `eu-west-1`, `us-gov-west-1`: the shape only, because AWS adds regions. */
export function checkRegion(region: string): true | string {
  return /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(region) ? true : 'A region looks like eu-west-1.'
}
