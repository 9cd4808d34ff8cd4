import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Json} from '../../src/model/json.js'
import {locate} from '../../src/spec/document.js'
import {resolveVariables} from '../../src/spec/resolve-variables.js'
import {brief, parsed} from './support.js'

const variables = {
  'AWS::Region': 'eu-west-1',
  'AWS::AccountId': '123456789012',
  'functions.pets.arn': 'arn:pets',
  'functions.pets.name': 'pets-prod',
  'stage.variables.alias': 'live',
  'env.HOST': 'example.com',
  table: 'Pets',
  IsProd: 'true',
}

const resolved: {name: string; value: string; result: Json}[] = [
  {name: 'AWS names', value: 'arn:${AWS::Region}:${AWS::AccountId}', result: 'arn:eu-west-1:123456789012'},
  {name: 'functions', value: '${functions.pets.arn}', result: 'arn:pets'},
  {name: 'stage variables by value', value: '${stage.variables.alias}', result: 'live'},
  {name: 'the environment', value: 'https://${env.HOST}/', result: 'https://example.com/'},
  {name: 'names of apigw.yaml, spaces around them', value: '${ table }', result: 'Pets'},
  {
    name: 'names of the running gateway: they stay',
    value: '${stageVariables.x} ${context.y}',
    result: '${stageVariables.x} ${context.y}',
  },
  {name: 'Fn::Sub', value: '{Fn::Sub: "${table}-${!literal}-${pets.Arn}"}', result: 'Pets-${literal}-arn:pets'},
  {
    name: 'Fn::Sub with names of its own',
    value: '{Fn::Sub: ["${a}.${table}", {a: !Ref AWS::Region}]}',
    result: 'eu-west-1.Pets',
  },
  {name: 'the short tags', value: '!Sub "${table}"', result: 'Pets'},
  {name: 'Fn::GetAtt of a function', value: '!GetAtt pets.Arn', result: 'arn:pets'},
  {name: 'Ref of a function: its name', value: '!Ref pets', result: 'pets-prod'},
  {name: 'Fn::Join', value: '!Join [":", [a, !Ref table, !Ref AWS::NoValue]]', result: 'a:Pets'},
  {name: 'Fn::Select of Fn::Split', value: '!Select [1, !Split ["-", "a-b-c"]]', result: 'b'},
  {name: 'Fn::Base64', value: '!Base64 abc', result: 'YWJj'},
  {name: 'Fn::If by a variable of the name', value: '!If [IsProd, yes, !Ref unknown]', result: 'yes'},
  {name: 'Fn::If with equal sides', value: '!If [Unknown, !Ref table, Pets]', result: 'Pets'},
  {name: 'AWS names in the result of a function', value: '!If [IsProd, "${AWS::Region}", x]', result: 'eu-west-1'},
  {name: 'objects', value: '!If [IsProd, {a: [!Ref table]}, x]', result: {a: ['Pets']}},
]

for (const {name, value, result} of resolved) {
  test(`resolveVariables: ${name}`, () => {
    const {document, problems} = resolveVariables(parsed(`uri: ${value}\n`), {variables})
    assert.deepEqual(problems, [])
    assert.deepEqual(document.root['uri'], result)
  })
}

const untouched = [
  'description: costs ${price}',
  'x: {pattern: "^${a}$"}',
  'requestTemplates: {application/json: "${foo} $util.escape(${bar})"}',
  'responseTemplates: {application/json: "#if(${table} == 1)x#end"}',
  'schema: {default: "${x}"}',
  'x: {Ref: {type: string}}',
  'example: {Fn::Sub: "${x}"}',
]

for (const text of untouched) {
  test(`resolveVariables: leaves ${JSON.stringify(text)} as it is`, () => {
    const before = parsed(text)
    const {document, problems} = resolveVariables(before, {variables})
    assert.deepEqual(problems, [])
    assert.equal(document.root, before.root)
  })
}

test('resolveVariables: known namespaces count in templates and free text too', () => {
  const text = 'description: in ${AWS::Region}\nrequestTemplates: {x: "${AWS::AccountId} ${foo}"}\n'
  const {document} = resolveVariables(parsed(text), {variables})
  assert.deepEqual(document.root, {description: 'in eu-west-1', requestTemplates: {x: '123456789012 ${foo}'}})
})

test('resolveVariables: fills in keys, and their values are still found in the file', () => {
  const {document, problems} = resolveVariables(parsed('paths:\n  /${table}:\n    get: {}\n'), {variables})
  assert.deepEqual(problems, [])
  assert.deepEqual(document.root, {paths: {'/Pets': {get: {}}}})
  assert.deepEqual(locate(document, ['paths', '/Pets', 'get']), {file: 'openapi.yaml', line: 3, column: 10})
})

test('resolveVariables: AWS::NoValue leaves the member and the item out', () => {
  const {document} = resolveVariables(parsed('a: !Ref AWS::NoValue\nb: [1, !If [IsProd, !Ref AWS::NoValue, 2]]\n'), {
    variables,
  })
  assert.deepEqual(document.root, {b: [1]})
})

const unresolved = [
  {text: 'uri: ${functions.pts.arn}', fix: 'Did you mean "functions.pets.arn"?'},
  {text: 'uri: ${tabel}', fix: 'Did you mean "table"?'},
  {text: 'uri: ${functions.orders.arn}', fix: 'Add the function under "functions:" in apigw.yaml.'},
  {text: 'uri: ${stage.variables.colour}', fix: 'Add it under "variables:" of the stage in apigw.yaml.'},
  {text: 'uri: ${env.NOTHING}', fix: 'Set it before you run the command: export NOTHING=…'},
  {
    text: 'uri: ${AWS::Partition}',
    fix: 'Name the region and account: --region, --profile, or the stage in apigw.yaml.',
  },
  {text: 'uri: !Sub "${other}"', fix: 'Add it under "variables:" in apigw.yaml.'},
  {text: 'uri: {Fn::ImportValue: x}', fix: 'Add it under "variables:" in apigw.yaml.'},
  {text: 'uri: !If [Unknown, a, b]', fix: 'Add it under "variables:" in apigw.yaml.'},
]

for (const {text, fix} of unresolved) {
  test(`resolveVariables: ${JSON.stringify(text)} is an error at its place`, () => {
    const {problems} = resolveVariables(parsed(text), {variables})
    assert.deepEqual(
      problems.map((problem) => `${problem.code} ${problem.line} ${problem.fix}`),
      [`SPEC_UNRESOLVED_VARIABLE 1 ${fix}`],
    )
  })
}

test('resolveVariables: the names that exist are told, those of the environment only when one was meant', () => {
  const [plain] = resolveVariables(parsed('uri: ${nothing.like.it}'), {variables}).problems
  assert.equal(
    plain?.why,
    'These names exist: AWS::AccountId, AWS::Region, IsProd, functions.pets.arn, functions.pets.name, stage.variables.alias, table.',
  )
})

test('resolveVariables: functions that are written wrongly are told', () => {
  const text = 'a: !Join [x]\nb: {Fn::Sub: {}}\nc: {Fn::GetAtt: x}\nd: !Select [9, [a]]\ne: !If [x]\n'
  const {problems} = resolveVariables(parsed(text), {variables})
  assert.deepEqual(
    brief(problems),
    ['1:10', '2:4', '3:4', '4:12', '5:8'].map((place) => `error SPEC_BAD_INTRINSIC ${place}`),
  )
})

test('resolveVariables: "keep" reports nothing and changes nothing that it does not know', () => {
  const text = 'a: ${x} ${AWS::Region}\nb: !Sub "${x}"\n'
  const {document, problems} = resolveVariables(parsed(text), {variables, unresolved: 'keep'})
  assert.deepEqual(problems, [])
  assert.deepEqual(document.root, {a: '${x} eu-west-1', b: {'Fn::Sub': '${x}'}})
})

test('resolveVariables: a substitute gives values to names that have none', () => {
  const text = 'a: ${x}\nb: !If [c, !GetAtt d.Arn, e]\nc: {Fn::ImportValue: f}\n'
  const seen: string[] = []
  const {document, problems} = resolveVariables(parsed(text), {
    variables: {},
    substitute: ({name, kind}) => {
      seen.push(`${kind} ${name}`)
      return kind === 'condition' ? 'true' : `<${name}>`
    },
  })
  assert.deepEqual(problems, [])
  assert.deepEqual(document.root, {a: '<x>', b: '<d.Arn>', c: '<Fn::ImportValue>'})
  assert.deepEqual(seen, ['variable x', 'condition c', 'variable d.Arn', 'function Fn::ImportValue'])
})
