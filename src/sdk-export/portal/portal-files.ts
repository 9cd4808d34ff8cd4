import type {Api} from '../../model/api.js'
import type {JsonObject} from '../../model/json.js'
import {listAt, objectAt, textAt} from '../../model/json-object.js'
import {html} from './html.js'
import type {Html} from './html.js'
import {portalDocument} from './portal-document.js'
import {webSocketPage} from './web-socket-page.js'

/** Files of the package that a portal of an OpenAPI document is shown by; texts by name. */
export const viewerFiles = ['swagger-ui-bundle.js', 'swagger-ui.css', 'portal.js', 'portal.css', 'LICENSE', 'NOTICE']

/** A static site about one API. `files` are those that are written for it; `viewer` names those of the package beside them. */
export type PortalSite = {title: string; files: ReadonlyMap<string, string>; viewer: readonly string[]}

/**
 * The site of an API. `document` is as in portalDocument, and empty for a WebSocket API, whose page is plain HTML.
 *
 * Pages load nothing from elsewhere and call nothing but the servers of the document: their content security policy says
 * so, because definitions may be written by strangers.
 */
export function portalSite(api: Api, document: JsonObject, baseUrl: string | undefined): PortalSite {
  if (api.kind === 'websocket') {
    const page = pageOf(api.name, {styles: ['portal.css'], scripts: [], calls: [], body: webSocketPage(api, baseUrl)})
    return {title: api.name, files: new Map([['index.html', page]]), viewer: ['portal.css']}
  }
  const shown = portalDocument(document, api, baseUrl)
  const title = textAt(objectAt(shown, 'info'), 'title') ?? api.name
  const calls = origins(shown)
  const page = pageOf(title, {
    styles: ['swagger-ui.css', 'portal.css'],
    scripts: ['swagger-ui-bundle.js', 'definition.js', 'portal.js'],
    calls,
    body: html`<main id="portal">
      <noscript>This page needs JavaScript; openapi.json has what it shows.</noscript>
    </main>`,
  })
  const files = new Map([
    ['index.html', page],
    ['definition.js', definitionScript(shown, calls.length > 0)],
    ['openapi.json', `${JSON.stringify(shown, null, 2)}\n`],
  ])
  return {title, files, viewer: viewerFiles}
}

type Page = {styles: readonly string[]; scripts: readonly string[]; calls: readonly string[]; body: Html}

function pageOf(title: string, {styles, scripts, calls, body}: Page): string {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    // The viewer writes style attributes and shows images that it carries as data.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src ${["'self'", ...calls].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${styles.map((file) => html`<link rel="stylesheet" href="${file}" />`)}
      </head>
      <body>
        ${body} ${scripts.map((file) => html`<script src="${file}"></script>`)}
      </body>
    </html> `.text
}

/** A script, and not JSON that the page would fetch: so the page also opens as a file. Parsed, lest `__proto__` is one. */
function definitionScript(definition: JsonObject, canCall: boolean): string {
  const text = JSON.stringify(JSON.stringify(definition))
  return `globalThis.portal = {definition: JSON.parse(${text}), canCall: ${canCall}}\n`
}

/** Names that a policy can hold: those of URLs may have braces and semicolons. */
const plainOrigin = /^https?:\/\/[\w.[\]:-]+$/

/** Where the servers of a document are; templates and relative addresses name nobody who could be called. */
function origins(document: JsonObject): string[] {
  const urls = listAt(document, 'servers').flatMap((server) => {
    const url = typeof server === 'object' && server !== null && 'url' in server ? server.url : undefined
    const origin = typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : ''
    return plainOrigin.test(origin) ? [origin] : []
  })
  return [...new Set(urls)]
}
