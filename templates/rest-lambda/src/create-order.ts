/** What API Gateway passes in and expects back, as far as this handler cares. */
type Request = {body: string | null; requestContext: {requestId: string}}
type Response = {statusCode: number; headers: Record<string, string>; body: string}

type Order = {item: string; quantity: number}

/** Answers POST /orders. TypeScript is bundled when the function is loaded: no build step of your own. */
export async function handler(event: Request): Promise<Response> {
  const order = parseOrder(event.body)
  if (order === undefined) return answer(400, {message: 'An order has an item and a quantity above 0.'})
  return answer(201, {id: event.requestContext.requestId, ...order})
}

function parseOrder(body: string | null): Order | undefined {
  try {
    const {item, quantity} = JSON.parse(body ?? '') as Partial<Order>
    return typeof item === 'string' && typeof quantity === 'number' && quantity > 0 ? {item, quantity} : undefined
  } catch {
    return undefined
  }
}

function answer(statusCode: number, body: object): Response {
  const headers = {'content-type': 'application/json', 'access-control-allow-origin': '*'}
  return {statusCode, headers, body: JSON.stringify(body)}
}
