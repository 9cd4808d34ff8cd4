import {readFile, realpath, stat} from 'node:fs/promises'
import path from 'node:path'
import {ApigwError} from '../errors/apigw-error.js'
import type {Problem} from '../errors/problem.js'
import {isJsonObject} from '../model/json.js'
import {bundle, externalRefs} from './bundle.js'
import {toUnreadSource} from './document.js'
import type {SourceText, SpecDocument} from './document.js'
import {limits} from './limits.js'
import {parseText, toProblem} from './parse-text.js'
import {shortenProblems} from './shorten.js'
import {notAnObject, notUtf8} from './text-fault.js'

export type LoadOptions = {
  /** Folder that a relative file name starts from, and that files are named from in problems; default: the process's. */
  cwd?: string
  /** `$ref`s may lead to files in this folder and below; default: the folder of the definition. */
  folder?: string
}

export type LoadedDefinition = {
  /** Absent when the definition itself could not be read. */
  document?: SpecDocument
  problems: Problem[]
  /** Absolute paths of all files that were read or looked for: what a watcher has to watch. */
  files: string[]
}

/**
 * Reads a definition and the files that its `$ref`s name, and puts them together as one document.
 *
 * Throws an ApigwError (usage) when there is no such file; everything inside the files is a problem with its place.
 */
export async function loadDefinition(file: string, options: LoadOptions = {}): Promise<LoadedDefinition> {
  const cwd = path.resolve(options.cwd ?? '')
  const absolute = path.resolve(cwd, file)
  const folder = await realpath(options.folder ?? path.dirname(absolute)).catch(() => path.dirname(absolute))
  const name = (target: string) => path.relative(cwd, target) || target
  const first = decode(await readDefinition(absolute, name(absolute)), name(absolute))
  const files = new Map([[absolute, first.source]])
  const problems = [...first.problems]
  await readReferences({files, problems, folder, name}, absolute)
  const {root} = first.source
  if (root === undefined) return {problems, files: [...files.keys()]}
  if (!isJsonObject(root))
    return {problems: [...problems, toProblem(first.source, notAnObject(root))], files: [...files.keys()]}
  const bundled = bundle(absolute, files, problems)
  return {
    document: bundled.document,
    problems: shortenProblems([...problems, ...bundled.problems]),
    files: [...files.keys()],
  }
}

type Reading = {
  files: Map<string, SourceText>
  problems: Problem[]
  /** Real path of the folder that references may not leave. */
  folder: string
  name: (absolute: string) => string
}

/** Breadth first: each file once, whatever refers to it; a file that cannot be read is one problem at its first reference. */
async function readReferences(reading: Reading, start: string): Promise<void> {
  const queue = [start]
  let chars = reading.files.get(start)?.text.length ?? 0
  for (let from = queue.shift(); from !== undefined; from = queue.shift()) {
    const source = reading.files.get(from)
    if (source === undefined) continue
    for (const reference of externalRefs(source, from)) {
      if (reading.files.has(reference.target)) continue
      const place = {file: source.file, ...source.placeAt(source.rangeOf(reference.path)?.valueStart ?? 0)}
      const read = await readReference(reading, reference, chars)
      if ('fault' in read) {
        reading.problems.push({severity: 'error', ...place, ...read.fault})
        reading.files.set(reference.target, toUnreadSource(reading.name(reference.target), ''))
        continue
      }
      chars += read.source.text.length
      reading.problems.push(...read.problems)
      reading.files.set(reference.target, read.source)
      queue.push(reference.target)
    }
  }
}

type Fault = {code: string; what: string; why: string; fix: string}

async function readReference(
  reading: Reading,
  reference: {target: string; written: string},
  chars: number,
): Promise<{source: SourceText; problems: Problem[]} | {fault: Fault}> {
  const what = `The reference "${reference.written}" cannot be followed.`
  if (/^[a-z][a-z0-9+.-]+:/i.test(reference.written)) return {fault: {...remote, what}}
  if (reading.files.size >= limits.files || chars > limits.totalChars) return {fault: {...tooMany, what}}
  try {
    const real = await realpath(reference.target)
    if (real !== reading.folder && !real.startsWith(reading.folder + path.sep)) {
      return {fault: {...outside(reading.name(reading.folder)), what}}
    }
    const bytes = await readBytes(real, reading.name(reference.target))
    return decode(bytes, reading.name(reference.target))
  } catch (error) {
    if (error instanceof ApigwError) return {fault: {code: 'SPEC_REF_FILE', what, why: error.why, fix: error.fix}}
    if (isSystemError(error))
      return {fault: {code: 'SPEC_REF_FILE', what, ...reason(error, reading.name(reference.target))}}
    throw error
  }
}

async function readDefinition(absolute: string, name: string): Promise<Buffer> {
  try {
    return await readBytes(absolute, name)
  } catch (error) {
    if (!isSystemError(error)) throw error
    const what = `The definition ${name} cannot be read.`
    throw new ApigwError({code: 'SPEC_FILE', exit: 'usage', what, ...reason(error, name)}, {cause: error})
  }
}

async function readBytes(absolute: string, name: string): Promise<Buffer> {
  const {size} = await stat(absolute)
  if (size > limits.fileChars) {
    throw new ApigwError({
      code: 'SPEC_TOO_LARGE',
      exit: 'usage',
      what: `The definition ${name} is too large.`,
      why: `It has ${size} bytes; at most ${limits.fileChars} are read, and AWS takes 6 MB.`,
      fix: 'Remove examples and long descriptions, or split the API.',
    })
  }
  return readFile(absolute)
}

/** UTF-8 bytes to a parsed file; other encodings are a problem at the first byte that gives them away. */
function decode(bytes: Buffer, file: string): {source: SourceText; problems: Problem[]} {
  try {
    return parseText({text: new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes), file})
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const text = bytes.toString('utf8')
    const offset = Math.max(0, text.indexOf('\uFFFD'))
    const source = toUnreadSource(file, text)
    return {source, problems: [toProblem(source, notUtf8(offset))]}
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}

function reason(error: NodeJS.ErrnoException, name: string): {why: string; fix: string} {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return {why: `There is no file ${name}.`, fix: 'Check the name; it is relative to the file that mentions it.'}
    case 'EISDIR':
      return {why: `${name} is a folder.`, fix: 'Name the file in it.'}
    case 'EACCES':
    case 'EPERM':
      return {why: `You may not read ${name}.`, fix: `Change its permissions: chmod u+r ${name}`}
    default:
      return {why: error.message, fix: 'Check the file and the disk it is on.'}
  }
}

const remote = {
  code: 'SPEC_REF_REMOTE',
  why: 'References are never followed over the network: what is deployed must be in your repository.',
  fix: 'Save the file in the project and refer to it by its path.',
}

const tooMany = {
  code: 'SPEC_TOO_LARGE',
  why: `At most ${limits.files} files with ${limits.totalChars} characters together make one definition.`,
  fix: 'Refer to fewer files.',
}

function outside(folder: string): Omit<Fault, 'what'> {
  return {
    code: 'SPEC_REF_OUTSIDE',
    why: `It leads out of the folder ${folder}; a definition may only use files of its project.`,
    fix: 'Move the file into the project, or start from a folder that holds both.',
  }
}
