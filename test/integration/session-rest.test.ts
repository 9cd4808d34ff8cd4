import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, test} from 'vitest'
import {stopProject} from '../support/cli.js'
import {assertGolden} from '../support/golden.js'
import {jsonService} from '../support/json-service.js'
import type {JsonService} from '../support/json-service.js'
import {nothingLeft, startSession} from '../support/session.js'
import type {Session} from '../support/session.js'

let session: Session
let waf: JsonService

beforeAll(async () => {
  waf = await jsonService([{status: 200, body: {}}])
  session = await startSession({AWS_ENDPOINT_URL_WAFV2: waf.endpoint})
  writeFileSync(join(session.folder, 'keys.csv'), 'Name,Key\ninitech,initech-has-a-value-of-its-own\n')
})

afterAll(async () => {
  waf.close()
  await stopProject(session.folder)
})

const petSchema = '{"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}'
const everyone = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]}' // prettier-ignore
const keyValue = 'acme-has-a-value-of-its-own'
const logGroup = 'arn:aws:logs:us-east-1:000000000000:log-group:pets-access'
const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/6a7e9c8b'

test('a REST API is built by commands', async () => {
  await session.walk([
    ['api create pets --kind rest --description "Pets of the shop" --tag team=shop', 'done: CreateRestApi'],
    [`model create Pet pets --schema '${petSchema}'`, 'done: CreateModel'],
    ['model update Pet pets --description "A pet"', 'done: UpdateModel'],
    ['model list pets', 'Empty, Error, Pet'],
    ['model show Pet pets', 'Pet'],
    ['validator create bodies pets --checks body', 'done: CreateRequestValidator'],
    ['validator update bodies pets --checks all', 'done: UpdateRequestValidator'],
    ['validator list pets', 'bodies'],
    ['validator show bodies pets', 'bodies'],
    ['authorizer create door pets --type token --lambda hello', 'done: CreateAuthorizer AddPermission'],
    ['authorizer update door pets --ttl 0', 'done: UpdateAuthorizer'],
    ['authorizer list pets', 'door'],
    ['authorizer show door pets', 'door'],
    [`gateway-response create MISSING_AUTHENTICATION_TOKEN pets --status 404 --template 'application/json={"message": "no such pet"}'`, 'done: PutGatewayResponse'], // prettier-ignore
    ['gateway-response update MISSING_AUTHENTICATION_TOKEN pets --header x-pets=gone', 'done: PutGatewayResponse'],
    ['gateway-response list pets', 'MISSING_AUTHENTICATION_TOKEN'],
    ['gateway-response show MISSING_AUTHENTICATION_TOKEN pets', 'MISSING_AUTHENTICATION_TOKEN'],
    ['route add "GET /pets" pets --lambda hello --dry-run', 'planned: CreateResource PutMethod PutMethodResponse PutIntegration AddPermission'], // prettier-ignore
    [
      'route add "GET /pets" pets --lambda hello',
      'done: CreateResource PutMethod PutMethodResponse PutIntegration AddPermission',
    ],
    ['route add "GET /keyed" pets --lambda hello --api-key', 'done: CreateResource PutMethod PutMethodResponse PutIntegration AddPermission'], // prettier-ignore
    [`route add "POST /pets" pets --answered-by mock --status 201 --body '{"made": true}' --request-model application/json=Pet --validator bodies`, 'done: PutMethod PutMethodResponse PutIntegration PutIntegrationResponse'], // prettier-ignore
    [`route add "GET /backend" pets --url ${session.url}/_apigw/status`, 'done: CreateResource PutMethod PutMethodResponse PutIntegration'], // prettier-ignore
    ['route add "GET /pets" pets --lambda hello', 'RESOURCE_EXISTS'],
    ['route update "GET /backend" pets --timeout 500', 'done: UpdateIntegration'],
    ['integration update "GET /pets" pets --timeout 3000', 'done: UpdateIntegration'],
    ['integration list pets', 'GET /backend, GET /keyed, GET /pets, POST /pets'],
    ['integration show "POST /pets" pets', 'POST /pets'],
    ['route show "GET /pets" pets', 'GET /pets'],
    ['route list pets', 'GET /backend, GET /keyed, GET /pets, POST /pets'],
    ['api update pets --version 2 --binary-media-type image/png', 'done: PutRestApi UpdateRestApi'],
    ['api list', 'pets'],
    ['api show pets', 'pets'],
    [`policy set pets --policy '${everyone}'`, 'done: UpdateRestApi'],
    ['policy show pets', 'policy'],
  ])
})

test('it is released, and answers requests', async () => {
  await session.walk([
    ['account update --logging-role arn:aws:iam::000000000000:role/logs', 'done: UpdateAccount'],
    ['account show', 'apiKeyVersion burstLimit features loggingRoleArn rateLimit'],
    ['stage create prod pets --variable color=blue', 'DEPLOYMENT_NOT_FOUND'],
    ['deployment create pets --to prod', 'done: CreateDeployment CreateStage'],
    ['stage create test pets --variable color=blue', 'done: CreateStage'],
    ['stage throttle prod pets --rate-limit 100 --burst-limit 50', 'done: UpdateStage'],
    [`stage logs prod pets --access-log ${logGroup} --execution-log info --metrics`, 'done: UpdateStage'],
    ['stage tracing prod pets --tracing', 'done: UpdateStage'],
    ['stage vars set prod color=red size=large pets', 'done: UpdateStage'],
    ['stage vars unset prod size pets', 'done: UpdateStage'],
    ['stage vars list prod pets', 'color'],
    ['stage show prod pets', 'prod'],
    ['stage list pets', 'prod, test'],
    ['stage update prod pets --description "The shop"', 'done: UpdateStage'],
    ['usage-plan create partners --rate-limit 10 --burst-limit 20 --quota 100/day --api-stage pets:prod', 'done: CreateUsagePlan'], // prettier-ignore
    ['usage-plan update partners --description "Our partners"', 'done: UpdateUsagePlan'],
    [`key create acme --plan partners --value ${keyValue}`, 'done: CreateApiKey CreateUsagePlanKey'],
    ['key update acme --description "The coyote"', 'done: UpdateApiKey'],
    ['key list', 'acme'],
    ['key show acme', 'acme'],
    ['usage-plan show partners', 'partners'],
    ['usage-plan list', 'partners'],
  ])
  const [{apiId}] = (await session.json('api list')) as [{apiId: string}]
  const ask = (path: string, init: RequestInit = {}) => session.request({apiId, stageName: 'prod', path, ...init})
  const post = {method: 'POST', headers: {'content-type': 'application/json'}}
  assert.equal(await ask('/pets'), '200 hello')
  assert.equal(await ask('/keyed'), '403 {"message":"Forbidden"}')
  assert.equal(await ask('/keyed', {headers: {'x-api-key': keyValue}}), '200 hello')
  assert.equal(await ask('/none'), '404 {"message": "no such pet"}')
  assert.equal(await ask('/pets', {...post, body: '{}'}), '400 {"message": "Invalid request body"}')
  assert.equal(await ask('/pets', {...post, body: '{"name": "Rex"}'}), '201 {"made": true}')
})

test('it is watched', async () => {
  const of = 'pets --stage prod'
  const {total} = (await session.json(`metrics ${of}`)) as {total: {counts: {count: number; clientErrors: number}}}
  assert.deepEqual([total.counts.count, total.counts.clientErrors], [6, 3])
  const {entries} = (await session.json(`logs ${of} --status 400-499`)) as {entries: {requestId: string}[]}
  assert.equal(entries.length, 3)
  assert.match(await session.text(`logs ${of} --type execution`), /Method completed with status: 201/)
  const {plans} = (await session.json('usage partners')) as {plans: {keys: {used: number}[]}[]}
  assert.deepEqual(plans[0]?.keys[0]?.used, 1)
  await session.walk([
    [`trace ${entries[0]?.requestId ?? ''} pets --stage prod`, 'functionLog notes seenBy trace xrayTraceId'],
    ['usage', 'endDate plans startDate'],
    ['key usage acme', 'endDate plans startDate'],
    [`cost ${of}`, 'apiId apiName assumptions dollars instead lines measured prices region stageName'],
    ['audit pets', 'apiId apiName counts file findings kind refused'],
    ['audit pets --trail', 'TRAIL_NOT_LOCAL'],
    [`alarm create ${of} --recommended`, 'done: PutMetricAlarm PutMetricAlarm PutMetricAlarm'],
    ['alarm list pets', 'pets-prod-client-errors, pets-prod-latency, pets-prod-server-errors'],
    ['alarm show pets-prod-latency', 'pets-prod-latency'],
    [`dashboard create ${of}`, 'done: PutDashboard'],
    ['dashboard list', 'pets-prod'],
    ['dashboard show pets-prod', 'pets-prod'],
  ])
})

test('a canary, a cache and a domain', async () => {
  await session.walk([
    ['route add "GET /new" pets --answered-by mock --status 200', 'done: CreateResource PutMethod PutMethodResponse PutIntegration PutIntegrationResponse'], // prettier-ignore
    ['canary start pets --stage prod --percent 10 --variables color=green', 'done: CreateDeployment UpdateStage'],
    ['canary status pets --stage prod', 'base canary percentTraffic stageName traffic useStageCache variables'],
    ['canary update pets --stage prod --percent 50', 'done: UpdateStage'],
    ['canary promote pets --stage prod', 'done: UpdateStage UpdateStage'],
    ['canary start pets --stage prod --percent 100', 'done: UpdateStage'],
    ['canary abort pets --stage prod', 'done: UpdateStage'],
    ['deployment create pets --to prod', 'unchanged: '],
    ['deployment list pets', '?, ?'],
    ['stage vars list prod pets', 'color'],
    ['cache status pets --stage prod', 'cachedMethods enabled stageName status'],
    ['cache enable pets --stage prod --size 0.5', 'done: UpdateStage'],
    ['cache flush pets --stage prod', 'done: FlushStageCache'],
    ['cache flush pets --stage prod --authorizers', 'done: FlushStageAuthorizersCache'],
    ['cache disable pets --stage prod', 'done: UpdateStage'],
    [`domain add api.example.com --certificate ${certificate}`, 'done: CreateDomainName'],
    ['domain map api.example.com --path v1 --to pets:prod', 'done: CreateApiMapping'],
    ['domain list', 'api.example.com'],
    ['domain show api.example.com', 'api.example.com'],
    ['domain rule create api.example.com 10 --to pets:prod --path beta --strip-path', 'done: UpdateDomainName CreateRoutingRule'], // prettier-ignore
    ['domain rule update api.example.com 10 --header "x-tester=yes"', 'done: PutRoutingRule'],
    ['domain rule list api.example.com', '?'],
    ['domain rule delete api.example.com 10 --confirm 10', 'done: DeleteRoutingRule'],
    ['client-cert create backend --description "For the backend"', 'done: GenerateClientCertificate'],
    ['client-cert list', 'backend'],
    ['client-cert show backend', 'backend'],
  ])
})

test('it is described, tagged and guarded', async () => {
  const [{deploymentId}] = (await session.json('deployment list pets')) as [{deploymentId: string}]
  const acl = 'arn:aws:wafv2:us-east-1:000000000000:regional/webacl/shop/0a1b2c3d'
  await session.walk([
    ['docs create "GET /pets" pets --summary "All pets"', 'done: CreateDocumentationPart'],
    ['docs update "GET /pets" pets --summary "The pets"', 'done: UpdateDocumentationPart'],
    ['docs list pets', 'GET /pets'],
    ['docs show "GET /pets" pets', 'GET /pets'],
    ['docs publish 1.0.0 pets', 'done: CreateDocumentationVersion'],
    ['docs versions pets', '?'],
    ['docs unpublish 1.0.0 pets --confirm 1.0.0', 'done: DeleteDocumentationVersion'],
    ['docs delete "GET /pets" pets --confirm "GET /pets"', 'done: DeleteDocumentationPart'],
    ['tag set api pets owner=jo', 'done: TagResource'],
    ['tag list api pets', 'pets'],
    ['tag remove api pets owner', 'done: UntagResource'],
    [`waf associate pets --stage prod --acl ${acl}`, 'done: AssociateWebACL'],
    ['waf show pets', '?, ?'],
    // The stand-in has it, the gateway does not know.
    ['waf remove pets --stage prod --confirm prod', 'unchanged: '],
    [
      'policy simulate "GET /pets" pets --stage prod --source-ip 203.0.113.7',
      'assumes authorization caller decidedBy decision resource route statements why',
    ],
    [`deployment show ${deploymentId} pets`, 'contentHash createdAtMs deploymentId description routes stages'],
    ['deployment diff prod test pets', 'changes from to'],
    ['integration create "GET /pets" pets --lambda hello', 'RESOURCE_EXISTS'],
    ['client-cert update backend --description "For all backends"', 'done: UpdateClientCertificate'],
    [`domain update api.example.com --certificate ${certificate}e`, 'done: UpdateDomainName'],
    ['domain check api.example.com --server 127.0.0.1:1', 'dns domain found record route53 status target'],
    ['usage-plan attach partners --api-stage pets:test', 'done: UpdateUsagePlan'],
    ['key import keys.csv', 'done: ImportApiKeys'],
    ['key rotate acme --overlap 7d', 'done: CreateApiKey CreateUsagePlanKey TagResource UpdateApiKey'],
    ['key revoke initech --confirm initech', 'done: UpdateApiKey'],
    ['key delete initech --confirm initech', 'done: DeleteApiKey'],
  ])
})

test('it is exported', async () => {
  await session.walk([
    ['sdk export pets --stage prod --language typescript --out sdk', 'pets'],
    ['sdk export pets --stage prod --language javascript --out javascript', 'pets'],
    ['api export pets --stage prod --out pets.yaml', 'pets'],
    ['api export pets --working-copy --format swagger2 --syntax json', 'pets'],
    ['export pets --to cloudformation --stage prod --out stack', 'pets'],
    ['export pets --to terraform --stage prod --out main', 'pets'],
    ['portal build pets --stage prod --out portal', 'pets'],
  ])
  assert.match(readFileSync(join(session.folder, 'pets.yaml'), 'utf8'), /^openapi: /)
})

test('all of it is taken away, and nothing is left', async () => {
  await session.json('local clock advance 8d')
  const [{deploymentId}] = (await session.json('deployment list pets')) as [{deploymentId: string}]
  await session.walk([
    ['model delete Pet pets --confirm Pet', 'RESOURCE_IN_USE'],
    ['validator delete bodies pets --confirm bodies', 'RESOURCE_IN_USE'],
    ['authorizer delete door pets --confirm door', 'done: DeleteAuthorizer'],
    ['gateway-response delete MISSING_AUTHENTICATION_TOKEN pets --confirm MISSING_AUTHENTICATION_TOKEN', 'done: DeleteGatewayResponse'], // prettier-ignore
    ['route delete "POST /pets" pets --confirm "POST /pets"', 'done: DeleteMethod'],
    ['model delete Pet pets --confirm Pet', 'done: DeleteModel'],
    ['validator delete bodies pets --confirm bodies', 'done: DeleteRequestValidator'],
    ['integration delete "GET /new" pets --confirm "GET /new"', 'done: DeleteIntegration'],
    ['integration create "GET /new" pets --lambda hello', 'done: PutIntegration AddPermission'],
    ['alarm delete pets-prod-latency --confirm pets-prod-latency', 'done: DeleteAlarms'],
    ['alarm delete pets-prod-client-errors --confirm pets-prod-client-errors', 'done: DeleteAlarms'],
    ['alarm delete pets-prod-server-errors --confirm pets-prod-server-errors', 'done: DeleteAlarms'],
    ['alarm list pets', ''],
    ['dashboard delete pets-prod --confirm pets-prod', 'done: DeleteDashboards'],
    ['domain unmap api.example.com --path v1 --confirm api.example.com/v1', 'done: DeleteApiMapping'],
    ['domain delete api.example.com --confirm api.example.com', 'done: DeleteDomainName'],
    ['usage-plan detach partners --key acme --api-stage pets:prod', 'done: DeleteUsagePlanKey UpdateUsagePlan'],
    ['stage delete prod pets --confirm prod', 'done: DeleteStage'],
    ['stage delete test pets --confirm test', 'done: DeleteStage'],
    [`deployment delete ${deploymentId} pets --confirm ${deploymentId}`, 'done: DeleteDeployment'],
    ['key delete acme --confirm acme', 'done: DeleteApiKey'],
    ['key revoke --expired --delete --yes', 'done: DeleteApiKey'],
    ['usage-plan delete partners --confirm partners', 'done: DeleteUsagePlan'],
    ['client-cert delete "For all backends" --confirm "For all backends"', 'done: DeleteClientCertificate'],
    ['policy remove pets --confirm pets', 'done: UpdateRestApi'],
    ['api delete pets --confirm pets', 'done: DeleteRestApi RemovePermission RemovePermission RemovePermission RemovePermission'], // prettier-ignore
    ...nothingLeft,
  ])
  assertGolden('json-rest.txt', session.shapes())
})
