import {APIGatewayClient, CreateRestApiCommand} from '@aws-sdk/client-api-gateway'
import {ApiGatewayV2Client, CreateApiCommand} from '@aws-sdk/client-apigatewayv2'
import {CreateFunctionCommand, LambdaClient} from '@aws-sdk/client-lambda'
import {strToU8, zipSync} from 'fflate'
import {runCli} from './cli.js'

/** A local gateway outside of any project, with an API of each kind that nobody's files declare. */
export type HandMade = {url: string; env: Readonly<Record<string, string>>}

/** Starts the gateway for a folder and makes pets (REST), orders (HTTP) and chat (WebSocket) by the SDK. */
export async function startHandMade(cwd: string): Promise<HandMade> {
  const env = {APIGW_TARGET: 'local'}
  const {stdout} = await runCli(['local', 'start', '--detach', '--json'], {cwd, env})
  const {url} = JSON.parse(stdout) as {url: string}
  const options = clientOf(url)
  await new APIGatewayClient(options).send(new CreateRestApiCommand({name: 'pets'}))
  const v2 = new ApiGatewayV2Client(options)
  await v2.send(new CreateApiCommand({Name: 'orders', ProtocolType: 'HTTP'}))
  await v2.send(
    new CreateApiCommand({Name: 'chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action'}),
  )
  return {url, env}
}

/** A function that answers `hello`, uploaded as AWS wants it. */
export async function makeFunction(url: string, FunctionName: string): Promise<void> {
  const code = strToU8('exports.handler = async () => ({statusCode: 200, body: "hello"})')
  await new LambdaClient(clientOf(url)).send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/functions',
      Code: {ZipFile: zipSync({'index.js': code})},
    }),
  )
}

function clientOf(endpoint: string) {
  const credentials = {accessKeyId: '000000000000', secretAccessKey: 'local'}
  return {endpoint, region: 'us-east-1', credentials}
}
