/** `npm run gen:readme`: writes the coverage of the local gateway into README.md. */
import {readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {format} from 'prettier'
import {withCoverage} from './readme-coverage.js'

const file = fileURLToPath(new URL('../README.md', import.meta.url))
writeFileSync(
  file,
  await format(withCoverage(readFileSync(file, 'utf8')), {
    parser: 'markdown',
    printWidth: 120,
    semi: false,
    singleQuote: true,
    bracketSpacing: false,
  }),
)
