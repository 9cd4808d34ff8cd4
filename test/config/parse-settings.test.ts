import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseSettings} from '../../src/config/parse-settings.js'

const whole = `
name: pets
type: rest
definition: openapi.yaml
functions:
  list-pets: {handler: src/list-pets.handler, timeoutSeconds: 10, environment: {TABLE: pets, LIMIT: 5}}
defaultStage: dev
stages:
  dev:  {target: local}
  prod:
    target: aws
    region: eu-west-1
    profile: pets-prod
    variables: {alias: live}
    throttle: {rateLimit: 200, burstLimit: 400}
    cache: {sizeGb: 0.5, ttlSeconds: 300, encrypted: true}
    accessLog: {destination: "arn:aws:logs:eu-west-1:123456789012:log-group:pets", format: json}
    executionLog: error
    tracing: true
    methods: {"GET /pets": {cache: {ttlSeconds: 60}, throttle: {rateLimit: 50, burstLimit: 50}}}
domains:   {api.example.com: {certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/x", stage: prod, mappings: {v1: prod}}}
usagePlans: {basic: {throttle: {rateLimit: 10, burstLimit: 20}, quota: {limit: 10000, period: MONTH}, stages: [prod], keys: [acme]}}
apiKeys:   {acme: {description: "ACME Ltd"}}
alarms:    {errors: {metric: 5XXError, above: 1%, for: 5m, notify: "arn:aws:sns:eu-west-1:123456789012:team"}}
tags:      {team: store}
`

test('parseSettings: reads the file of the guide without a problem', () => {
  const {settings, problems} = parseSettings(whole, 'apigw.yaml')
  assert.deepEqual(problems, [])
  assert.deepEqual(settings?.functions?.['list-pets']?.environment, {TABLE: 'pets', LIMIT: '5'})
  assert.deepEqual(Object.keys(settings.stages), ['dev', 'prod'])
})

const cases = [
  {
    name: 'unknown keys, bad choices and wrong types, each at its place',
    text: 'name: x\ntagz: {}\nstages:\n  dev:\n    target: locl\n    regoin: eu-west-1\nfunctions:\n  a: {timeoutSeconds: ten}\n',
    problems: [
      '2:1 SETTINGS_UNKNOWN_KEY Did you mean "tags"?',
      '5:13 SETTINGS_BAD_VALUE Did you mean "local"?',
      '6:5 SETTINGS_UNKNOWN_KEY Did you mean "region"?',
      '8:23 SETTINGS_BAD_VALUE Correct the value.',
    ],
  },
  {
    name: 'an empty file',
    text: '# nothing\n',
    problems: ['1:1 SETTINGS_EMPTY Write "name: my-api", or run "apigw init" in an empty folder to see an example.'],
  },
  {name: 'a missing name', text: 'type: rest\n', problems: ['1:1 SETTINGS_MISSING Add "name:".']},
  {name: 'a list', text: '- name\n', problems: ['1:1 SETTINGS_BAD_VALUE Correct the value.']},
  {
    name: 'a stage that is not there',
    text: 'name: x\ndefaultStage: prdo\nstages: {prod: {}}\n',
    problems: ['2:15 SETTINGS_UNKNOWN_NAME Did you mean "prod"?'],
  },
  {
    name: 'settings that a kind of API does not have',
    text: 'name: x\ntype: http\nstages:\n  prod:\n    tracing: true\n',
    problems: ['5:5 SETTINGS_NOT_FOR_TYPE Remove it, or correct the type.'],
  },
  {
    name: 'a log format without the request id',
    text: 'name: x\nstages:\n  prod:\n    accessLog: {destination: "arn:aws:logs:eu-west-1:123456789012:log-group:pets", format: $context.status}\n',
    problems: ['4:92 SETTINGS_BAD_VALUE Correct the value.'],
  },
  {
    name: 'a Firehose stream that API Gateway does not write to',
    text: 'name: x\nstages:\n  prod:\n    accessLog: {destination: "arn:aws:firehose:eu-west-1:123456789012:deliverystream/pets", format: json}\n',
    problems: ['4:30 SETTINGS_BAD_VALUE Correct the value.'],
  },
  {
    name: 'days that no log group knows',
    text: 'name: x\nstages:\n  prod:\n    accessLog: {destination: "arn:aws:logs:eu-west-1:123456789012:log-group:x", format: json, retentionDays: 2}\n',
    problems: ['4:110 SETTINGS_BAD_VALUE Use one of these.'],
  },
  {
    name: 'days that Firehose is to keep lines',
    text: 'name: x\nstages:\n  prod:\n    accessLog: {destination: "arn:aws:firehose:eu-west-1:123456789012:deliverystream/amazon-apigateway-x", format: json, retentionDays: 7}\n',
    problems: ['4:122 SETTINGS_BAD_VALUE Remove it, or name a log group as destination.'],
  },
  {
    name: 'a name that no stage can have',
    text: 'name: x\nstages: {a b: {}}\n',
    problems: ['2:10 SETTINGS_BAD_NAME Rename it.'],
  },
  {
    name: 'a tab',
    text: 'name: x\nstages:\n\tdev: {}\n',
    problems: ['3:1 SETTINGS_SYNTAX Compare the indentation and the quotes with the lines above.'],
  },
  {
    name: 'what is too deep',
    text: `a: ${'['.repeat(100_000)}`,
    problems: ['1:1 SETTINGS_TOO_LARGE Name the right file.'],
  },
  {
    name: 'aliases that stand for billions of values',
    text: [
      'name: x',
      'a0: &a0 [x]',
      ...Array.from({length: 30}, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`),
    ].join('\n'),
    problems: ['1:1 SETTINGS_SYNTAX Compare the indentation and the quotes with the lines above.'],
  },
  {
    name: 'a key that is there twice',
    text: 'name: x\nname: y\n',
    problems: ['2:1 SETTINGS_SYNTAX Compare the indentation and the quotes with the lines above.'],
  },
]

for (const {name, text, problems} of cases) {
  test(`parseSettings: refuses ${name}`, () => {
    const result = parseSettings(text, 'apigw.yaml')
    assert.deepEqual(
      result.problems.map(({line, column, code, fix}) => `${line}:${column} ${code} ${fix}`),
      problems,
    )
    assert.equal(result.settings, undefined)
  })
}

const reasons = [
  {text: 'functions: {a: {timeoutSeconds: 1000}}', why: 'It is at most 900.'},
  {text: 'stages: {a: {throttle: {rateLimit: -1, burstLimit: 1}}}', why: 'It is at least 0.'},
  {text: 'stages: {a: {endpoint: localhost}}', why: 'A URL like https://example.com.'},
  {text: 'stages: {a: {accountId: 123}}', why: 'An account id has 12 digits.'},
  {text: 'stages: {a: {cache: {sizeGb: 1}}}', why: 'It is one of 0.5, 1.6, 6.1, 13.5, 28.4, 58.2, 118, 237.'},
  {text: 'alarms: {a: {metric: x, above: lots, for: 5m}}', why: 'A number, or one with its unit: 1%, 500ms, 2s.'},
  {text: 'alarms: {a: {metric: x, above: 1, notify: team}}', why: 'An ARN begins with "arn:".'},
  {text: 'alarms: {a: {metric: x}}', why: 'An alarm rises when a metric is above or below one value.'},
  {text: 'allow: [{rule: x, reason: no}]', why: 'Say in a sentence why this is acceptable.'},
]

for (const {text, why} of reasons) {
  test(`parseSettings: says why of ${JSON.stringify(text)}`, () => {
    const {problems} = parseSettings(`name: x\n${text}\n`, 'apigw.yaml')
    assert.deepEqual(
      problems.map((problem) => problem.why),
      [why],
    )
  })
}
