/** Answers GET /hello/{name}. A plain object becomes a JSON response with status 200 (payload format 2.0). */
export async function handler(event) {
  const {name} = event.pathParameters
  return {message: `${process.env.GREETING}, ${name}!`, stage: event.requestContext.stage}
}
