import {paintOf} from './paint-of.js'
import {printable} from './printable.js'
import {renderTable} from './table.js'
import type {Screen} from './table.js'

export type CostView = {
  apiName: string
  stageName: string
  region: string
  lines: readonly {item: string; quantity: number; unit: string; dollars?: number}[]
  dollars: number
  instead?: {kind: 'rest' | 'http'; dollars: number}
  assumptions: readonly string[]
  prices: {source: string; asOf: string}
}

const kindNames = {rest: 'a REST API', http: 'an HTTP API'} as const

/** A month's cost line by line, with the other kind of API beside it, and what was assumed. Pure. */
export function renderCost(cost: CostView, screen: Screen): string {
  const {apiName, stageName, region, lines, dollars, instead, assumptions, prices} = cost
  const rows = [...lines, {item: 'a month', quantity: undefined, unit: '', dollars}].map((line) => [
    line.item,
    line.quantity === undefined ? '' : `${rounded(line.quantity)} ${line.unit}`,
    line.dollars === undefined ? 'unknown' : money(line.dollars),
  ])
  const table = renderTable({headings: ['item', 'a month', 'USD'], rows, empty: ''}, screen)
  if (!screen.isTerminal) return table
  const paint = paintOf(screen.colour)
  const beside = instead && `As ${kindNames[instead.kind]} the same traffic would be ${money(instead.dollars)} a month.`
  return [
    `${paint.bold(printable(apiName))}  stage ${printable(stageName)}  ${region}`,
    '',
    table,
    ...(beside === undefined ? [] : ['', beside]),
    '',
    ...assumptions.map((text) => paint.dim(`- ${printable(text)}`)),
    paint.dim(`- Prices: ${printable(prices.source)}, ${printable(prices.asOf)}.`),
  ].join('\n')
}

function money(dollars: number): string {
  return dollars > 0 && dollars < 0.01 ? 'under 0.01' : dollars.toFixed(2)
}

function rounded(quantity: number): string {
  if (quantity >= 1e6) return `${(quantity / 1e6).toFixed(2)} M`
  return quantity < 10 ? quantity.toFixed(1) : String(Math.round(quantity))
}
