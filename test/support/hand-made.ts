import {APIGatewayClient, CreateRestApiCommand} from '@aws-sdk/client-api-gateway'
import {ApiGatewayV2Client, CreateApiCommand} from '@aws-sdk/client-apigatewayv2'
import {runCli} from './cli.js'

/** A local gateway outside of any project, with an API of each kind that nobody's files declare. */
export type HandMade = {url: string; env: Readonly<Record<string, string>>}

/** Starts the gateway for a folder and makes pets (REST), orders (HTTP) and chat (WebSocket) by the SDK. */
export async function startHandMade(cwd: string): Promise<HandMade> {
  const env = {APIGW_TARGET: 'local'}
  const {stdout} = await runCli(['local', 'start', '--detach', '--json'], {cwd, env})
  const {url} = JSON.parse(stdout) as {url: string}
  const options = {
    endpoint: url,
    region: 'us-east-1',
    credentials: {accessKeyId: '000000000000', secretAccessKey: 'local'},
  }
  await new APIGatewayClient(options).send(new CreateRestApiCommand({name: 'pets'}))
  const v2 = new ApiGatewayV2Client(options)
  await v2.send(new CreateApiCommand({Name: 'orders', ProtocolType: 'HTTP'}))
  await v2.send(
    new CreateApiCommand({Name: 'chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action'}),
  )
  return {url, env}
}
