import {element, milliseconds, statusClass} from './element.js'

/** Rows that are kept; older ones go. */
const rowLimit = 300

const rows = document.getElementById('request-rows')
const empty = document.getElementById('no-requests')
const filter = document.getElementById('filter')

/** Ids in the order in which they came, and their rows. */
const shown = new Map()

/** Adds a request on top, unless it is there; `choose` is called when it is picked. */
export function addRequest(request, choose) {
  if (shown.has(request.requestId)) return
  const row = rowOf(request, choose)
  row.hidden = !matchesFilter(row)
  shown.set(request.requestId, row)
  rows.prepend(row)
  while (shown.size > rowLimit) {
    const [oldest, last] = shown.entries().next().value
    last.remove()
    shown.delete(oldest)
  }
  empty.hidden = true
}

export function markChosen(requestId) {
  for (const [id, row] of shown) row.setAttribute('aria-selected', String(id === requestId))
}

export function clearRequests() {
  for (const row of shown.values()) row.remove()
  shown.clear()
  empty.hidden = false
}

filter.addEventListener('input', () => {
  for (const row of shown.values()) row.hidden = !matchesFilter(row)
})

function matchesFilter(row) {
  const wanted = filter.value.trim().toLowerCase().split(/\s+/)
  const text = row.textContent.toLowerCase()
  return wanted.every((word) => text.includes(word))
}

function rowOf(request, choose) {
  const {method, path, status, apiId, stage, routeKey, startedAtMs, latencyMs, durationMs = latencyMs} = request
  const pick = () => choose(request.requestId)
  return element(
    'tr',
    {onclick: pick, 'aria-selected': 'false'},
    element('td', {class: 'time'}, new Date(startedAtMs).toLocaleTimeString([], {hour12: false})),
    element('td', {}, element('span', {class: `status ${statusClass(status)}`}, String(status))),
    element(
      'td',
      {class: 'request'},
      element('button', {class: 'plain', type: 'button', title: path}, element('b', {}, method), ` ${path}`),
      request.errorType === undefined
        ? element('small', {}, routeKey ?? 'no route')
        : element('small', {class: statusClass(status)}, request.errorType),
    ),
    element('td', {class: 'api'}, apiId, element('small', {}, stage)),
    element('td', {class: 'number'}, milliseconds(durationMs)),
  )
}
