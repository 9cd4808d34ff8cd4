import {existsSync} from 'node:fs'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Problem} from '../../errors/problem.js'
import type {RenderResult} from '../../vtl/template.js'
import {readWord} from '../read-word.js'
import {renderVtl, vtlWarnings} from './render-vtl.js'
import {parseVtlInput} from './vtl-input.js'

/** What a template printed and overrode. */
export type VtlRendering = {
  text: string
  requestOverride: RenderResult['overrides']['request']
  responseOverride: RenderResult['overrides']['response']
  warnings: readonly Problem[]
}

/** The words of the command line: text, `@FILE` or `-`. */
export type VtlWords = {
  stdin: AsyncIterable<Uint8Array>
  body: string | undefined
  params: string | undefined
  context: string | undefined
  stageVariables: string | undefined
}

const names = {
  body: '--input',
  params: '--params',
  context: '--context',
  stageVariables: '--stage-variables',
} as const

/** Renders a template file with what the command line gives. Throws VTL_UNREADABLE, VTL_INPUT_INVALID, VTL_FAILED. */
export async function renderVtlWords(template: string, {stdin, ...words}: VtlWords): Promise<VtlRendering> {
  const fromStdin = [template === '-' ? 'TEMPLATE' : undefined, ...stdinFlags(words)].filter(
    (name) => name !== undefined,
  )
  if (fromStdin.length > 1) throw unreadable(fromStdin.join(' and '), 'Only one of them can be stdin.')
  const source = await readText('TEMPLATE', () => readWord(template === '-' ? '-' : `@${template}`, stdin))
  const texts: Record<string, string> = {}
  for (const key of keys) {
    const word = words[key]
    if (word === undefined) continue
    refuseFileName(names[key], word)
    texts[key] = await readText(names[key], () => readWord(word, stdin))
  }
  const file = template === '-' ? 'stdin' : template
  const {text, overrides} = renderVtl({file, source}, parseVtlInput(texts, names))
  return {
    text,
    requestOverride: overrides.request,
    responseOverride: overrides.response,
    warnings: vtlWarnings({file, source}),
  }
}

const keys = ['body', 'params', 'context', 'stageVariables'] as const

function stdinFlags(words: Omit<VtlWords, 'stdin'>): string[] {
  return keys.filter((key) => words[key] === '-').map((key) => names[key])
}

/** `--input body.json` would render the text "body.json", and every reference would silently be empty. */
function refuseFileName(flag: string, word: string): void {
  if (word === '-' || !existsSync(word)) return
  throw new ApigwError({
    code: 'VTL_INPUT_INVALID',
    exit: 'usage',
    what: `${flag} ${word} is taken as text.`,
    why: 'A file has this name.',
    fix: `Write ${flag} @${word} to read the file.`,
  })
}

async function readText(name: string, read: () => Promise<Uint8Array>): Promise<string> {
  try {
    return Buffer.from(await read()).toString()
  } catch (error) {
    throw unreadable(name, error instanceof Error ? `${error.message}.` : String(error), error)
  }
}

function unreadable(name: string, why: string, cause?: unknown): ApigwError {
  return new ApigwError(
    {code: 'VTL_UNREADABLE', exit: 'usage', what: `${name} cannot be read.`, why, fix: 'Give a file that can be read.'},
    {cause},
  )
}
