import {element, milliseconds, statusClass} from './element.js'

const form = document.getElementById('try-form')
const method = document.getElementById('try-method')
const target = document.getElementById('try-target')
const headers = document.getElementById('try-headers')
const body = document.getElementById('try-body')
const place = document.getElementById('try-answer')

/** Characters of a body that are shown. */
const shownLength = 200_000

/** Fills the form with a route. */
export function fillForm(route) {
  method.value = [...method.options].some(({value}) => value === route.method) ? route.method : 'GET'
  target.value = new URL(route.url).pathname
  target.focus()
}

/** Sends what the form says; `onAnswer` is called with the id of the request where the answer names one. */
export function serveForm(onAnswer) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    place.replaceChildren(element('p', {class: 'hint'}, 'Waiting for the answer…'))
    try {
      await send(onAnswer)
    } catch (error) {
      place.replaceChildren(element('p', {class: 'refusal'}, error.message))
    }
  })
}

async function send(onAnswer) {
  const url = new URL(target.value, location.origin)
  if (url.origin !== location.origin || !url.pathname.startsWith('/execute-api/')) {
    throw new Error('The address has to begin with /execute-api/{apiId}/{stage}.')
  }
  const hasBody = method.value !== 'GET' && method.value !== 'HEAD' && body.value !== ''
  const startedAt = performance.now()
  const response = await fetch(url, {
    method: method.value,
    // The request is recorded, so that its phases can be shown.
    headers: [...headerLines(headers.value), ['x-apigw-trace', '1']],
    ...(hasBody && {body: body.value}),
    ...{credentials: 'omit', redirect: 'manual', cache: 'no-store'},
  })
  const text = await response.text()
  showAnswer(response, text, performance.now() - startedAt)
  const requestId = response.headers.get('x-amzn-requestid') ?? response.headers.get('apigw-requestid')
  if (requestId !== null) await onAnswer(requestId, place)
}

function headerLines(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const at = line.indexOf(':')
    if (at < 1) throw new Error(`"${line}" is no header: write Name: value.`)
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()]
  })
}

function showAnswer(response, text, tookMs) {
  if (response.type === 'opaqueredirect') {
    const hint = 'The answer is a redirect, and browsers hide those: use "apigw call" to see it.'
    place.replaceChildren(element('p', {class: 'hint'}, hint))
    return
  }
  const {status, statusText} = response
  const lines = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  place.replaceChildren(
    element(
      'h2',
      {},
      element('span', {class: `status ${statusClass(status)}`}, String(status)),
      ` ${statusText} `,
      element('small', {}, `${milliseconds(tookMs)} ms in this browser`),
    ),
    element('pre', {class: 'headers'}, lines),
    element('pre', {class: 'body'}, text === '' ? '(empty body)' : pretty(text)),
  )
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2).slice(0, shownLength)
  } catch {
    // Anything but JSON is shown as it came.
    return text.slice(0, shownLength)
  }
}
