import {readFile, rm} from 'node:fs/promises'
import {join, relative} from 'node:path'
import {ApigwError} from '../../errors/apigw-error.js'
import {codeFrame} from '../../errors/code-frame.js'
import {parseTemplate, renderTemplate} from '../../vtl/template.js'
import {VtlError} from '../../vtl/vtl-error.js'
import {replaceFile} from '../replace-file.js'
import {findVtlCases, type VtlCase} from './find-vtl-cases.js'
import {parseVtlInput} from './vtl-input.js'

/** What became of one fixture; `expected` and `actual` are what it was to print, or fail with, and what it did. */
export type VtlCaseResult = {
  name: string
  template: string
  status: 'passed' | 'failed' | 'updated'
  expected?: string
  actual: string
  /** Where a template failed. */
  error?: {line: number; column: number; message: string; frame: string}
}

export type VtlTestReport = {
  folder: string
  passed: number
  failed: number
  updated: number
  cases: readonly VtlCaseResult[]
}

/** Renders every fixture below a folder and compares; `update` writes what differs instead of failing. */
export async function testVtl(folder: string, {update}: {update: boolean}): Promise<VtlTestReport> {
  const cases: VtlCaseResult[] = []
  for (const given of await findVtlCases(folder)) cases.push(await runCase(given, folder, update))
  const count = (status: VtlCaseResult['status']): number => cases.filter((result) => result.status === status).length
  return {folder, passed: count('passed'), failed: count('failed'), updated: count('updated'), cases}
}

type Outcome = {kind: 'printed' | 'failed'; text: string; error?: NonNullable<VtlCaseResult['error']>}

async function runCase(given: VtlCase, root: string, update: boolean): Promise<VtlCaseResult> {
  const outcome = await outcomeOf(given)
  const expected = await expectedOf(given)
  const result = {
    name: given.name,
    template: relative(root, given.template),
    ...(expected !== undefined && {expected: expected.text}),
    actual: outcome.text,
    ...(outcome.error !== undefined && {error: outcome.error}),
  }
  if (expected?.kind === outcome.kind && expected.text === outcome.text) return {...result, status: 'passed'}
  if (!update) return {...result, status: 'failed'}
  await writeExpected(given, outcome)
  return {...result, status: 'updated'}
}

async function outcomeOf(given: VtlCase): Promise<Outcome> {
  const [source, body, params, context, stageVariables] = await Promise.all(
    [given.template, given.body, given.params, given.context, given.stageVariables].map(readText),
  )
  const input = parseVtlInput(
    {
      ...(body !== undefined && {body}),
      ...(params !== undefined && {params}),
      ...(context !== undefined && {context}),
      ...(stageVariables !== undefined && {stageVariables}),
    },
    {
      body: `${given.name}/input`,
      params: `${given.name}/params.json`,
      context: `${given.name}/context.json`,
      stageVariables: `${given.name}/stage-variables.json`,
    },
  )
  try {
    const {text} = renderTemplate(parseTemplate(source ?? '', 'apiGateway'), input)
    return {kind: 'printed', text}
  } catch (error) {
    if (!(error instanceof VtlError)) throw error
    const {line, column, message} = error
    const frame = codeFrame(source ?? '', line, column)
    return {kind: 'failed', text: `${line}:${column} ${message}\n`, error: {line, column, message, frame}}
  }
}

async function expectedOf({expected, error}: VtlCase): Promise<{kind: Outcome['kind']; text: string} | undefined> {
  const printed = await readText(expected)
  if (printed !== undefined) return {kind: 'printed', text: printed}
  const failed = await readText(error)
  return failed === undefined ? undefined : {kind: 'failed', text: failed}
}

async function readText(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ApigwError(
      {code: 'VTL_CASE_UNREADABLE', exit: 'usage', what: `${file} cannot be read.`, why, fix: 'Check the file.'},
      {cause: error},
    )
  }
}

/** The kind that no longer holds is taken away, so that a fixture never expects both. */
async function writeExpected({folder, expected, error}: VtlCase, {kind, text}: Outcome): Promise<void> {
  const [file, other] =
    kind === 'printed'
      ? [expected ?? join(folder, 'expected.txt'), error]
      : [error ?? join(folder, 'error.txt'), expected]
  await replaceFile(file, text)
  if (other !== undefined) await rm(other)
}
