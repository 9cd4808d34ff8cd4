import fc from 'fast-check'
import {parseSettings} from '../../src/config/parse-settings.js'
import {toCompanions} from '../../src/config/to-companions.js'
import {toRestStage} from '../../src/config/to-stage.js'
import type {Companions} from '../../src/model/companion.js'
import type {Stage} from '../../src/model/stage.js'

/** A stage `prod` of a REST API and what stands beside it, with every section declared, if only as an empty one. */
export type DeclaredStage = {stage: Stage; companions: Companions}

export const logGroupArns = ['one', 'two'].map((name) => `arn:aws:logs:eu-west-1:000000000000:log-group:${name}`)

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, {nil: undefined})
const text = fc.constantFrom('For everyone', 'For few')
const tags = optional(fc.record({team: fc.constantFrom('store', 'shop'), tier: optional(fc.constant('one'))}))
const throttle = fc.record({rateLimit: fc.integer({min: 1, max: 3}), burstLimit: fc.integer({min: 1, max: 3})})

function some<Value>(names: readonly string[], value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> {
  return fc.dictionary(fc.constantFrom(...names), value, {maxKeys: names.length, noNullPrototype: true})
}

const apiKeys = some(
  ['acme', 'other', 'spare'],
  fc.record({description: optional(text), enabled: optional(fc.boolean()), tags}),
)

const usagePlan = fc.record({
  description: optional(text),
  throttle: optional(throttle),
  quota: optional(fc.record({limit: fc.integer({min: 1, max: 9}), period: fc.constantFrom('DAY', 'WEEK', 'MONTH')})),
  stages: optional(fc.constant(['prod'])),
  methods: optional(fc.constant({prod: {'GET /area0/thing0': {rateLimit: 1, burstLimit: 2}}})),
  tags,
})

const domain = fc.record({
  certificateArn: fc.constantFrom(1, 2).map((id) => `arn:aws:acm:eu-west-1:000000000000:certificate/${id}`),
  securityPolicy: optional(fc.constant('TLS_1_2')),
  mappings: some(['(none)', 'v1', 'v2/beta'], fc.constant('prod')),
  tags,
})

const alarm = fc.record({
  metric: fc.constantFrom('5XXError', 'Latency'),
  above: fc.integer({min: 1, max: 3}),
  description: optional(text),
})

const accessLog = optional(
  fc.record({
    destination: fc.constantFrom(...logGroupArns),
    format: fc.constant('json'),
    retentionDays: optional(fc.constantFrom(7, 14)),
  }),
)

/** One key has one usage plan of a stage, so each key is given to one of them or to none. */
const settings = fc
  .record({
    apiKeys,
    usagePlans: some(['basic', 'gold'], usagePlan),
    domains: some(['a.example.com', 'b.example.com'], domain),
    alarms: some(['errors', 'slow'], alarm),
    accessLog,
    tags,
    plansOfKeys: fc.array(fc.constantFrom('basic', 'gold', 'none'), {minLength: 3, maxLength: 3}),
  })
  .map(({plansOfKeys, usagePlans, accessLog: log, ...sections}) => {
    const keysOf = (plan: string) => Object.keys(sections.apiKeys).filter((_, index) => plansOfKeys[index] === plan)
    const plans = Object.entries(usagePlans).map(([name, plan]) => [name, {...plan, keys: keysOf(name)}] as const)
    return {name: 'pets', stages: {prod: {accessLog: log}}, usagePlans: Object.fromEntries(plans), ...sections}
  })

/** What apigw.yaml may declare beside a REST API, small enough that two of them often share names. */
export const declaredStage: fc.Arbitrary<DeclaredStage> = settings.map((value) => {
  const {settings: parsed, problems} = parseSettings(JSON.stringify(value), 'apigw.yaml')
  if (parsed === undefined) throw new Error(JSON.stringify(problems))
  const stage = toRestStage('prod', parsed.stages.prod ?? {})
  return {stage, companions: toCompanions(parsed, 'prod', 'pets')}
})
