/** Stands in for a table, by owner. It lasts as long as this process does, and no other copy of the function sees it. */
const notes = new Map([['test-user', ['Buy tea']]])

/** Answers both routes. API Gateway has verified the token; its claims are in the event, and no code here verifies any. */
export async function handler(event) {
  const {claims, scopes} = event.requestContext.authorizer.jwt
  return event.routeKey === 'POST /notes' ? add(event, claims.sub) : {owner: claims.sub, notes: notesOf(claims.sub), scopes}
}

function notesOf(owner) {
  return notes.get(owner) ?? []
}

function add(event, owner) {
  const text = textOf(event)
  if (text === undefined) return answer(400, {message: 'A note has a text.'})
  notes.set(owner, [...notesOf(owner), text])
  return answer(201, {owner, text})
}

/** Undefined for a body that is no note. HTTP APIs validate no bodies, so functions do. */
function textOf({body = '', isBase64Encoded}) {
  try {
    const {text} = JSON.parse(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body)
    return typeof text === 'string' && text !== '' ? text : undefined
  } catch {
    return undefined
  }
}

function answer(statusCode, body) {
  return {statusCode, headers: {'content-type': 'application/json'}, body: JSON.stringify(body)}
}
