import type {Json} from '../../model/json.js'
import type {WebSocketApi, WebSocketRoute} from '../../model/web-socket-api.js'
import {html} from './html.js'
import type {Html} from './html.js'

/** What callers of a WebSocket API have to know: OpenAPI has no words for it. */
export function webSocketPage(api: WebSocketApi, url: string | undefined): Html {
  const routes = Object.entries(api.routes).sort(([one], [other]) => rank(one) - rank(other))
  return html`<main class="page">
    <h1>${api.name}</h1>
    ${paragraphs([api.description])}
    <p>${url === undefined ? 'A WebSocket API.' : html`Connect to <code>${url}</code>.`}</p>
    <p>The route of a message is what <code>${api.routeSelectionExpression}</code> gives.</p>
    ${routes.map(([key, route]) => routeSection(api, key, route))}
  </main>`
}

const builtIn: Readonly<Record<string, string>> = {
  $connect: 'When a client connects.',
  $disconnect: 'When a connection has ended.',
  $default: 'Messages of no other route.',
}

/** Connecting comes first, what is left over last. */
function rank(key: string): number {
  return {$connect: 0, $default: 2, $disconnect: 3}[key] ?? 1
}

function routeSection(api: WebSocketApi, key: string, route: WebSocketRoute): Html {
  const needed = Object.entries(route.requestParameters).map(([name, isRequired]) => {
    const [, place = '', parameter = ''] = /^route\.request\.(\w+)\.(.*)$/s.exec(name) ?? []
    return html`<li>
      <code>${parameter}</code> (${place === 'header' ? 'header' : 'query'}${isRequired ? ', required' : ''})
    </li>`
  })
  return html`<section>
    <h2><code>${key}</code></h2>
    ${paragraphs([builtIn[key], accessOf(route)])}
    ${
      needed.length === 0
        ? undefined
        : html`<ul>
            ${needed}
          </ul>`
    }
    ${models('Messages', api, route.requestModels)} ${models('Answers', api, route.response?.responseModels ?? {})}
  </section>`
}

function paragraphs(texts: readonly (string | undefined)[]): readonly Html[] {
  return texts.flatMap((text) => (text === undefined ? [] : [html`<p>${text}</p>`]))
}

function accessOf({authorizationType, apiKeyRequired}: WebSocketRoute): string | undefined {
  const asks = {NONE: undefined, AWS_IAM: 'a signature of AWS (Signature Version 4)', CUSTOM: 'a token'}[
    authorizationType
  ]
  const needs = [asks, apiKeyRequired ? 'an API key' : undefined].filter((word) => word !== undefined)
  return needs.length === 0 ? undefined : `Needs ${needs.join(' and ')}.`
}

function models(
  title: string,
  {models: known}: WebSocketApi,
  named: Readonly<Record<string, string>>,
): readonly Html[] {
  return [...new Set(Object.values(named))].flatMap((name) => {
    const schema: Json | undefined = known[name]?.schema
    return schema === undefined
      ? []
      : [
          html`<h3>${title}: ${name}</h3>
            <pre>${JSON.stringify(schema, null, 2)}</pre>`,
        ]
  })
}
