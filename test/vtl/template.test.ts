import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseTemplate, renderTemplate, type TemplateInput} from '../../src/vtl/template.js'
import {VtlError} from '../../src/vtl/vtl-error.js'

const input: TemplateInput = {
  body: '{"name":"Rex","items":[{"id":1},{"id":2}]}',
  params: {path: {id: '7'}, querystring: {q: 'x y'}, header: {Accept: 'application/json'}},
  context: {requestId: 'r-1', stage: 'prod', identity: {sourceIp: '1.2.3.4'}},
  stageVariables: {url: 'http://x'},
}

const rendered = [
  {name: 'reads the body by path', template: '$input.path("$.name")', text: 'Rex'},
  {name: 'writes JSON', template: "$input.json('$.items')", text: '[{"id":1},{"id":2}]'},
  {name: 'finds parameters', template: "$input.params('id') $input.params('q')", text: '7 x y'},
  {name: 'reads the context', template: '$context.requestId $context.identity.sourceIp', text: 'r-1 1.2.3.4'},
  {name: 'reads stage variables', template: '${stageVariables.url}/pets', text: 'http://x/pets'},
  {name: 'prints nothing for what does not exist', template: '[$nope.a.b]', text: '[]'},
]

for (const {name, template, text} of rendered) {
  test(`renderTemplate: ${name}`, () => {
    assert.equal(renderTemplate(parseTemplate(template), input).text, text)
  })
}

// What the service prints: localstack/airspeed, recordings of 13 August 2023.
const leftOut = [
  {template: "#macro(hi $x)[$x]#end#hi('a')|", velocity: '[a]|', apiGateway: "#hi('a')|"},
  {template: '#macro(m)#m()#end#m()', velocity: /Max calling depth/, apiGateway: '#m()'},
  {
    template: "#set($t = 'a')#evaluate($t)#evaluate()",
    velocity: /#evaluate needs/,
    apiGateway: '#evaluate($t)#evaluate()',
  },
  {template: '#define($b)$a#end#set($a = 1)$b', velocity: '1', apiGateway: '1'},
]

for (const {template, ...printed} of leftOut) {
  for (const dialect of ['velocity', 'apiGateway'] as const) {
    test(`parseTemplate: ${dialect} prints ${String(printed[dialect])} for ${template}`, () => {
      const render = () => renderTemplate(parseTemplate(template, dialect), input).text
      const expected = printed[dialect]
      if (typeof expected === 'string') assert.equal(render(), expected)
      else assert.throws(render, expected)
    })
  }
}

const statuses = [
  {value: '201', status: 201},
  {value: "'404'", status: 404},
  {value: "$input.path('$.nope')", status: undefined},
  {value: "''", status: undefined},
]

for (const {value, status} of statuses) {
  test(`renderTemplate: a status of ${value} overrides it with ${String(status)}`, () => {
    const template = parseTemplate(`#set($context.responseOverride.status = ${value})`)
    assert.equal(renderTemplate(template, input).overrides.response.status, status)
  })
}

test('renderTemplate: changes neither the context nor what a former rendering overrode', () => {
  const context = {requestOverride: {header: {A: 'before'}}, responseOverride: {status: 202}, list: [1]}
  const template = parseTemplate(
    '$context.requestOverride.header.A$context.responseOverride.status#set($context.new = 1)#set($x = $context.list.add(2))$context.list',
  )
  const {text, overrides} = renderTemplate(template, {...input, context})
  assert.equal(text, 'before202[1,2]')
  assert.deepEqual(context, {requestOverride: {header: {A: 'before'}}, responseOverride: {status: 202}, list: [1]})
  assert.equal(overrides.response.status, undefined)
  assert.deepEqual(Object.keys(overrides.request.header), [])
})

test('renderTemplate: answers what the template overrides', () => {
  const template = parseTemplate(
    [
      '#set($context.requestOverride.header.X-A = "1")',
      '#set($context.requestOverride.querystring.q = ["a", "b"])',
      "#set($context.requestOverride.path['id'] = 9)",
      '#set($context.responseOverride.status = 418)',
      '#set($context.responseOverride.header.Y = "z")',
    ].join('\n'),
  )
  const {text, overrides} = renderTemplate(template, input)
  assert.equal(text, '')
  assert.deepEqual(JSON.parse(JSON.stringify(overrides)), {
    request: {header: {'X-A': '1'}, path: {id: '9'}, querystring: {q: ['a', 'b']}},
    response: {status: 418, header: {Y: 'z'}},
  })
})

const refused = [
  {name: 'an unclosed block', template: 'a\n #if(true)', reason: 'syntax', line: 2, column: 11},
  {name: 'a stray #end', template: 'ab #end', reason: 'syntax', line: 1, column: 4},
  {name: 'a Java exception', template: "x\n$input.path('$.items').get(5)", reason: 'render', line: 2, column: 24},
  {
    name: 'a status that is none',
    template: '#set($context.responseOverride.status = "teapot")',
    reason: 'render',
    line: 1,
    column: 1,
  },
  {name: 'a body that is not JSON', template: "\n$input.json('$')", body: '{"a"', reason: 'body', line: 2, column: 8},
  {
    name: 'a second override of one parameter',
    template: '#set($context.responseOverride.status = 1)#set($context.responseOverride.status = 2)',
    reason: 'render',
    line: 1,
    column: 43,
  },
]

for (const {name, template, body, ...expected} of refused) {
  test(`VtlError: ${name}`, () => {
    assert.throws(
      () => renderTemplate(parseTemplate(template), {...input, body: body ?? input.body}),
      (error) => {
        assert.ok(error instanceof VtlError)
        const {reason, line, column} = error
        assert.deepEqual({reason, line, column}, expected)
        return true
      },
    )
  })
}
