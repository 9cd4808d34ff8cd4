import {open} from 'node:fs/promises'
import type {ApigwError} from '../errors/apigw-error.js'

/** Two definitions of AWS's largest, and the templates that AWS counts apart. */
export const largestSavedBytes = 64 * 1024 * 1024

/** A JSON file that this tool has saved. Throws what `invalid` makes of one that is missing, too large or no JSON. */
export async function readSavedJson(
  file: string,
  invalid: (why: string, cause: unknown) => ApigwError,
): Promise<unknown> {
  try {
    return JSON.parse(await readText(file))
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid(`It is not JSON: ${error.message}.`, error)
    throw invalid(error instanceof Error ? `${error.message}.` : String(error), error)
  }
}

/** Members of what may be anything; none of what is no object. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

async function readText(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const {size} = await handle.stat()
    if (size > largestSavedBytes) throw new Error(`It has ${size} bytes`)
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}
