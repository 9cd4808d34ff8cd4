import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseTemplate, renderTemplate, type TemplateInput} from '../../src/vtl/template.js'
import {VtlError} from '../../src/vtl/vtl-error.js'

const long = JSON.stringify({
  list: Array.from({length: 20_000}, (_, index) => index),
  text: 'x'.repeat(200_000),
  map: Object.fromEntries(Array.from({length: 10_000}, (_, index) => [`k${index}`, index])),
})

function render(template: string, input: Partial<TemplateInput> = {}): string {
  const nothing = {body: '', params: {path: {}, querystring: {}, header: {}}, context: {}, stageVariables: {}}
  return renderTemplate(parseTemplate(template), {...nothing, ...input}).text
}

const endless = '#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])'
const often = '#foreach($a in [1..1000])#foreach($b in [1..1000])'

const stopped = [
  {name: 'loops in loops', template: `${endless}x#end#end#end`},
  {name: 'loops that print nothing', template: `${endless}#end#end#end`},
  {name: 'a string that doubles', template: '#set($s = "xx")#foreach($a in [1..1000])#set($s = "$s$s")#end'},
  {name: 'a sum of strings', template: '#set($s = "xx")#foreach($a in [1..1000])#set($s = $s + $s)#end'},
  {
    name: 'a replacement that grows',
    template: '#set($s = "x")#foreach($a in [1..99])#set($s = $s.replace("x", "xxxx"))#end',
  },
  {
    name: 'a pattern that grows',
    template: '#set($s = "x")#foreach($a in [1..99])#set($s = $s.replaceAll("", "xxxx"))#end',
  },
  {name: 'a repetition', template: '#set($s = "x")$s.repeat(2000000000)'},
  {name: 'a list that doubles', template: '#set($l = [1])#foreach($a in [1..99])#set($x = $l.addAll($l))#end'},
  {name: 'a list of lists, printed', template: '#set($l = [1])#foreach($a in [1..60])#set($l = [$l, $l])#end$l'},
  {
    name: 'a list of lists, hashed',
    template: '#set($l = [1])#foreach($a in [1..60])#set($l = [$l, $l])#end$l.hashCode()',
  },
  {name: 'a map that contains itself', template: '#set($m = {})#set($n = {"m": $m})#set($m.n = $n)$m'},
  {
    name: 'a JSON list that contains itself',
    template: "#set($l = $input.path('$.list'))#set($x = $l.add($l))$l",
    body: '{"list": []}',
  },
  {name: 'a long range', template: '#foreach($i in [1..2000000000])#end'},
  {
    name: 'a number that squares',
    template: '#set($x = 99999999999999999999)#foreach($a in [1..99])#set($x = $x * $x)#end',
  },
  {name: 'a wide format', template: '#set($s = "")$s.format("%1000000000d", 1)'},
  {name: 'many wide formats', template: `#set($s = "")${often}#set($x = $s.format("%9999d", 1))#end#end`},
  {name: 'a pattern that backtracks', template: `#set($s = "${'a'.repeat(60)}!")$s.matches("(a+)+")`},
  {name: 'a replacement that backtracks', template: `#set($s = "${'a'.repeat(60)}!")$s.replaceAll("(a|a)*$", "")`},
  {name: 'a split that backtracks', template: `#set($s = "${'a'.repeat(60)}!")$s.split("(a+)+b").size()`},
  {
    name: 'a filter that backtracks',
    template: "$input.json('$[?(@.a =~ /(a+)+/)]')",
    body: `[{"a": "${'a'.repeat(60)}!"}]`,
  },
  {name: 'many patterns', template: `#set($s = "a")${often}#set($x = $s.matches("$a$b"))#end#end`},
  {name: 'a macro that calls itself', template: '#macro(f)#f()#end#f()'},
  {name: 'a macro that calls itself often', template: '#macro(f $x)#f($x)#f($x)#f($x)#end#f("a")'},
  {name: 'an #evaluate of itself', template: "#set($e = '#evaluate($e)')#evaluate($e)"},
  {name: 'an #evaluate that grows', template: '#set($e = \'#set($e = "$e$e")#evaluate($e)\')#evaluate($e)'},
  {
    name: 'parsing again and again',
    template: '#foreach($a in [1..1000])#set($x = $util.parseJson($input.body))#end',
    body: long,
  },
  {name: 'writing again and again', template: "#foreach($a in [1..1000])#set($x = $input.json('$'))#end", body: long},
  {
    name: 'changing the body again and again',
    template: "#foreach($a in [1..1000])#set($x = $input.path('$.list').add(1))#end",
    body: long,
  },
  {
    name: 'scanning again and again',
    template: "#foreach($a in [1..1000])#set($x = $input.json('$..nope'))#end",
    body: long,
  },
  {
    name: 'searching a long list',
    template: `#set($l = $input.path('$.list'))${often}#set($x = $l.contains('x'))#end#end`,
    body: long,
  },
  {
    name: 'shifting a long list',
    template: `#set($l = $input.path('$.list'))${often}#set($x = $l.add(0, 1))#end#end`,
    body: long,
  },
  {
    name: 'counting a long map',
    template: `#set($m = $input.path('$.map'))${often}#set($x = $m.keySet().size())#end#end`,
    body: long,
  },
  {
    name: 'comparing long texts',
    template: `#set($s = $input.path('$.text'))#set($t = "$s")${often}#if($s == $t)#end#end#end`,
    body: long,
  },
  {
    name: 'searching long texts',
    template: `#set($s = $input.path('$.text'))${often}#set($x = $s.indexOf('y'))#end#end`,
    body: long,
  },
  {name: 'a body that nests', template: "$input.json('$')", body: '['.repeat(100_000), reason: 'body'},
]

for (const {name, template, body = '', reason = 'limit'} of stopped) {
  test(`renderTemplate ends ${name}`, () => {
    assert.throws(
      () => render(template, {body, limits: {maxSteps: 200_000, maxOutputChars: 1_000_000}}),
      (error) => error instanceof VtlError && error.reason === reason,
    )
  })
}

const refused = [
  {name: 'parentheses in parentheses', template: `#if(${'('.repeat(50_000)}1`},
  {name: 'lists in lists', template: `#set($x = ${'['.repeat(50_000)})`},
  {name: 'blocks in blocks', template: '#if(true)'.repeat(30_000)},
  {name: 'calls in calls', template: '$a.b('.repeat(50_000)},
  {name: 'negations of negations', template: `#if(${'!'.repeat(50_000)}true)#end`},
  {name: 'a row of operators', template: `#if(${'1 + '.repeat(50_000)}1)#end`},
  {name: 'strings in strings', template: `#set($x = "${'$a.b('.repeat(1000)}")`},
  {name: 'more than 300 KB', template: 'é'.repeat(160_000)},
]

for (const {name, template} of refused) {
  test(`parseTemplate refuses ${name}`, () => {
    assert.throws(
      () => parseTemplate(template),
      (error) => error instanceof VtlError && error.reason === 'limit',
    )
  })
}

const swallowed = [
  {name: 'a long reference', template: `$a${'.b'.repeat(100_000)}`, text: ''},
  {name: 'many branches', template: `#if(false)${'#elseif(false)'.repeat(10_000)}#end`, text: ''},
  {name: 'many dollars', template: `${'$'.repeat(1000)} `, text: `${'$'.repeat(1000)} `},
  {name: 'many backslashes', template: `${'\\'.repeat(100_000)}$a`, text: '\\'.repeat(50_000)},
  {name: 'a long comment', template: `#*${'$ # '.repeat(50_000)}*#`, text: ''},
  {name: 'a block inside itself', template: '#define($d)x$d#end$d', text: 'xx$d'},
  {name: 'a list inside itself', template: '#set($l = [1])#set($x = $l.add($l))$l', text: '[1, (this Collection)]'},
]

for (const {name, template, text} of swallowed) {
  test(`renderTemplate copes with ${name}`, () => {
    assert.equal(render(template), text)
  })
}

test('renderTemplate goes through at most foreachMax items', () => {
  const template = '#foreach($i in [1..1500])#set($n = $i)#end$n'
  assert.equal(render(template), '1000')
  assert.equal(render(template, {limits: {foreachMax: 7}}), '7')
})

test('renderTemplate leaves no trace of __proto__', () => {
  const template =
    "$input.path('$').get('__proto__').x #set($m = $input.path('$'))#set($x = $m.put('__proto__', 'y'))$m"
  assert.equal(render(template, {body: '{"__proto__": {"x": 1}}'}), '1{__proto__=y}')
  const {overrides} = renderTemplate(
    parseTemplate("#set($h = $context.responseOverride.header)#set($x = $h.put('__proto__', 'z'))"),
    {body: '', params: {path: {}, querystring: {}, header: {}}, context: {}, stageVariables: {}},
  )
  assert.deepEqual(Object.entries(overrides.response.header), [['__proto__', 'z']])
  assert.equal(Reflect.get({}, 'x'), undefined)
})
