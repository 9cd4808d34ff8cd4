import {readFileSync} from 'node:fs'
import type {Interfaces} from '@oclif/core'
import {format} from 'prettier'
import {codePage} from './code-page.js'
import {commandPages} from './command-pages.js'
import type {Page, ResultSchemas} from './command-pages.js'

const options = {parser: 'markdown', printWidth: 120, semi: false, singleQuote: true, bracketSpacing: false} as const
const note = '<!-- Made by "npm run gen:docs" from the commands and the sources. Edit those. -->'

/** All pages of `docs/reference`, formatted as they are committed. Reads the manifest that the build writes. */
export async function referencePages(): Promise<Page[]> {
  const manifest = new URL('../../oclif.manifest.json', import.meta.url)
  const {commands} = JSON.parse(readFileSync(manifest, 'utf8')) as Interfaces.Manifest
  const index = new URL('../../schemas/results/index.json', import.meta.url)
  const schemas = JSON.parse(readFileSync(index, 'utf8')) as ResultSchemas
  const pages = [...commandPages(Object.values(commands), schemas), codePage()]
  return Promise.all(
    pages.map(async ({file, text}) => ({file, text: await format(`${note}\n\n${text}\n`, {...options})})),
  )
}
