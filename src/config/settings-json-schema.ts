import * as z from 'zod'
import {settingsSchema} from './settings.js'

/** The shape of apigw.yaml as JSON Schema (2020-12), for editors. Text with a line end: the content of a file. */
export function settingsJsonSchema(): string {
  const {$schema, ...schema} = z.toJSONSchema(settingsSchema, {io: 'input'})
  return `${JSON.stringify({$schema, title: 'apigw.yaml', ...schema}, null, 2)}\n`
}
