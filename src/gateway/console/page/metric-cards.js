import {drawing, element, milliseconds} from './element.js'

const place = document.getElementById('metrics')

/** Shows what was measured of every stage: numbers, and requests and errors per minute. */
export function showMetrics({minutes, stages}) {
  const hint = element('p', {class: 'hint'}, 'No stage has been measured yet.')
  place.replaceChildren(...(stages.length === 0 ? [hint] : stages.map((stage) => stageCard(stage, minutes))))
}

function stageCard({kind, apiName, apiId, stage, requests, clientErrors, serverErrors, latencyMs}, minutes) {
  const noun = kind === 'websocket' ? 'messages' : 'requests'
  const facts = [
    [noun, total(requests), ''],
    ['4xx', total(clientErrors), total(clientErrors) > 0 ? 'client' : ''],
    ['5xx', total(serverErrors), total(serverErrors) > 0 ? 'server' : ''],
    ...['p50', 'p90', 'p99'].map((name) => [name, latencyMs ? `${milliseconds(latencyMs[name])} ms` : '–', '']),
  ]
  return element(
    'article',
    {class: 'card'},
    element('h2', {}, apiName, element('small', {}, `${kind} · ${apiId} · ${stage} · last ${minutes} minutes`)),
    element(
      'dl',
      {class: 'facts'},
      ...facts.map(([name, value, tone]) =>
        element('div', {}, element('dt', {}, name), element('dd', {class: tone}, String(value))),
      ),
    ),
    chart({requests, clientErrors, serverErrors}),
  )
}

function total(values) {
  return values.reduce((sum, value) => sum + value, 0)
}

const height = 48

/** One bar per minute; what failed is coloured from the bottom up. */
function chart({requests, clientErrors, serverErrors}) {
  const most = Math.max(1, ...requests)
  const bars = requests.flatMap((count, minute) => {
    const parts = [
      ['all', count],
      ['client', clientErrors[minute] + serverErrors[minute]],
      ['server', serverErrors[minute]],
    ]
    return parts.filter(([, value]) => value > 0).map(([tone, value]) => bar(tone, minute, value / most))
  })
  const label = `Requests per minute, at most ${most}`
  const size = {viewBox: `0 0 ${requests.length * 10} ${height}`, preserveAspectRatio: 'none'}
  return drawing('svg', {class: 'chart', role: 'img', 'aria-label': label, ...size}, ...bars)
}

function bar(tone, minute, share) {
  const tall = Math.max(1, share * height)
  return drawing('rect', {class: tone, x: minute * 10 + 1, y: height - tall, width: 8, height: tall})
}
