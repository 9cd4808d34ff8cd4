/** `npm run gen:docs`: writes docs/reference from the built commands and the explanations of codes. */
import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {referencePages} from './docs/reference.js'

const folder = fileURLToPath(new URL('../docs/reference', import.meta.url))
rmSync(folder, {recursive: true, force: true})
mkdirSync(folder, {recursive: true})
for (const {file, text} of await referencePages()) writeFileSync(join(folder, file), text)
