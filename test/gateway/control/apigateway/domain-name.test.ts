import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller} from './caller.js'

const certificate = (id: string): string => `arn:aws:acm:eu-west-1:111111111111:certificate/${id}`
const domainName = 'api.example.com'

class DomainCaller extends Caller {
  create(members: Members = {}): Members {
    return this.call('CreateDomainName', {
      domainName,
      regionalCertificateArn: certificate('a'),
      endpointConfiguration: {types: ['REGIONAL']},
      ...members,
    })
  }

  patch(...patchOperations: Members[]): Members {
    return this.call('UpdateDomainName', {domainName, patchOperations})
  }
}

test("domain names: a regional one with AWS's defaults", () => {
  const caller = new DomainCaller()
  const answer = caller.create({tags: {team: 'store'}})
  assert.match(String(answer['regionalDomainName']), /^d-[0-9a-f]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/)
  assert.deepEqual(answer, {
    domainName,
    domainNameArn: 'arn:aws:apigateway:eu-west-1::/domainnames/api.example.com',
    regionalCertificateArn: certificate('a'),
    regionalDomainName: answer['regionalDomainName'],
    regionalHostedZoneId: answer['regionalHostedZoneId'],
    endpointConfiguration: {types: ['REGIONAL'], ipAddressType: 'ipv4'},
    domainNameStatus: 'AVAILABLE',
    securityPolicy: 'TLS_1_2',
    routingMode: 'BASE_PATH_MAPPING_ONLY',
    tags: {team: 'store'},
  })
  assert.deepEqual(caller.call('GetDomainName', {domainName}), answer)
  assert.deepEqual(caller.call('GetDomainNames'), {items: [answer]})
  caller.call('DeleteDomainName', {domainName})
  assert.equal(
    caller.refusal('GetDomainName', {domainName}),
    'NotFoundException: Invalid domain name identifier specified',
  )
})

test('domain names: an edge one is a distribution, a private one has an id', () => {
  const caller = new DomainCaller()
  const edge = caller.call('CreateDomainName', {domainName: 'edge.example.com', certificateArn: certificate('b')})
  assert.match(String(edge['distributionDomainName']), /^d[0-9a-f]{13}\.cloudfront\.net$/)
  assert.equal(edge['distributionHostedZoneId'], 'Z2FDTNDATAQYW2')
  const inside = caller.call('CreateDomainName', {
    domainName: 'in.example.com',
    certificateArn: certificate('c'),
    endpointConfiguration: {types: ['PRIVATE']},
  })
  const domainNameId = String(inside['domainNameId'])
  assert.equal(
    inside['domainNameArn'],
    `arn:aws:apigateway:eu-west-1:111111111111:/domainnames/in.example.com+${domainNameId}`,
  )
  assert.deepEqual(caller.call('GetDomainName', {domainName: 'in.example.com', domainNameId}), inside)
})

const refusals: {name: string; input: Members; refusal: string}[] = [
  {name: 'no name', input: {domainName: ''}, refusal: 'BadRequestException: No Domain Name specified'},
  {name: 'no host name', input: {domainName: 'a_b'}, refusal: 'BadRequestException: Invalid domain name specified'},
  {
    name: 'something else than a certificate',
    input: {regionalCertificateArn: 'arn:aws:iam::1:role/x'},
    refusal: 'BadRequestException: The provided certificate does not exist.',
  },
  {
    name: 'a name that is taken',
    input: {domainName: 'taken.example.com'},
    refusal: 'ConflictException: The domain name you provided already exists.',
  },
]

for (const {name, input, refusal} of refusals) {
  test(`CreateDomainName: refuses ${name}`, () => {
    const caller = new DomainCaller()
    caller.create({domainName: 'taken.example.com'})
    const domain = {domainName, regionalCertificateArn: certificate('a'), endpointConfiguration: {types: ['REGIONAL']}}
    assert.equal(caller.refusal('CreateDomainName', {...domain, ...input}), refusal)
  })
}

test('UpdateDomainName: migrates to an edge endpoint, turns mutual TLS on and off', () => {
  const caller = new DomainCaller()
  const created = caller.create()
  const both = caller.patch(
    {op: 'add', path: '/endpointConfiguration/types', value: 'EDGE'},
    {op: 'add', path: '/certificateArn', value: certificate('e')},
  )
  assert.ok(both['distributionDomainName'] !== undefined && both['regionalDomainName'] !== undefined)
  const edge = caller.patch(
    {op: 'remove', path: '/endpointConfiguration/types', value: 'REGIONAL'},
    {op: 'remove', path: '/regionalCertificateArn'},
  )
  assert.equal(edge['regionalDomainName'], undefined)
  const back = caller.patch(
    {op: 'replace', path: '/endpointConfiguration/types/EDGE', value: 'REGIONAL'},
    {op: 'add', path: '/regionalCertificateArn', value: certificate('a')},
    {op: 'remove', path: '/certificateArn'},
  )
  assert.deepEqual(back, created, 'DNS names are those of before')
  const mutual = caller.patch({op: 'replace', path: '/mutualTlsAuthentication/truststoreUri', value: 's3://b/k.pem'})
  assert.deepEqual(mutual['mutualTlsAuthentication'], {
    truststoreUri: 's3://b/k.pem',
    truststoreWarnings: [
      'The local gateway has no file for s3://b/k.pem and answers 403 on this domain name. Write one into apigw.yaml as local.truststores: {"s3://b/k.pem": clients.pem}.',
    ],
  })
  assert.deepEqual(caller.patch({op: 'replace', path: '/mutualTlsAuthentication/truststoreUri', value: ''}), created)
})

class MappingCaller extends DomainCaller {
  readonly api = this.mockApi()

  constructor() {
    super()
    this.create()
    this.call('CreateDeployment', {restApiId: this.api.restApiId, stageName: 'prod'})
  }

  map(members: Members = {}): Members {
    return this.call('CreateBasePathMapping', {domainName, restApiId: this.api.restApiId, ...members})
  }
}

test('base path mappings: empty path, stage, moves and deletion', () => {
  const caller = new MappingCaller()
  const {restApiId} = caller.api
  assert.deepEqual(caller.map({stage: 'prod'}), {basePath: '(none)', restApiId, stage: 'prod'})
  assert.deepEqual(caller.map({basePath: 'v1'}), {basePath: 'v1', restApiId})
  assert.equal(
    caller.refusal('CreateBasePathMapping', {domainName, restApiId, basePath: '(none)'}),
    'ConflictException: Base path already exists for this domain name',
  )
  const patchOperations = [
    {op: 'replace', path: '/basePath', value: 'v2'},
    {op: 'replace', path: '/stage', value: 'prod'},
  ]
  assert.deepEqual(caller.call('UpdateBasePathMapping', {domainName, basePath: 'v1', patchOperations}), {
    basePath: 'v2',
    restApiId,
    stage: 'prod',
  })
  const {items} = caller.call('GetBasePathMappings', {domainName}) as {items: {basePath: string}[]}
  assert.deepEqual(
    items.map(({basePath}) => basePath),
    ['(none)', 'v2'],
  )
  assert.equal(
    caller.refusal('GetBasePathMapping', {domainName, basePath: 'v1'}),
    'NotFoundException: Invalid base path mapping identifier specified',
  )
  assert.match(caller.refusal('DeleteRestApi', {restApiId}), /remove all base path mappings .*api\.example\.com/)
  assert.match(caller.refusal('DeleteStage', {restApiId, stageName: 'prod'}), /remove all base path mappings/)
  for (const basePath of ['(none)', 'v2']) caller.call('DeleteBasePathMapping', {domainName, basePath})
  caller.call('DeleteRestApi', {restApiId})
})

const mappingRefusals: {input: Members; refusal: string}[] = [
  {
    input: {basePath: 'a/b'},
    refusal:
      "BadRequestException: API Gateway V1 doesn't support the slash character (/) in base path mappings. To create a multi-level base path mapping, use API Gateway V2.",
  },
  {input: {restApiId: 'fake'}, refusal: 'BadRequestException: Invalid REST API identifier specified'},
  {input: {stage: 'fake'}, refusal: 'BadRequestException: Invalid stage identifier specified'},
  {input: {domainName: 'other.example.com'}, refusal: 'NotFoundException: Invalid domain name identifier specified'},
]

for (const {input, refusal} of mappingRefusals) {
  test(`CreateBasePathMapping: refuses ${JSON.stringify(input)}`, () => {
    const caller = new MappingCaller()
    assert.equal(
      caller.refusal('CreateBasePathMapping', {domainName, restApiId: caller.api.restApiId, ...input}),
      refusal,
    )
  })
}

test('access associations: kept, listed, deleted or rejected', () => {
  const caller = new Caller()
  const domainNameArn = 'arn:aws:apigateway:eu-west-1:111111111111:/domainnames/in.example.com+abc'
  const input = {domainNameArn, accessAssociationSourceType: 'VPCE', accessAssociationSource: 'vpce-1'}
  const created = caller.call('CreateDomainNameAccessAssociation', input)
  const {domainNameAccessAssociationArn} = created
  assert.deepEqual(created, {...input, domainNameAccessAssociationArn})
  assert.deepEqual(caller.call('GetDomainNameAccessAssociations'), {items: [created]})
  assert.match(caller.refusal('CreateDomainNameAccessAssociation', input), /^ConflictException/)
  caller.call('RejectDomainNameAccessAssociation', {domainNameAccessAssociationArn, domainNameArn})
  assert.match(
    caller.refusal('DeleteDomainNameAccessAssociation', {domainNameAccessAssociationArn}),
    /^NotFoundException/,
  )
})
