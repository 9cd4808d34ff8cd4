import {CreateDeploymentCommand, CreateRestApiCommand, GetResourcesCommand, PutIntegrationCommand, PutMethodCommand} from '@aws-sdk/client-api-gateway' // prettier-ignore
import {CreateApiCommand, CreateStageCommand} from '@aws-sdk/client-apigatewayv2'
import type {Clients} from '../../src/aws/clients.js'

/** A REST API with one mock route and the stages prod and dev; its id. */
export async function makeRestApi(clients: Clients, name: string): Promise<string> {
  const client = await clients.rest()
  const {id: restApiId = ''} = await client.send(new CreateRestApiCommand({name}))
  const {items = []} = await client.send(new GetResourcesCommand({restApiId}))
  const root = {restApiId, resourceId: items[0]?.id, httpMethod: 'GET'}
  await client.send(new PutMethodCommand({...root, authorizationType: 'NONE'}))
  await client.send(new PutIntegrationCommand({...root, type: 'MOCK'}))
  for (const stageName of ['prod', 'dev']) await client.send(new CreateDeploymentCommand({restApiId, stageName}))
  return restApiId
}

/** An HTTP API with the stage prod; its id. */
export async function makeHttpApi(clients: Clients, Name: string): Promise<string> {
  const client = await clients.http()
  const {ApiId = ''} = await client.send(new CreateApiCommand({Name, ProtocolType: 'HTTP'}))
  await client.send(new CreateStageCommand({ApiId, StageName: 'prod', AutoDeploy: true}))
  return ApiId
}
