import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseSettings} from '../../src/config/parse-settings.js'

const europe = 'arn:aws:acm:eu-west-1:123456789012:certificate/one'
const virginia = 'arn:aws:acm:us-east-1:123456789012:certificate/one'

const rows: {name: string; domain: string; type?: string; host?: string; problems: readonly string[]}[] = [
  {name: 'a certificate in the region of the stage', domain: `certificateArn: "${europe}", stage: prod`, problems: []},
  {
    name: 'a certificate in another region',
    domain: `certificateArn: "${virginia}", stage: prod`,
    problems: ['certificateArn'],
  },
  {
    name: 'a stage on this machine has no certificates',
    domain: `certificateArn: "${virginia}", stage: dev`,
    problems: [],
  },
  {
    name: 'an edge-optimised domain',
    domain: `endpointType: edge, certificateArn: "${virginia}", stage: prod`,
    problems: [],
  },
  {
    name: 'one with a certificate elsewhere',
    domain: `endpointType: edge, certificateArn: "${europe}"`,
    problems: ['certificateArn'],
  },
  {
    name: 'an uploaded certificate',
    domain: 'certificateArn: "arn:aws:iam::1:server-certificate/x"',
    problems: ['certificateArn'],
  },
  {
    name: 'an edge-optimised domain of an HTTP API',
    type: 'http',
    domain: 'endpointType: edge',
    problems: ['endpointType'],
  },
  {name: 'mutual TLS', domain: 'mutualTls: {truststoreUri: "s3://bucket/a.pem"}', problems: []},
  {name: 'a truststore on disk', domain: 'mutualTls: {truststoreUri: a.pem}', problems: ['truststoreUri']},
  {
    name: 'mutual TLS at the edge',
    domain: 'endpointType: edge, mutualTls: {truststoreUri: "s3://bucket/a.pem"}',
    problems: ['mutualTls'],
  },
  {name: 'an unknown policy', domain: 'securityPolicy: TLS_1_1', problems: ['securityPolicy']},
  {
    name: 'a policy of the edge',
    domain: 'securityPolicy: SecurityPolicy_TLS13_2025_EDGE',
    problems: ['securityPolicy'],
  },
  {name: 'a newer policy', domain: 'securityPolicy: SecurityPolicy_TLS13_1_3_2025_09', problems: []},
  {name: 'an old policy of an HTTP API', type: 'http', domain: 'securityPolicy: TLS_1_0', problems: ['securityPolicy']},
  {name: 'paths', domain: 'mappings: {(none): prod, v1: prod, /shop/v2: prod}', problems: []},
  {name: 'levels at the edge', domain: 'endpointType: edge, mappings: {a/b: prod, c: prod}', problems: ['a/b']},
  {name: 'a path with a space', domain: 'mappings: {"a b": prod}', problems: ['a b']},
  {name: 'a path with an empty segment', domain: 'mappings: {a//b: prod}', problems: ['a//b']},
  {name: 'a host with capitals', host: 'Api.example.com', domain: '', problems: ['Api.example.com']},
  {name: 'a wildcard', host: '*.example.com', domain: '', problems: []},
  {name: 'a host without a dot', host: 'localhost', domain: '', problems: ['localhost']},
]

for (const {name, domain, type = 'rest', host = 'api.example.com', problems: expected} of rows) {
  test(`checkDomains: ${name}`, () => {
    const yaml = `name: pets
type: ${type}
region: eu-west-1
stages: {dev: {target: local}, prod: {}}
domains:
  "${host}": {${domain}}`
    const {problems} = parseSettings(yaml, 'apigw.yaml')
    assert.deepEqual(
      problems.map(({code, line}) => ({code, line})),
      expected.map(() => ({code: 'SETTINGS_BAD_VALUE', line: 6})),
    )
    const [, , , , , written = ''] = yaml.split('\n')
    for (const [index, member] of expected.entries()) {
      const {column = 0} = problems[index] ?? {}
      assert.ok(written.slice(0, column - 1 + member.length).includes(member), `column ${column}`)
    }
  })
}
