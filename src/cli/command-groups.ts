/** One heading of the root help and the words listed under it: commands (`plan`) or topics (`local`). */
export type CommandGroup = {title: string; words: readonly string[]}

/** Order of the root help. A command that is missing here is listed last, so nothing can be hidden by mistake. */
export const commandGroups: readonly CommandGroup[] = [
  {
    title: 'Project',
    words: [
      'init',
      'dev',
      'lint',
      'plan',
      'apply',
      'deploy',
      'promote',
      'rollback',
      'status',
      'drift',
      'pull',
      'destroy',
    ],
  },
  {title: 'Release', words: ['canary', 'cache']},
  {title: 'Call', words: ['call', 'ws']},
  {title: 'Observe', words: ['metrics', 'logs', 'trace', 'alarm', 'dashboard', 'usage', 'cost', 'audit']},
  {
    title: 'Resources',
    words: [
      'api',
      'route',
      'integration',
      'authorizer',
      'model',
      'validator',
      'gateway-response',
      'policy',
      'stage',
      'deployment',
    ],
  },
  {title: 'Beside APIs', words: ['usage-plan', 'key', 'domain', 'vpc-link', 'client-cert', 'account']},
  {title: 'Clients and exports', words: ['sdk', 'export']},
  {title: 'Mapping templates', words: ['vtl']},
  {title: 'Local gateway', words: ['local']},
  {title: 'Help', words: ['doctor', 'explain', 'config', 'autocomplete']},
]

/** What each topic is about; also the head of `apigw TOPIC --help`. */
export const topics: Readonly<Record<string, {description: string}>> = {
  account: {description: 'What API Gateway holds for the account and region.'},
  alarm: {description: 'CloudWatch alarms about APIs: errors, latency, too few requests.'},
  api: {description: 'REST, HTTP and WebSocket APIs of the account, or of the local gateway.'},
  authorizer: {description: 'Who may call routes: Lambda functions, user pools, token issuers.'},
  cache: {description: 'The cache of a stage of a REST API: make it, empty it, take it away.'},
  canary: {description: 'A new deployment that gets a share of the requests of a stage first.'},
  config: {description: 'Settings, and who said them.'},
  'client-cert': {description: 'Certificates by which backends know API Gateway.'},
  dashboard: {description: 'CloudWatch dashboards of stages.'},
  deployment: {description: 'Snapshots of an API that its stages serve.'},
  domain: {description: 'Custom domains: where their paths lead, and what DNS needs.'},
  'gateway-response': {description: 'Answers that API Gateway gives itself: 401, 429, 504.'},
  integration: {description: 'What answers routes: functions, URLs, mocks, and their mappings.'},
  key: {description: 'API keys: who may call what usage plans meter. Values are shown when asked for.'},
  local: {description: 'The gateway on this machine: start it, ask it, stop it.'},
  model: {description: 'What bodies have to look like: JSON Schemas of an API.'},
  policy: {description: 'Resource policies: who may call which routes of a REST API.'},
  route: {description: 'Routes of an API: "GET /pets" and what answers it.'},
  sdk: {description: 'Clients of an API, generated.'},
  stage: {description: 'Published names of an API: dev, prod, ...'},
  'usage-plan': {description: 'Which API keys may call which stages, and how often.'},
  validator: {description: 'What of requests is checked before the backend is called.'},
  'vpc-link': {description: 'Ways from API Gateway into a VPC.'},
  vtl: {description: 'Mapping templates on their own: render one, test many.'},
}
