import {memberOf} from '../../spec/document.js'
import type {Path, SpecDocument} from '../../spec/document.js'

/** Where AWS means, in a definition, and what to do about it. */
export type MeantPlace = {path: Path; fix: string}

type Rule = {pattern: RegExp; path: (document: SpecDocument, ...groups: string[]) => Path; fix: string}

const extension = (name: string): string => `x-amazon-apigateway-${name}`
const correct = 'Correct what AWS names here.'

/**
 * Lines of AWS's imports, first match wins. Sources: recorded answers, and reports of users about them; what follows the
 * place is AWS's free text.
 */
const rules: readonly Rule[] = [
  {
    pattern: /Unable to put integration response on '([A-Z]+)' for resource at path '([^']*)'/,
    path: (document, verb, path) => [...operation(document, verb, path), extension('integration'), 'responses'],
    fix: 'Declare the status and headers under "responses" of the operation, or correct the mapping.',
  },
  {
    pattern: /Unable to put integration on '([A-Z]+)' for resource at path '([^']*)': .*(?:URI|ARN|endpoint)/,
    path: (document, verb, path) => [...operation(document, verb, path), extension('integration'), 'uri'],
    fix: 'Correct the uri.',
  },
  {
    pattern: /Unable to put integration on '([A-Z]+)' for resource at path '([^']*)'/,
    path: (document, verb, path) => [...operation(document, verb, path), extension('integration')],
    fix: 'Correct the integration.',
  },
  {
    pattern: /'requestParameters'.*property '([^']*)' of resource '([^']*)' and method '([A-Z]+)'/,
    path: (document, property, path, verb) => [
      ...operation(document, verb, path),
      ...[extension('integration'), 'requestParameters', property],
    ],
    fix: 'Write a text here.',
  },
  {
    pattern: /'([A-Z]+)' (?:on|for) resource at path '([^']*)': .*Request Validator/,
    path: (document, verb, path) => [...operation(document, verb, path), extension('request-validator')],
    fix: 'Declare the validator under x-amazon-apigateway-request-validators, or correct its name.',
  },
  {
    pattern: /'([A-Z]+)' (?:on|for) resource at path '([^']*)': .*[Aa]uthorizer/,
    path: (document, verb, path) => [...operation(document, verb, path), 'security'],
    fix: 'Name a security scheme that has x-amazon-apigateway-authorizer.',
  },
  {
    pattern: /'([A-Z]+)' (?:on|for) resource at path '([^']*)'/,
    path: (document, verb, path) => operation(document, verb, path),
    fix: correct,
  },
  {
    pattern: /(?:route|Route|on|for) '?([A-Z]+) (\/[^\s'":]*[^\s'":.])/,
    path: (document, verb, path) => operation(document, verb, path),
    fix: correct,
  },
  {
    pattern: /resource at path '([^']*)'/,
    path: (document, path = '') => ['paths', writtenPath(document, path)],
    fix: 'Change the path: a segment is a name of letters, digits and ._-: or one parameter in braces.',
  },
  {
    pattern: /Model name must be alphanumeric: (\S+)/,
    path: schemaPath,
    fix: 'Rename the schema: letters and digits only.',
  },
  {
    pattern:
      /(?:Unable to create model(?: for)? '|Reference to model '|Invalid model (?:name|identifier) specified: '?)([^\s':]+)/,
    path: schemaPath,
    fix: 'Add the schema, or correct its name where it is referred to.',
  },
  {
    pattern: /gateway response(?: type)?:? '?([A-Z_0-9]+)/i,
    path: (_document, type = '') => [extension('gateway-responses'), type],
    fix: 'Use a type of the developer guide, such as DEFAULT_4XX or UNAUTHORIZED.',
  },
  {
    pattern: /[Aa]uthorizer(?: for)?:? '([^']+)'/,
    path: (document, name = '') => [...schemesPath(document), name],
    fix: 'Correct the authorizer.',
  },
  {pattern: /[Tt]itle must/, path: () => ['info', 'title'], fix: 'Give the API a title.'},
  {pattern: /compression size/, path: () => [extension('minimum-compression-size')], fix: 'Write 0 to 10485760.'},
  {pattern: /^CORS/, path: () => [extension('cors')], fix: 'Write allowOrigins, allowMethods and allowHeaders.'},
  {pattern: /[Rr]esource policy|[Pp]olicy document|Invalid policy/, path: () => [extension('policy')], fix: correct},
  {
    pattern: /OAS version|OpenAPI (?:doc|input)/,
    path: () => ['openapi'],
    fix: 'Write a version that AWS takes: 3.0.1.',
  },
]

/** Lines of an answer: those of a list after `Errors found during import:`, or the answer itself. */
export function importLines(message: string): string[] {
  const lines = message.split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '' && !/^(?:[A-Z_]+: )?(?:Errors|Warnings) found during import:?$/.test(line))
}

/** The place that one line is about; undefined when it names none that is known. Pure. */
export function placeOfLine(document: SpecDocument, line: string): MeantPlace | undefined {
  for (const {pattern, path, fix} of rules) {
    const found = pattern.exec(line)
    if (found !== null) return {path: path(document, ...found.slice(1)), fix}
  }
  return undefined
}

function operation(document: SpecDocument, verb = '', path = ''): Path {
  return ['paths', writtenPath(document, path), verb === 'ANY' ? extension('any-method') : verb.toLowerCase()]
}

/** A base path may stand before what the definition says. */
function writtenPath({root}: SpecDocument, path: string): string {
  const written = Object.keys(memberOf(root, 'paths') ?? {})
  const fits = written.filter((each) => path === each || (each !== '/' && path.endsWith(each)))
  return fits.sort((one, other) => other.length - one.length)[0] ?? path
}

function schemaPath({root}: SpecDocument, name = ''): Path {
  return root['swagger'] === undefined ? ['components', 'schemas', name] : ['definitions', name]
}

function schemesPath({root}: SpecDocument): Path {
  return root['swagger'] === undefined ? ['components', 'securitySchemes'] : ['securityDefinitions']
}
