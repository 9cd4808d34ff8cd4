import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateDeploymentCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteDeploymentCommand,
  DeleteRestApiCommand,
  ImportRestApiCommand,
  PutRestApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateDeploymentCommand as DeployCommand,
  CreateIntegrationCommand,
  CreateIntegrationResponseCommand,
  CreateRouteCommand,
  CreateRouteResponseCommand,
  CreateStageCommand,
  DeleteApiCommand,
  DeleteDeploymentCommand as DeleteDeployedCommand,
  ImportApiCommand,
  ReimportApiCommand,
  UpdateIntegrationResponseCommand,
  UpdateStageCommand as UpdateServedCommand,
} from '@aws-sdk/client-apigatewayv2'
import {CloudWatchLogsClient, DeleteLogGroupCommand, DescribeLogGroupsCommand} from '@aws-sdk/client-cloudwatch-logs'
import {AddPermissionCommand, CreateFunctionCommand, LambdaClient} from '@aws-sdk/client-lambda'
import {zipSync} from 'fflate'
import {httpDefinition, restDefinition} from './definitions.js'
import type {Surroundings} from './definitions.js'
import {VersionWindow} from './version-window.js'

/** An API under load whose content changes: `deploy` brings the next version to its stage and returns once AWS would. */
export type SoakedApi = {apiId: string; window: VersionWindow; deploy: () => Promise<void>}

export type SoakedApis = {
  rest: SoakedApi & {apiKey: string; rounds: SoakedApi}
  http: SoakedApi
  webSocket: SoakedApi
  /** Makes and deletes things that no request needs, and all logs; each call must succeed. */
  churn: () => Promise<void>
}

export type Clients = {rest: APIGatewayClient; v2: ApiGatewayV2Client; lambda: LambdaClient; logs: CloudWatchLogsClient}

export const stageName = 'prod'
/** Deployments that a stage has left behind and that stay: what is older is deleted, as AWS allows some hundreds only. */
const keptDeployments = 3

const functionSources = {
  hello: `export const handler = async (event) => ({statusCode: 200, body: JSON.stringify({
    echo: event.body ?? null, version: Number(event.headers?.['x-version'] ?? 0)})})`,
  faulty: `export const handler = async (event) => {
    const kind = event.queryStringParameters?.kind
    if (kind === 'throws') throw new Error('out of order')
    if (kind === 'exits') process.exit(3)
    if (kind === 'late') setTimeout(() => { throw new Error('too late') }, 1)
    if (kind === 'shapeless') return 'no answer of a proxy'
    return await new Promise(() => setInterval(() => {}, 1000))
  }`,
  guard: `export const handler = async ({authorizationToken, methodArn}) => ({principalId: authorizationToken,
    policyDocument: {Version: '2012-10-17', Statement: [{Action: 'execute-api:Invoke', Resource: methodArn,
      Effect: authorizationToken === 'allow' ? 'Allow' : 'Deny'}]}})`,
}

export function connect(endpoint: string): Clients {
  const credentials = {accessKeyId: '123456789012', secretAccessKey: 'local'}
  const options = {endpoint, region: 'eu-west-1', credentials, maxAttempts: 1}
  return {
    rest: new APIGatewayClient(options),
    v2: new ApiGatewayV2Client(options),
    lambda: new LambdaClient(options),
    logs: new CloudWatchLogsClient(options),
  }
}

export async function createApis(clients: Clients, backendUrl: string): Promise<SoakedApis> {
  const functions = {
    hello: await createFunction(clients, 'hello'),
    faulty: await createFunction(clients, 'faulty'),
    guard: await createFunction(clients, 'guard'),
  }
  const surroundings = {backendUrl, functions}
  return {
    rest: await createRest(clients, surroundings),
    http: await createHttp(clients, surroundings),
    webSocket: await createWebSocket(clients),
    churn: () => churn(clients, surroundings),
  }
}

async function createFunction({lambda}: Clients, name: keyof typeof functionSources): Promise<string> {
  const ZipFile = zipSync({'index.mjs': Buffer.from(functionSources[name])})
  const {FunctionArn = ''} = await lambda.send(
    new CreateFunctionCommand({
      ...{FunctionName: name, Role: 'arn:aws:iam::123456789012:role/soak', Runtime: 'nodejs22.x'},
      ...{Handler: 'index.handler', Timeout: name === 'faulty' ? 1 : 20, Code: {ZipFile}},
    }),
  )
  const Principal = 'apigateway.amazonaws.com'
  const permission = {FunctionName: name, StatementId: 'soak', Action: 'lambda:InvokeFunction', Principal}
  await lambda.send(new AddPermissionCommand(permission))
  return FunctionArn
}

async function createRest(clients: Clients, surroundings: Surroundings): Promise<SoakedApis['rest']> {
  const {rest} = clients
  const body = (version: number): Uint8Array => Buffer.from(JSON.stringify(restDefinition(version, surroundings)))
  const {id: restApiId = ''} = await rest.send(new ImportRestApiCommand({body: body(0)}))
  const cluster = {cacheClusterEnabled: true, cacheClusterSize: '0.5'} as const
  await rest.send(new CreateDeploymentCommand({restApiId, stageName, variables: {round: '0'}, ...cluster}))
  const settings = '/~1cached~1{id}/GET/caching'
  const patchOperations = [
    {op: 'replace' as const, path: `${settings}/enabled`, value: 'true'},
    {op: 'replace' as const, path: `${settings}/ttlInSeconds`, value: '1'},
  ]
  await rest.send(new UpdateStageCommand({restApiId, stageName, patchOperations}))
  const [window, roundWindow] = [new VersionWindow(), new VersionWindow()]
  const keep = keeper((deploymentId) => rest.send(new DeleteDeploymentCommand({restApiId, deploymentId})))
  const deploy = async (): Promise<void> => {
    const version = window.begin()
    await rest.send(new PutRestApiCommand({restApiId, mode: 'overwrite', body: body(version)}))
    const {id = ''} = await rest.send(new CreateDeploymentCommand({restApiId, stageName}))
    window.acknowledge(version)
    await keep(id)
  }
  const turn = async (): Promise<void> => {
    const round = roundWindow.begin()
    const patch = {op: 'replace' as const, path: '/variables/round', value: String(round)}
    await rest.send(new UpdateStageCommand({restApiId, stageName, patchOperations: [patch]}))
    roundWindow.acknowledge(round)
  }
  const apiKey = await createKey(clients, restApiId)
  return {apiId: restApiId, apiKey, window, deploy, rounds: {apiId: restApiId, window: roundWindow, deploy: turn}}
}

async function createKey({rest}: Clients, apiId: string): Promise<string> {
  const {id: keyId, value = ''} = await rest.send(new CreateApiKeyCommand({name: 'soak', enabled: true}))
  const apiStages = [{apiId, stage: stageName}]
  const {id: usagePlanId} = await rest.send(new CreateUsagePlanCommand({name: 'soak', apiStages}))
  await rest.send(new CreateUsagePlanKeyCommand({usagePlanId, keyId, keyType: 'API_KEY'}))
  return value
}

async function createHttp({v2}: Clients, surroundings: Surroundings): Promise<SoakedApi> {
  const body = (version: number): string => JSON.stringify(httpDefinition(version, surroundings))
  const {ApiId = ''} = await v2.send(new ImportApiCommand({Body: body(0)}))
  const {DeploymentId} = await v2.send(new DeployCommand({ApiId}))
  await v2.send(new CreateStageCommand({ApiId, StageName: stageName, DeploymentId}))
  const window = new VersionWindow()
  const keep = keeper((id) => v2.send(new DeleteDeployedCommand({ApiId, DeploymentId: id})))
  const deploy = async (): Promise<void> => {
    const version = window.begin()
    await v2.send(new ReimportApiCommand({ApiId, Body: body(version)}))
    const {DeploymentId: id = ''} = await v2.send(new DeployCommand({ApiId}))
    await v2.send(new UpdateServedCommand({ApiId, StageName: stageName, DeploymentId: id}))
    window.acknowledge(version)
    await keep(id)
  }
  return {apiId: ApiId, window, deploy}
}

/** A `$default` route that answers each message with the version, made by a template. */
async function createWebSocket({v2}: Clients): Promise<SoakedApi> {
  const {ApiId = ''} = await v2.send(
    new CreateApiCommand({
      ...{Name: 'soak-websocket', ProtocolType: 'WEBSOCKET'},
      ...{RouteSelectionExpression: '$request.body.action'},
    }),
  )
  const {IntegrationId = ''} = await v2.send(
    new CreateIntegrationCommand({
      ...{ApiId, IntegrationType: 'MOCK', TemplateSelectionExpression: '\\$default'},
      ...{RequestTemplates: {$default: '{"statusCode": 200}'}},
    }),
  )
  const templates = (version: number): Record<string, string> => ({
    $default: `{"version": ${version}, "connection": "$context.connectionId"}`,
  })
  const response = {ApiId, IntegrationId, IntegrationResponseKey: '$default'}
  const {IntegrationResponseId = ''} = await v2.send(
    new CreateIntegrationResponseCommand({...response, ResponseTemplates: templates(0)}),
  )
  const route = {ApiId, RouteKey: '$default', Target: `integrations/${IntegrationId}`}
  const {RouteId} = await v2.send(new CreateRouteCommand({...route, RouteResponseSelectionExpression: '$default'}))
  await v2.send(new CreateRouteResponseCommand({ApiId, RouteId, RouteResponseKey: '$default'}))
  const {DeploymentId} = await v2.send(new DeployCommand({ApiId}))
  await v2.send(new CreateStageCommand({ApiId, StageName: stageName, DeploymentId}))
  const window = new VersionWindow()
  const keep = keeper((id) => v2.send(new DeleteDeployedCommand({ApiId, DeploymentId: id})))
  const deploy = async (): Promise<void> => {
    const version = window.begin()
    const changed = {ApiId, IntegrationId, IntegrationResponseId, ResponseTemplates: templates(version)}
    await v2.send(new UpdateIntegrationResponseCommand(changed))
    const {DeploymentId: id = ''} = await v2.send(new DeployCommand({ApiId, StageName: stageName}))
    window.acknowledge(version)
    await keep(id)
  }
  return {apiId: ApiId, window, deploy}
}

/** Deletes deployments that no stage serves any more, the oldest first. */
function keeper(remove: (deploymentId: string) => Promise<unknown>): (deploymentId: string) => Promise<void> {
  const kept: string[] = []
  return async (deploymentId) => {
    kept.push(deploymentId)
    const oldest = kept.length > keptDeployments ? kept.shift() : undefined
    if (oldest !== undefined) await remove(oldest)
  }
}

async function churn(clients: Clients, surroundings: Surroundings): Promise<void> {
  const {rest, v2} = clients
  const body = Buffer.from(JSON.stringify(restDefinition(0, surroundings)))
  const {id: restApiId} = await rest.send(new ImportRestApiCommand({body}))
  await rest.send(new CreateDeploymentCommand({restApiId, stageName, variables: {round: '0'}}))
  const {ApiId} = await v2.send(new ImportApiCommand({Body: JSON.stringify(httpDefinition(0, surroundings))}))
  await rest.send(new DeleteRestApiCommand({restApiId}))
  await v2.send(new DeleteApiCommand({ApiId}))
  await forgetLogs(clients)
}

/** What functions print is kept on purpose, up to a limit of its own; here it would look like a leak. */
async function forgetLogs({logs}: Clients): Promise<void> {
  const {logGroups = []} = await logs.send(new DescribeLogGroupsCommand({}))
  for (const {logGroupName} of logGroups) await logs.send(new DeleteLogGroupCommand({logGroupName}))
}
