import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseTemplate, renderTemplate} from '../../src/vtl/template.js'
import type {TemplateInput} from '../../src/vtl/template.js'
import {VtlError} from '../../src/vtl/vtl-error.js'

const input: TemplateInput = {
  body: '{}',
  params: {path: {}, querystring: {}, header: {}},
  context: {},
  stageVariables: {},
}

/** A literal beyond a long is a BigInteger, and a sum of one with a double a BigDecimal. */
const values = [
  '#set($n = 99999999999999999999)#set($m = 100000000000000000000)#set($zero = $n.subtract($n))',
  '#set($d = 99999999999999999999 + 0.5)#set($e = 99999999999999999999 + 0.25)',
].join('')

function print(template: string): string {
  return renderTemplate(parseTemplate(values + template), input).text
}

// By the documentation of java.math.BigInteger and java.math.BigDecimal, Java 8.
const printed: Readonly<Record<string, string>> = {
  '$n.negate() $n.negate().abs() $n.abs()': '-99999999999999999999 99999999999999999999 99999999999999999999',
  '$n.signum() $zero.signum() $n.negate().signum()': '1 0 -1',
  '$n.add($m) $n.subtract($m)': '199999999999999999999 -1',
  '$n.multiply($m)': '9999999999999999999900000000000000000000',
  '$m.divide($n) $n.divide($m) $m.negate().divide($n)': '1 0 -1',
  '$m.remainder($n) $m.negate().remainder($n)': '1 -1',
  '$n.max($m) $n.min($m) $n.max($n)': '100000000000000000000 99999999999999999999 99999999999999999999',
  '$d $d.scale() $d.precision() $d.negate().precision()': '99999999999999999999.5 1 21 21',
  '$d.negate() $d.negate().abs() $d.abs()': '-99999999999999999999.5 99999999999999999999.5 99999999999999999999.5',
  '$d.signum() $d.subtract($d).signum() $d.negate().signum()': '1 0 -1',
  '$d.add($e) $d.subtract($e)': '199999999999999999998.75 0.25',
  '$d.subtract($e).multiply($d.subtract($e))': '0.0625',
  '$d.max($e) $d.min($e)': '99999999999999999999.5 99999999999999999999.25',
  '$d.subtract($e).toPlainString() $e.subtract($d).toPlainString()': '0.25 -0.25',
  'what is no BigInteger finds no method: $!n.add(1) $!n.add($nothing)': 'what is no BigInteger finds no method:  ',
}

for (const [template, text] of Object.entries(printed)) {
  test(`big numbers: ${template} prints ${text}`, () => {
    assert.equal(print(template), text)
  })
}

for (const template of ['$n.divide($zero)', '$n.remainder($zero)']) {
  test(`big numbers: ${template} is a located error`, () => {
    assert.throws(
      () => print(template),
      (error) => error instanceof VtlError && error.line === 1,
    )
  })
}
