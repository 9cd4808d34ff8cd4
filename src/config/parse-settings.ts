import * as z from 'zod'
import {didYouMean} from '../errors/did-you-mean.js'
import {sortProblems} from '../errors/problem.js'
import type {Problem} from '../errors/problem.js'
import {crossCheck} from './cross-check.js'
import {settingsSchema} from './settings.js'
import type {Settings} from './settings.js'
import {parseYamlFile} from './yaml-file.js'
import type {YamlFile} from './yaml-file.js'

export type ParsedSettings = {
  /** Absent when a problem is an error. */
  settings?: Settings
  problems: Problem[]
}

/** Text of apigw.yaml to settings. Pure; all problems at once, each with its place. */
export function parseSettings(text: string, file: string): ParsedSettings {
  const yaml = parseYamlFile(text, file)
  if (yaml.problems.length > 0) return {problems: sortProblems(yaml.problems)}
  if (yaml.value === undefined || yaml.value === null) return {problems: [{...empty, file}]}
  const {data, error} = settingsSchema.safeParse(yaml.value)
  if (error) return {problems: sortProblems(error.issues.flatMap((issue) => issueProblems(issue, yaml, file)))}
  const problems = crossCheck(data).map(({path, part, ...fields}): Problem => ({
    ...fields,
    file,
    ...yaml.locate(path, part),
  }))
  const failed = problems.some((problem) => problem.severity === 'error')
  return {...(!failed && {settings: data}), problems: sortProblems(problems)}
}

type Issue = z.core.$ZodIssue

/** An unknown key is a problem of its own for each; a value that fits none of several shapes is told by the closest. */
function issueProblems(issue: Issue, yaml: YamlFile, file: string): Problem[] {
  const at = (path: readonly PropertyKey[], part?: 'key' | 'value') => ({
    severity: 'error' as const,
    file,
    ...yaml.locate(path, part),
  })
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({...at([...issue.path, key], 'key'), ...unknownKey(key, issue.path)}))
    case 'invalid_key':
      return [{...at(issue.path, 'key'), ...badKey(issue.path, issue.issues[0]?.message ?? issue.message)}]
    case 'invalid_value':
      return [{...at(issue.path), ...badChoice(issue.path, issue.values.map(String), valueAt(yaml.value, issue.path))}]
    case 'invalid_union': {
      const meant = meantShape(issue)
      if (meant === undefined) return [{...at(issue.path), ...badValue(issue.path, unionMessage(issue))}]
      const below = meant.map((inner): Issue => ({...inner, path: [...issue.path, ...inner.path]}))
      return below.flatMap((inner) => issueProblems(inner, yaml, file))
    }
    case 'invalid_type':
      return [{...at(issue.path), ...wrongType(issue.path, issue.expected, valueAt(yaml.value, issue.path))}]
    default:
      return [{...at(issue.path), ...badValue(issue.path, limitOf(issue) ?? issue.message)}]
  }
}

/** A limit in our words, where the schema has none of its own. */
function limitOf(issue: Issue): string | undefined {
  if (!issue.message.startsWith('Too ')) return undefined
  if (issue.code === 'too_big') return `It is at most ${issue.maximum}.`
  return issue.code === 'too_small' ? `It is at least ${issue.minimum}.` : undefined
}

/** What is wrong with the one shape of several that a value is meant to have: the only one of its own type. */
function meantShape({errors}: z.core.$ZodIssueInvalidUnion): Issue[] | undefined {
  const sameType = errors.filter(
    (issues) => !issues.some(({code, path}) => code === 'invalid_type' && path.length === 0),
  )
  return sameType.length === 1 ? sameType[0] : undefined
}

function unionMessage(issue: Issue): string {
  const messages =
    issue.code === 'invalid_union' ? issue.errors.flatMap((each) => each.map((inner) => inner.message)) : []
  return messages.find((message) => !message.startsWith('Invalid input')) ?? messages.at(-1) ?? issue.message
}

type Fields = Pick<Problem, 'code' | 'what' | 'why' | 'fix'>

function unknownKey(key: string, path: readonly PropertyKey[]): Fields {
  const known = knownKeys(path)
  const near = didYouMean(key, known)
  return {
    code: 'SETTINGS_UNKNOWN_KEY',
    what: `"${key}" is not a setting${path.length === 0 ? '' : ` of ${dotted(path)}`}.`,
    why: known.length === 0 ? 'It has no such member.' : `There are: ${known.join(', ')}.`,
    fix: near === undefined ? 'Remove it.' : `Did you mean "${near}"?`,
  }
}

/** Members that the schema has at a path. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  let schema: unknown = settingsSchema
  for (const step of path) schema = memberSchema(unwrapped(schema), step)
  const found = objectShape(unwrapped(schema))
  return found instanceof z.ZodObject ? Object.keys(found.shape).filter((key) => key !== '$schema') : []
}

/** Of several shapes the one that has members. */
function objectShape(schema: unknown): unknown {
  if (!(schema instanceof z.ZodUnion)) return schema
  const options = schema.options.map((option: unknown) => unwrapped(option))
  return (
    options.find((option) => option instanceof z.ZodObject) ?? options.find((option) => option instanceof z.ZodRecord)
  )
}

function memberSchema(written: unknown, step: PropertyKey): unknown {
  const schema = objectShape(written)
  if (schema instanceof z.ZodObject) return (schema.shape as Readonly<Record<string, unknown>>)[String(step)]
  if (schema instanceof z.ZodRecord) return schema.valueType
  return schema instanceof z.ZodArray ? schema.element : undefined
}

function unwrapped(schema: unknown): unknown {
  const wrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
  return wrapped ? unwrapped(schema.unwrap()) : schema
}

function badKey(path: readonly PropertyKey[], message: string): Fields {
  return {
    code: 'SETTINGS_BAD_NAME',
    what: `"${String(path.at(-1))}" is not a valid name.`,
    why: sentence(message),
    fix: 'Rename it.',
  }
}

function badChoice(path: readonly PropertyKey[], choices: readonly string[], value: unknown): Fields {
  const near = typeof value === 'string' ? didYouMean(value, choices) : undefined
  return {
    code: 'SETTINGS_BAD_VALUE',
    what: `${dotted(path)} cannot be ${written(value)}.`,
    why: `It is one of ${choices.join(', ')}.`,
    fix: near === undefined ? 'Use one of these.' : `Did you mean "${near}"?`,
  }
}

function wrongType(path: readonly PropertyKey[], expected: string, value: unknown): Fields {
  if (value === undefined) {
    return {
      code: 'SETTINGS_MISSING',
      what: `${dotted(path)} is missing.`,
      why: `It is needed, and is ${article(expected)}.`,
      fix: `Add "${String(path.at(-1))}:".`,
    }
  }
  return {
    code: 'SETTINGS_BAD_VALUE',
    what: `${dotted(path)} cannot be ${written(value)}.`,
    why: `It is ${article(expected)}.`,
    fix: 'Correct the value.',
  }
}

function badValue(path: readonly PropertyKey[], message: string): Fields {
  return {
    code: 'SETTINGS_BAD_VALUE',
    what: `${dotted(path)} has a bad value.`,
    why: sentence(message),
    fix: 'Correct the value.',
  }
}

const articles: Partial<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
}

function article(expected: string): string {
  return articles[expected] ?? expected
}

function written(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value)
}

function dotted(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'The file' : path.map(String).join('.')
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((each, step) => {
    if (typeof each !== 'object' || each === null || !Object.hasOwn(each, step)) return undefined
    return (each as Readonly<Record<PropertyKey, unknown>>)[step]
  }, value)
}

const empty = {
  severity: 'error',
  code: 'SETTINGS_EMPTY',
  line: 1,
  column: 1,
  what: 'The file is empty.',
  why: 'Settings have at least a name.',
  fix: 'Write "name: my-api", or run "apigw init" in an empty folder to see an example.',
} as const
