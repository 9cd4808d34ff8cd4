import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Interfaces} from '@oclif/core'
import {Ajv2020} from 'ajv/dist/2020.js'
import type {ValidateFunction} from 'ajv/dist/2020.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const index = read('schemas/results/index.json') as Record<string, string>
const {commands} = read('oclif.manifest.json') as Interfaces.Manifest
const ajv = new Ajv2020({strict: true, allowUnionTypes: true})
const compiled = new Map<string, ValidateFunction>()

/**
 * Holds what a command printed under `--json` against its schema, or that of failures. Objects are closed for it: users
 * may meet members that are new, but a test that does has found a type that does not tell all.
 */
export function assertResult(words: readonly string[], printed: unknown): void {
  const isFailure = typeof printed === 'object' && printed !== null && 'error' in printed
  const file = isFailure ? 'failure.schema.json' : index[commandOf(words)]
  assert.ok(file !== undefined, `apigw ${commandOf(words)} has no schema`)
  const validate = compiled.get(file) ?? ajv.compile(closed(read(`schemas/results/${file}`)) as object)
  compiled.set(file, validate)
  const faults = validate(printed) ? [] : validate.errors
  assert.deepEqual(faults, [], `apigw ${words.join(' ')} printed what ${file} does not tell`)
}

/** `model create` of `model create Pet pets`, `route create` of `route add`. */
export function commandOf(words: readonly string[]): string {
  const known = Object.values(commands).flatMap(({id, aliases}) => [id, ...aliases].map((word) => ({id, word})))
  const lengths = words.map((_, at) => words.length - at)
  const found = lengths.flatMap((length) => {
    const word = words.slice(0, length).join(':')
    return known.filter((command) => command.word === word)
  })
  return (found[0]?.id ?? words.join(' ')).replaceAll(':', ' ')
}

/** The schema that takes no member which it does not name. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const members = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]))
  const isObject = 'properties' in members && members.type === 'object' && !('additionalProperties' in members)
  return isObject ? {...members, additionalProperties: false} : members
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}
