/**
 * Random templates: mostly valid ones out of statements and expressions that fit together, and some of arbitrary pieces.
 *
 * Pure: a seed always makes the same templates.
 */
export function randomTemplates(seed, count) {
  const random = generator(seed)
  return Array.from({length: count}, (_, index) => prelude + (index % 4 === 3 ? soup(random) : block(random, 3)))
}

const prelude = [
  '#set($a="A")#set($b=2)#set($l=[1,"x",2.5])#set($m={"a":1,"x":{"y":"Y"}})#set($s="Hello $a")#set($big=3000000000)',
  '#set($dbl=1.5)#set($ks=$m.keySet())#set($yes=true)#set($no=false)#define($blk)[blk $b]#end',
  '#macro(foo $p $q)<$p|$q>#end#macro(bar $a)#set($a="in")$a$b$!bodyContent\\$a#end',
  '',
].join('\n')

const variables = [
  ...['$a', '$b', '$l', '$m', '$s', '$nope', '$i', '$d', '${a}', '$!b', '$big', '$dbl', '$ks', '$yes', '$no', '$blk'],
  ...['$foreach.index', '$foreach.hasNext', '$velocityCount', '$m.a', '$m.x.y', '$l[0]', '$l[-1]', "$m['a']"],
  ...['$l.size()', '$s.length()', "$input.path('$.n')", "$input.path('$.items')", "$input.path('$.nul')"],
  ...["$input.path('$.obj')", "$input.path('$.list')", "$input.json('$.obj')", '$context.stage'],
]
const literals = [
  ...['1', '0', '-1', '2.5', '1e3', "'x'", '"y"', '"$a"', '"${b}z"', "''", 'true', 'false', '[]', '[1,2]', '{}'],
  ...['{"k":1}', '[1..3]', '12345678901', '9999999999999999999', '"it\'s"', "'1'", '.5', '5.'],
]
const operators = [
  ...['+', '-', '*', '/', '%', '==', '!=', '<', '>', '<=', '>=', '&&', '||'],
  ...['eq', 'ne', 'lt', 'gt', 'le', 'ge', 'and', 'or'],
]
const texts = [
  ...['text', ' a ', '{', '}', '"x": ', ',', '.', '\n', '- ', '\\', '\\\\', '##c\n', '#*c*#', '#[[ $a ]]#', '$', '#'],
  ...[
    '\\$a',
    '\\\\$a',
    '\\#if',
    '$5',
    '#5',
    '!',
    '\\$nope',
    '\\$!a',
    '$\\!a',
    '\\#foo',
    '\\\\#if(true)z#end',
    '\\${a}',
  ],
]
const blanks = ['', '', '', ' ', '  ', '\n', '\t', ' \n', '\r\n', '\n  ']
const pieces = [
  ...['$', '#', '\\', '{', '}', '(', ')', '[', ']', '.', ',', '"', "'", ' ', '\n', '!', 'x-y', '1', '2.5', '..', '='],
  ...['#if', '#set', '#end', '#else', '#elseif', '#foreach', '#macro', '##', '#*', '*#', '#[[', ']]#', '$a', '${a}'],
  ...['$l', '$m', '#{if}', '#{end}', '#if(true)', '#set($a = 1)', '#foreach($i in [1..2])', '#break', '#stop'],
  ...['#@foo()', '#foo()', '\\#if', '\\$a', '$m.a', '$l[0]', '.size()', 'and', 'eq'],
]

function soup({pick, below}) {
  return Array.from({length: 1 + below(7)}, () => pick(pieces)).join('')
}

function expression(random, depth) {
  const {pick, below} = random
  const kind = below(10)
  if (depth <= 0 || kind < 3) return pick(variables)
  if (kind < 5) return pick(literals)
  if (kind === 5) return `(${expression(random, depth - 1)})`
  if (kind === 6) return `${pick(['!', 'not ', '! '])}${expression(random, depth - 1)}`
  if (kind === 7) return `[${expression(random, 0)},${pick(blanks)}${pick(literals)}]`
  return `${expression(random, depth - 1)} ${pick(operators)} ${expression(random, depth - 1)}`
}

function statement(random, depth) {
  const {pick, below} = random
  if (depth <= 0) return pick([...variables, ...texts])
  const make = pick([
    () => pick(variables),
    () => pick(variables),
    () => pick(texts),
    () => `#set(${pick(['$a', '$b', '$c', '$m.a', '$l[0]', "$m['q']", '$i'])} = ${expression(random, 2)})`,
    () => `#if(${expression(random, 2)})${block(random, depth - 1)}${pick(['', '#else', '#{else}'])}${pick(texts)}#end`,
    () => `#foreach($i in ${pick([...variables, ...literals])})${block(random, depth - 1)}#end`,
    () => `#define($d)${block(random, depth - 1)}#end`,
    () => `#foo(${pick(variables)} ${pick(literals)})`,
    () => `#@bar(${pick(variables)})${block(random, depth - 1)}#end`,
    () => `#evaluate(${pick(['$s', '"$a b"', "'#set($z=1)$z'", "'#if('"])})`,
    () => pick(['#stop', '#break', '#break($foreach)', '#break($foreach.parent)', '#literal()$a#end']),
    () => `#macro(own $p)${block(random, depth - 1)}#end#own($a)`,
  ])
  return below(12) === 0 ? pick(texts) : make()
}

function block(random, depth) {
  const count = 1 + random.below(3)
  return Array.from({length: count}, () => random.pick(blanks) + statement(random, depth) + random.pick(blanks)).join(
    '',
  )
}

/** Mulberry32: small, and the same everywhere. */
function generator(seed) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit) => Math.floor(next() * limit)
  return {below, pick: (list) => list[below(list.length)]}
}
