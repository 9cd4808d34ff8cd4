/** Writes schemas/apigw.schema.json, which editors complete apigw.yaml with. Run it after a change of src/config/settings.ts. */
import {writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {settingsJsonSchema} from '../src/config/settings-json-schema.js'

const file = fileURLToPath(new URL('../schemas/apigw.schema.json', import.meta.url))
writeFileSync(file, settingsJsonSchema())
