// Kept by this entry of the tab's history: no other page of this origin can read it there, and it survives a reload.
let token = history.state?.token ?? ''

/** Takes the token out of the address, where it would be seen and shared. */
export function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token')
  if (given !== null) setToken(given)
}

export function setToken(given) {
  token = given.trim()
  history.replaceState({token}, '', '/_apigw/')
}

export function hasToken() {
  return token !== ''
}

/** JSON of one of the gateway's own addresses; throws an error with its message otherwise. */
export async function read(path) {
  const response = await fetch(path, {headers: tokenHeaders(), cache: 'no-store'})
  const value = await response.json()
  if (!response.ok) throw new Error(value.message ?? `The gateway answered ${response.status}.`)
  return value
}

/** Hands every line of a stream of JSON to `take`, until the stream ends; throws when it cannot be read. */
export async function follow(path, take) {
  const response = await fetch(path, {headers: tokenHeaders(), cache: 'no-store'})
  if (!response.ok) throw new Error((await response.json()).message)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') take(JSON.parse(line))
  }
}

function tokenHeaders() {
  return hasToken() ? {'x-apigw-token': token} : {}
}
