import {GetAuthorizersCommand, GetIntegrationsCommand, GetRoutesCommand} from '@aws-sdk/client-apigatewayv2'
import type * as sdk from '@aws-sdk/client-apigatewayv2'
import {paginate} from '../paginate.js'

/** What HTTP and WebSocket APIs both consist of, as AWS lists it. */
export type V2Parts = {routes: sdk.Route[]; integrations: sdk.Integration[]; authorizers: sdk.Authorizer[]}

/** The largest page AWS gives. */
export const largestPage = '500'

/** Routes, integrations and authorizers, side by side: three calls up to 500 of each. */
export async function readV2Parts(client: sdk.ApiGatewayV2Client, ApiId: string): Promise<V2Parts> {
  const page = {ApiId, MaxResults: largestPage}
  const [routes, integrations, authorizers] = await Promise.all([
    paginate(async (NextToken) => toPage(await client.send(new GetRoutesCommand({...page, NextToken})))),
    paginate(async (NextToken) => toPage(await client.send(new GetIntegrationsCommand({...page, NextToken})))),
    paginate(async (NextToken) => toPage(await client.send(new GetAuthorizersCommand({...page, NextToken})))),
  ])
  return {routes, integrations, authorizers}
}

/** A page of any list of `apigatewayv2`. */
export function toPage<Item>(answer: {Items?: Item[] | undefined; NextToken?: string | undefined}) {
  return {items: answer.Items, next: answer.NextToken}
}

/** A route's target is `integrations/{integrationId}`. */
export function integrationIdOf({Target}: sdk.Route): string | undefined {
  return Target?.replace(/^integrations\//, '')
}

/** AWS answers a cleared text member as absent or as an empty text. */
export function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}
