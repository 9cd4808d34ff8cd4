/**
 * `npm run gen:schema`: writes schemas/apigw.schema.json, which editors complete apigw.yaml with, and schemas/results,
 * what commands print with --json. Run it after a change of src/config/settings.ts, or of a command's result.
 */
import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {settingsJsonSchema} from '../src/config/settings-json-schema.js'
import {resultFiles} from './result-schema/result-files.js'

const root = fileURLToPath(new URL('..', import.meta.url))
writeFileSync(join(root, 'schemas/apigw.schema.json'), settingsJsonSchema())

const results = join(root, 'schemas/results')
const files = resultFiles(root)
rmSync(results, {recursive: true, force: true})
mkdirSync(results)
for (const {file, text} of files) writeFileSync(join(results, file), text)
