import type {ModelRecord} from '../../store/rest-records.js'

/** The two models that every API made by CreateRestApi (not by import) starts with. */
export const defaultModels: readonly Omit<ModelRecord, 'id'>[] = [
  {
    name: 'Empty',
    contentType: 'application/json',
    description: 'This is a default empty schema model',
    schema: schemaText('Empty Schema', {}),
  },
  {
    name: 'Error',
    contentType: 'application/json',
    description: 'This is a default error schema model',
    schema: schemaText('Error Schema', {properties: {message: {type: 'string'}}}),
  },
]

function schemaText(title: string, members: object): string {
  return JSON.stringify(
    {$schema: 'http://json-schema.org/draft-04/schema#', title, type: 'object', ...members},
    null,
    2,
  )
}
