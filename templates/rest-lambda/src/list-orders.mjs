const orders = [
  {id: 1, item: 'tea', quantity: 2},
  {id: 2, item: 'bread', quantity: 1},
  {id: 3, item: 'cheese', quantity: 1},
]

/** Answers GET /orders. With Lambda proxy integration the handler decides status, headers and body. */
export async function handler(event) {
  const limit = Number(event.queryStringParameters?.limit ?? orders.length)
  return {
    statusCode: 200,
    headers: {'content-type': 'application/json', 'access-control-allow-origin': '*'},
    body: JSON.stringify({currency: process.env.CURRENCY, orders: orders.slice(0, limit)}),
  }
}
