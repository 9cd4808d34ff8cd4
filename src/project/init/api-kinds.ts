import type {Api} from '../../model/api.js'
import {fallbackRegion, knownPrices} from '../../metrics/prices.js'

type Kind = Api['kind']

/** Kinds of API in the order that people choose from. `hint` is what tells them apart, in a line. */
export const apiKinds: readonly {value: Kind; name: string; hint: string}[] = [
  {value: 'rest', name: 'REST', hint: 'everything: keys and usage plans, caches, validation, mapping, WAF, private'},
  {value: 'http', name: 'HTTP', hint: 'cheaper and faster: functions, URLs, JWT, CORS'},
  {value: 'websocket', name: 'WebSocket', hint: 'messages both ways over a connection that stays'},
]

/**
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html and
 * apigateway-websocket-api-overview.html
 */
const features: readonly ({feature: string} & Readonly<Record<Kind, string>>)[] = [
  {feature: 'API keys, usage plans', rest: 'yes', http: 'no', websocket: 'at $connect'},
  {
    feature: 'authorizers',
    rest: 'Lambda, Cognito, IAM',
    http: 'JWT, Lambda, IAM',
    websocket: 'Lambda, IAM',
  },
  {feature: 'body validation', rest: 'yes', http: 'no', websocket: 'yes'},
  {feature: 'mapping templates', rest: 'yes', http: 'parameters only', websocket: 'yes'},
  {feature: 'response cache', rest: 'yes', http: 'no', websocket: 'no'},
  {feature: 'canary releases', rest: 'yes', http: 'no', websocket: 'no'},
  {feature: 'WAF', rest: 'yes', http: 'no', websocket: 'no'},
  {feature: 'endpoints', rest: 'edge, regional, private', http: 'regional', websocket: 'regional'},
  {feature: 'CORS by itself', rest: 'no, by OPTIONS methods', http: 'yes', websocket: '-'},
]

/** The kinds side by side, and what their prices rest on. */
export type KindComparison = {headings: readonly string[]; rows: readonly (readonly string[])[]; prices: string}

/** Pure. Prices are those of the first tier in the one region that they are known for. */
export function compareKinds(): KindComparison {
  const prices = knownPrices.regions[fallbackRegion]
  const first = {rest: prices?.restRequests, http: prices?.httpRequests, websocket: prices?.webSocketMessages}
  const kinds = apiKinds.map(({value}) => value)
  const unit = (kind: Kind) => (kind === 'websocket' ? 'messages' : 'requests')
  const priced = kinds.map((kind) => `$${(first[kind]?.[0]?.perMillion ?? Number.NaN).toFixed(2)} ${unit(kind)}`)
  return {
    headings: ['', ...apiKinds.map(({name}) => name)],
    rows: [
      ['price of a million', ...priced],
      ...features.map(({feature, ...has}) => [feature, ...kinds.map((kind) => has[kind])]),
    ],
    prices: `Prices: ${knownPrices.source}, ${fallbackRegion}, ${knownPrices.asOf}; the first tier. WebSocket APIs also pay for minutes of connection.`,
  }
}
