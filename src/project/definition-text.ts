import {Document, Scalar, visit} from 'yaml'
import type {Api} from '../model/api.js'
import type {Json} from '../model/json.js'
import {omit} from '../model/omit.js'
import {projectTag} from '../model/project-tag.js'
import {fromHttpApi} from '../spec/from-http-api.js'
import {fromRestApi} from '../spec/from-rest-api.js'
import {isNamespaced, isRuntimeName} from '../spec/variables.js'

/**
 * A value as YAML that people edit: long lines stay whole, texts of several lines are blocks. Not those with a tab where a
 * line begins: other readers (PyYAML, and with it cfn-lint) take it for indentation.
 */
export function yamlText(value: Json): string {
  const document = new Document(value, {aliasDuplicateObjects: false})
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && /^\s*\t/m.test(node.value)) node.type = Scalar.QUOTE_DOUBLE
    },
  })
  return document.toString({lineWidth: 0})
}

/** The OpenAPI document of an API, as YAML; undefined for a WebSocket API, which has none. Tags stay in apigw.yaml. */
export function definitionText(api: Api): string | undefined {
  if (api.kind === 'websocket') return undefined
  return yamlText(api.kind === 'rest' ? fromRestApi(api) : fromHttpApi({...api, tags: {}}))
}

/** Tags that people set: without the project's own and those that AWS's services put there, which nobody can set. */
export function ownTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => key !== projectTag && !key.startsWith('aws:')))
}

/** `${name}` in the texts of an API: a file takes them for variables, so each has to be its own value there. */
export function placeholders(api: Api): Record<string, string> {
  const names = [...JSON.stringify(omit(api, 'tags')).matchAll(/\$\{([^${}]*)\}/g)].map(([, name = '']) => name.trim())
  const own = names.filter((name) => name !== '' && !isRuntimeName(name) && !isNamespaced(name))
  return Object.fromEntries([...new Set(own)].sort().map((name) => [name, `\${${name}}`]))
}
