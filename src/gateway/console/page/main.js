import {element} from './element.js'
import {follow, hasToken, read, setToken, takeToken} from './gateway-api.js'
import {showHint, showPhases} from './phase-list.js'
import {addRequest, clearRequests, markChosen} from './request-list.js'
import {showRoutes} from './route-list.js'
import {showMetrics} from './metric-cards.js'
import {fillForm, serveForm} from './try-it.js'

const refreshMs = 5_000
const retryMs = 2_000

const status = document.getElementById('status')
const tokenForm = document.getElementById('token-form')
const tabs = [...document.querySelectorAll('[role=tab]')]

/** What a view needs when it is opened, and again while it is open. */
const views = {
  routes: async () => showRoutes(await read('/_apigw/routes'), tryRoute),
  metrics: async () => showMetrics(await read('/_apigw/metrics')),
}

function open(name) {
  for (const tab of tabs) {
    const isOpen = tab.getAttribute('aria-controls') === name
    tab.setAttribute('aria-selected', String(isOpen))
    document.getElementById(tab.getAttribute('aria-controls')).hidden = !isOpen
  }
  void refresh()
}

function opened() {
  return tabs.find((tab) => tab.getAttribute('aria-selected') === 'true').getAttribute('aria-controls')
}

async function refresh() {
  try {
    const {version, url, auth, clockOffsetMs} = await read('/_apigw/status')
    const clock =
      clockOffsetMs === 0 ? '' : ` · clock ${clockOffsetMs > 0 ? '+' : ''}${Math.round(clockOffsetMs / 1000)} s`
    say(
      'live',
      `${url.replace('http://', '')} · ${version} · ${auth === 'none' ? 'no signatures asked' : 'signed calls'}${clock}`,
    )
    await views[opened()]?.()
  } catch (error) {
    say('away', `The gateway does not answer: ${error.message}`)
  }
}

function say(state, text) {
  status.dataset.state = state
  status.replaceChildren(element('i', {}), text)
}

function tryRoute(route) {
  fillForm(route)
  open('try-it')
}

async function choose(requestId) {
  markChosen(requestId)
  await explain(requestId)
}

/** Shows the phases of a request, or why there are none. */
async function explain(requestId, place) {
  const target = place?.appendChild(element('div', {class: 'detail'}))
  if (!hasToken()) {
    showHint(
      'Phases hold what requests held: they need the token. "apigw local start" prints the address with it.',
      target,
    )
    return
  }
  try {
    const {trace} = await read(`/_apigw/trace?id=${encodeURIComponent(requestId)}`)
    if (trace === null) showHint('This request was not recorded: it came before the page was open.', target)
    else showPhases(trace, target)
  } catch (error) {
    showHint(error.message, target)
  }
}

/** Keeps reading a stream, also across restarts of the gateway. */
async function keepFollowing(path, take) {
  for (;;) {
    try {
      await follow(path, take)
    } catch (error) {
      say('away', error.message)
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs))
  }
}

/** While traces are read, the gateway records every request. */
async function unlock() {
  tokenForm.hidden = hasToken()
  if (!hasToken()) return
  try {
    for (const head of (await read('/_apigw/traces')).reverse()) addRequest(head, choose)
  } catch (error) {
    setToken('')
    tokenForm.hidden = false
    say('away', error.message)
    return
  }
  void keepFollowing('/_apigw/trace/events', (trace) => addRequest(withRefusal(trace), choose))
}

function withRefusal(trace) {
  return {...trace, errorType: trace.phases.find(({refusal}) => refusal !== undefined)?.refusal.type}
}

takeToken()
for (const tab of tabs) tab.addEventListener('click', () => open(tab.getAttribute('aria-controls')))
document.getElementById('clear').addEventListener('click', clearRequests)
tokenForm.addEventListener('submit', (event) => {
  event.preventDefault()
  setToken(document.getElementById('token').value)
  void unlock()
})
// The printed address, opened where the page is open already.
addEventListener('hashchange', () => {
  takeToken()
  void unlock()
})
serveForm(explain)
void unlock()
void keepFollowing('/_apigw/events', ({kind, invocation}) => {
  if (kind === 'invocation') addRequest(invocation, choose)
})
void refresh()
setInterval(() => void refresh(), refreshMs)
