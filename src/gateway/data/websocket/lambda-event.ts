import {headerMaps, queryMaps} from '../rest/lambda-event.js'
import type {SocketEvent} from './socket-event.js'

/**
 * The event of a Lambda proxy integration, as JSON text: `$connect` and `$disconnect` have headers, messages a body;
 * what an event does not have is absent. Source: docs/aws-facts.md "WebSocket" (captured September 2026).
 */
export function lambdaEvent({context, body, headers, query, deployment}: SocketEvent): string {
  const {single, multiple} = queryMaps(query)
  return JSON.stringify({
    ...(headers.length > 0 && headerMaps(headers)),
    ...(single !== null && {queryStringParameters: single, multiValueQueryStringParameters: multiple}),
    requestContext: context,
    stageVariables: deployment.eventVariables,
    body: context.eventType === 'MESSAGE' ? body.text : undefined,
    isBase64Encoded: false,
  })
}

/** The event of the `$connect` authorizer, with the headers of the upgrade itself; empty maps are {}. */
export function authorizerEvent(
  {context, headers, query, deployment, upgrade}: SocketEvent,
  methodArn: string,
): string {
  const {single, multiple} = queryMaps(query)
  const extensions = (upgrade?.rawHeaders ?? []).flatMap((name, index, all) =>
    index % 2 === 0 && name.toLowerCase() === 'sec-websocket-extensions' ? [name, all[index + 1] ?? ''] : [],
  )
  const ofTheUpgrade = [...extensions, 'Connection', 'upgrade', 'Upgrade', 'websocket', 'content-length', '0']
  return JSON.stringify({
    type: 'REQUEST',
    methodArn,
    ...headerMaps([...headers, ...ofTheUpgrade]),
    queryStringParameters: single ?? {},
    multiValueQueryStringParameters: multiple ?? {},
    stageVariables: deployment.eventVariables ?? {},
    requestContext: context,
  })
}
