import {parseTemplate, renderTemplate} from '../src/vtl/template.js'
import {median, type Row} from './statistics.js'

const rounds = 9
const rendersPerRound = 10_000

/** A response template as people write them: a list of pets with paging, 30 lines. */
const source = `#set($root = $input.path('$'))
#set($count = $root.pets.size())
#set($limit = $input.params('limit'))
{
  "stage": "$context.stage",
  "requestId": "$context.requestId",
  "caller": "$context.identity.sourceIp",
#if($limit != '')
  "limit": $limit,
#else
  "limit": 25,
#end
  "count": $count,
  "pets": [
#foreach($pet in $root.pets)
    {
      "id": "$pet.id",
      "name": "$util.escapeJavaScript($pet.name)",
#if($pet.age > 10)
      "old": true,
#elseif($pet.age > 5)
      "old": false,
#end
      "price": $pet.price,
      "link": "/pets/$pet.id"
    }#if($foreach.hasNext),#end

#end
  ],
  "next": "$stageVariables.base/pets?after=$root.last"
}
`

const body = {
  pets: [
    {id: 1, name: 'Rex', age: 12, price: 20},
    {id: 2, name: 'Tom "the cat"', age: 3, price: 15},
    {id: 3, name: 'Polly', age: 7, price: 90},
  ],
  last: 3,
}
const context = {stage: 'prod', requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef', identity: {sourceIp: '192.0.2.1'}}
const stageVariables = {base: 'https://pets.example.com'}

type Velocity = {
  parse: (source: string) => unknown
  Compile: new (parsed: unknown) => {render: (input: object) => string}
}

/** Renders of one template, parsed once, in one thread, by the processor time they take; beside velocityjs where it is installed. */
export async function benchTemplates(): Promise<Row[]> {
  const template = parseTemplate(source, 'apiGateway')
  const input = {
    ...{body: JSON.stringify(body), context, stageVariables},
    params: {path: {}, querystring: {limit: '10'}, header: {}},
  }
  const ours = () => renderTemplate(template, input).text
  const theirs = await velocityRender()
  if (theirs !== undefined && compact(theirs()) !== compact(ours())) {
    throw new Error(`velocityjs prints something else:\n${theirs()}\n${ours()}`)
  }
  const rates = {ours: [] as number[], theirs: [] as number[]}
  for (let round = 0; round < rounds; round += 1) {
    rates.ours.push(rendersPerSecond(ours))
    if (theirs !== undefined) rates.theirs.push(rendersPerSecond(theirs))
  }
  const row = {what: 'renders of a template of 30 lines', value: median(rates.ours), unit: '/s'}
  const goal = {relation: '>=', ratio: 1} as const
  const wanted: Row = {...row, peer: 'wanted', peerValue: 100_000, goal}
  return theirs === undefined ? [wanted] : [wanted, {...row, peer: 'velocityjs', peerValue: median(rates.theirs), goal}]
}

function rendersPerSecond(render: () => string): number {
  const before = process.cpuUsage()
  for (let index = 0; index < rendersPerRound; index += 1) render()
  const {user, system} = process.cpuUsage(before)
  return (rendersPerRound * 1_000_000) / (user + system)
}

/**
 * The same template, parsed once too. Its variables are given what API Gateway's objects would say; the body is parsed
 * for each render, as it is for each request.
 */
async function velocityRender(): Promise<(() => string) | undefined> {
  const velocity = await loadVelocity()
  if (velocity === undefined) return undefined
  const compiled = new velocity.Compile(velocity.parse(source))
  const text = JSON.stringify(body)
  const util = {escapeJavaScript: (value: string) => JSON.stringify(value).slice(1, -1)}
  return () => {
    const root: unknown = JSON.parse(text)
    const input = {path: () => root, params: () => '10'}
    return compiled.render({input, context, stageVariables, util})
  }
}

async function loadVelocity(): Promise<Velocity | undefined> {
  const name = 'velocityjs'
  try {
    return (await import(name)) as Velocity
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

/** Both treat blank lines around directives in their own way. */
function compact(text: string): string {
  return text.replaceAll(/\s+/g, '')
}
