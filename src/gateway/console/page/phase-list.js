import {element, milliseconds, statusClass} from './element.js'

const panel = document.getElementById('phases')

/** Shows the phases of one request: how long each took, what went in and out, what decided. */
export function showPhases(trace, place = panel) {
  const {method, path, status, requestId, routeKey, phases} = trace
  const totalMs = Math.max(0.001, ...phases.map(({startedMs, durationMs}) => startedMs + durationMs))
  place.replaceChildren(
    element('h2', {}, element('span', {class: `status ${statusClass(status)}`}, String(status)), ` ${method} ${path}`),
    element('p', {class: 'hint'}, `${routeKey ?? 'no route'} · ${requestId} · ${milliseconds(trace.durationMs)} ms`),
    element('ol', {class: 'phases'}, ...phases.map((phase) => phaseItem(phase, totalMs))),
  )
}

export function showHint(text, place = panel) {
  place.replaceChildren(element('p', {class: 'hint'}, text))
}

function phaseItem(phase, totalMs) {
  const {name, startedMs, durationMs, refusal, decidedBy, definedAt} = phase
  const bar = element('span', {class: refusal === undefined ? 'bar-fill' : 'bar-fill refused'})
  // By the object model: the page's policy allows no style attributes.
  bar.style.marginInlineStart = `${(startedMs / totalMs) * 100}%`
  bar.style.width = `${Math.max(0.5, (durationMs / totalMs) * 100)}%`
  return element(
    'li',
    {class: refusal === undefined ? '' : 'refused'},
    element(
      'div',
      {class: 'phase-head'},
      element('b', {}, name),
      element('span', {}, `${milliseconds(durationMs)} ms`),
    ),
    element('div', {class: 'phase-bar'}, bar),
    refusal && element('p', {class: 'refusal'}, element('b', {}, refusal.type), ` ${refusal.reason}`),
    decidedBy && element('p', {class: 'decided'}, 'decided by ', element('code', {}, decidedBy)),
    definedAt && element('p', {class: 'decided'}, 'defined at ', element('code', {}, definedAt)),
    valueOf('Input', phase.input),
    valueOf('Output', phase.output),
  )
}

function valueOf(title, value) {
  if (value === undefined || value === null) return undefined
  const text = typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)
  return element('details', {}, element('summary', {}, title), element('pre', {}, text))
}
