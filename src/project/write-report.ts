import {mkdir} from 'node:fs/promises'
import {dirname} from 'node:path'
import {ApigwError} from '../errors/apigw-error.js'
import {replaceFile} from './replace-file.js'

/** Writes a report, and the folder for it where there is none. Throws REPORT_NOT_WRITTEN. */
export async function writeReport(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), {recursive: true})
    await replaceFile(file, text)
  } catch (error) {
    const why = error instanceof Error ? `${error.message}.` : String(error)
    const fix = 'Name a file in a folder that can be written to.'
    throw new ApigwError(
      {code: 'REPORT_NOT_WRITTEN', exit: 'failure', what: `The report ${file} cannot be written.`, why, fix},
      {cause: error},
    )
  }
}
