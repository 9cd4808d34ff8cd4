/** What API Gateway passes in and expects back, as far as this handler cares. */
type Request = {body: string; requestContext: {requestId: string}}
type Response = {statusCode: number; headers: Record<string, string>; body: string}

/** The model NewOrder of openapi.yaml: API Gateway has checked it before this runs. */
type NewOrder = {item: string; quantity: number}

/** Answers POST /orders. TypeScript is bundled when the function is loaded: no build step of your own. */
export async function handler(event: Request): Promise<Response> {
  const order = JSON.parse(event.body) as NewOrder
  return {
    statusCode: 201,
    headers: {'content-type': 'application/json', 'access-control-allow-origin': '*'},
    body: JSON.stringify({id: event.requestContext.requestId, ...order}),
  }
}
