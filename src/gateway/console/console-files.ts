import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {HttpResponse} from '../data/ports.js'
import {jsonResponse} from '../write-response.js'

/** Everything the page consists of: nothing else of the folder is ever read. */
const mediaTypes: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'console.css': 'text/css; charset=utf-8',
  'main.js': 'text/javascript; charset=utf-8',
  'element.js': 'text/javascript; charset=utf-8',
  'gateway-api.js': 'text/javascript; charset=utf-8',
  'request-list.js': 'text/javascript; charset=utf-8',
  'phase-list.js': 'text/javascript; charset=utf-8',
  'route-list.js': 'text/javascript; charset=utf-8',
  'metric-cards.js': 'text/javascript; charset=utf-8',
  'try-it.js': 'text/javascript; charset=utf-8',
}

/**
 * Only files of this origin, no markup made from text (trusted types), no frame around the page, nothing kept. The token
 * comes in the fragment of the address, which is never sent.
 */
const securityHeaders = [
  ...['Content-Security-Policy', contentSecurityPolicy()],
  ...['X-Content-Type-Options', 'nosniff', 'X-Frame-Options', 'DENY', 'Referrer-Policy', 'no-referrer'],
  ...['Cross-Origin-Opener-Policy', 'same-origin', 'Cross-Origin-Resource-Policy', 'same-origin'],
  ...['Cache-Control', 'no-store'],
]

function contentSecurityPolicy(): string {
  const own = ["script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self'"]
  const closed = ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]
  return ["default-src 'none'", ...own, ...closed, "require-trusted-types-for 'script'", "trusted-types 'none'"].join(
    '; ',
  )
}

/** A file of the console page at `/_apigw/…`; undefined for a path that is none. `/_apigw` leads to the page. */
export function consoleFile(path: string): HttpResponse | undefined {
  if (path === '/_apigw') return {status: 308, headers: ['Location', '/_apigw/'], body: Buffer.alloc(0)}
  const name = path === '/_apigw/' ? 'index.html' : path.slice('/_apigw/'.length)
  const mediaType = Object.hasOwn(mediaTypes, name) ? mediaTypes[name] : undefined
  if (mediaType === undefined) return undefined
  const folder = pageFolder()
  if (folder === undefined)
    return jsonResponse(500, {message: 'The files of the console are missing: install apigw again.'})
  return {status: 200, headers: ['Content-Type', mediaType, ...securityHeaders], body: readFileSync(join(folder, name))}
}

/** A bundle's chunks lie at most this many folders below the root of the build. */
const maxDepth = 4

/** In a build the folder `console` beside the program or above it, in the sources `page`. */
function pageFolder(): string | undefined {
  const ups = Array.from({length: maxDepth}, (_, depth) => `./${'../'.repeat(depth)}console/`)
  return ['./page/', ...ups]
    .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
    .find((folder) => existsSync(join(folder, 'index.html')))
}
