import assert from 'node:assert/strict'
import {test} from 'vitest'
import {thisApi} from '../../src/model/alarm.js'
import {noLiveCompanions} from '../../src/model/companion.js'
import type {LiveAlarm, LiveCompanions, LiveDomain, LiveUsagePlan} from '../../src/model/companion.js'
import type {LiveApi} from '../../src/model/live-api.js'
import {planRemoval} from '../../src/plan/plan-removal.js'
import type {RemovalInput} from '../../src/plan/plan-removal.js'
import {restApiOf} from '../support/many-routes.js'

const live: LiveApi = {
  kind: 'rest',
  apiId: 'a1',
  api: restApiOf(1),
  stages: [{stage: {kind: 'restStage', stageName: 'dev'}}, {stage: {kind: 'restStage', stageName: 'prod'}}],
  ids: {resources: {}, authorizers: {}, requestValidators: {}, documentationParts: {}},
}
const basis: RemovalInput = {
  target: {name: 'prod', region: 'eu-west-1'},
  project: 'pets',
  kind: 'rest',
  live,
  companions: noLiveCompanions,
  scope: {project: 'pets', stageName: 'prod', isWholeApi: true},
  isOnly: true,
  domains: [],
  keep: [],
}
const stages = {dev: {}, prod: {}}
const basic: LiveUsagePlan = {id: 'p1', isOurs: true, usagePlan: {stages}, links: 0, keys: {acme: 'k1'}}
const acme = {id: 'k1', isOurs: true, apiKey: {}}
const arn = 'arn:aws:apigateway:eu-west-1::/domainnames/api.example.com'
const domain: LiveDomain = {arn, isOurs: true, domain: {}, endpointType: 'REGIONAL', mappings: {v1: {apiId: 'a1', stage: 'prod', isHere: true, id: 'm1'}}} // prettier-ignore
const elsewhere = {v2: {apiId: 'b2', stage: 'prod', isHere: false, id: 'm2'}}
const rule = {metricName: '5XXError', statistic: 'Sum', comparisonOperator: 'GreaterThanThreshold', threshold: 1, period: 60, evaluationPeriods: 1, treatMissingData: 'missing'} // prettier-ignore
const alarm = (dimensions: Record<string, string>, isOurs = true): LiveAlarm => ({arn: 'arn', isOurs, alarm: {...rule, dimensions}}) // prettier-ignore
const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:list'
const statement = (sid: string, apiId: string) => ({
  sid,
  sourceArn: `arn:aws:execute-api:eu-west-1:000000000000:${apiId}/prod/GET/pets`,
})

const api = 'delete restApi/pets'
const plan = 'delete usagePlan/basic'
const key = 'delete apiKey/acme'
const path = 'delete domainName/api.example.com/mapping/v1'

type Row = {
  name: string
  companions?: Partial<LiveCompanions>
  input?: Partial<RemovalInput>
  changes: string[]
  kept?: string[]
}

const metered = {usagePlans: {basic}, apiKeys: {acme}}
const shared = {usagePlans: {basic: {...basic, links: 1}}, apiKeys: {acme}}
const mapped = {domains: {'api.example.com': domain}}

const rows: Row[] = [
  {name: 'an API alone', changes: [api]},
  {name: 'a usage plan and its key go before the API', companions: metered, changes: [plan, key, api]},
  {name: 'a usage plan of other stages loses its links, and keeps its keys', companions: shared, changes: ['update usagePlan/basic', api], kept: ['usagePlan/basic', 'apiKey/acme']}, // prettier-ignore
  {name: 'plans and keys of others stay', companions: {usagePlans: {basic: {...basic, isOurs: false}}, apiKeys: {acme: {...acme, isOurs: false}}}, changes: [api]}, // prettier-ignore
  {name: 'what leads nowhere may be for another API', companions: {usagePlans: {basic: {...basic, usagePlan: {}}}, apiKeys: {spare: {...acme, id: 'k2'}}}, input: {isOnly: false}, changes: [api], kept: ['usagePlan/basic', 'apiKey/spare']}, // prettier-ignore
  {name: 'a domain goes after its path', companions: mapped, changes: [path, 'delete domainName/api.example.com', api]},
  {name: 'a domain that leads elsewhere, too, stays', companions: {domains: {'api.example.com': {...domain, mappings: {...domain.mappings, ...elsewhere}}}}, changes: [path, api], kept: ['domainName/api.example.com']}, // prettier-ignore
  {name: "others' domain stays, the declared path on it goes", companions: {domains: {'api.example.com': {...domain, isOurs: false}}}, input: {domains: ['api.example.com']}, changes: [path, api]}, // prettier-ignore
  {name: 'alarms of its stages go, those of others stay', companions: {alarms: {one: alarm({ApiName: 'pets', Stage: 'dev'}), two: alarm({ApiId: thisApi, Stage: 'prod'}), three: alarm({ApiId: 'b2', Stage: 'prod'}), four: alarm({ApiName: 'pets', Stage: 'eu'}), five: alarm({ApiName: 'pets', Stage: 'dev'}, false)}}, changes: ['delete alarm/one', 'delete alarm/two', api]}, // prettier-ignore
  {name: 'its own statements go after it', companions: {permissions: {[functionArn]: {state: 'read', statements: [statement('apigw-a1-prod-1', 'a1'), statement('apigw-b2-prod-1', 'b2'), statement('mine', 'a1')]}}}, changes: [api, 'delete invokePermission/list from prod/GET/pets']}, // prettier-ignore
  {name: 'what shall be kept stays; a kept plan is not linked any more', companions: {...metered, ...mapped}, input: {keep: ['usagePlan/basic', 'api.example.com']}, changes: ['update usagePlan/basic', path, api], kept: ['apiKey/acme', 'usagePlan/basic', 'domainName/api.example.com']}, // prettier-ignore
  {name: 'what is left of an API that is gone', companions: {usagePlans: {basic: {...basic, usagePlan: {}}}, apiKeys: {acme}, domains: {'api.example.com': {...domain, mappings: {}}}, permissions: {[functionArn]: {state: 'read', statements: [statement('apigw-a1-prod-1', 'a1')]}}}, input: {live: undefined, apiId: 'a1'}, changes: [plan, key, 'delete domainName/api.example.com', 'delete invokePermission/list from prod/GET/pets']}, // prettier-ignore
]

for (const {name, companions, input, changes, kept = []} of rows) {
  test(`planRemoval: ${name}`, () => {
    const found = planRemoval({...basis, companions: {...noLiveCompanions, ...companions}, ...input})
    const told = found.plan.changes.map(({action, address}) => `${action} ${address}`)
    assert.deepEqual({told, kept: found.kept.map(({address}) => address)}, {told: changes, kept})
  })
}

const refusals = [
  {name: 'a domain of others leads there', companions: {domains: {'api.example.com': {...domain, isOurs: false}}}, input: {}, code: 'API_MAPPED_ELSEWHERE'}, // prettier-ignore
  {name: '--keep names nothing', companions: metered, input: {keep: ['apiKey/acmee']}, code: 'KEEP_UNKNOWN'},
  {name: '--keep names a path', companions: mapped, input: {keep: ['api.example.com/v1']}, code: 'KEEP_UNKNOWN'},
]

for (const {name, companions, input, code} of refusals) {
  test(`planRemoval is refused when ${name}`, () => {
    assert.throws(() => planRemoval({...basis, companions: {...noLiveCompanions, ...companions}, ...input}), {code})
  })
}
