import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Json} from '../../../src/model/json.js'
import {toRestApi} from '../../../src/spec/to-rest-api.js'
import {brief, parsed} from '../support.js'

const options = {documentation: 'explicit', basePath: 'ignore'} as const

function withSchemas(schemas: string, version = '3.0.1'): string {
  return `openapi: ${version}\ninfo: {title: pets}\npaths: {}\ncomponents:\n  schemas:\n${schemas.replaceAll(/^/gm, '    ')}\n`
}

const kept: {name: string; version?: string; schema: string; expected: Json}[] = [
  {
    name: 'keywords of draft 4 are kept, annotations are not',
    schema:
      '{type: object, title: T, required: [a], example: {}, x-a: 1, xml: {}, properties: {a: {type: string, default: x, minLength: 1}}}',
    expected: {type: 'object', title: 'T', required: ['a'], properties: {a: {type: 'string', minLength: 1}}},
  },
  {
    name: 'properties that are called like keywords are properties',
    schema: '{properties: {default: {type: string}, example: {type: integer}, $ref: {type: string}}}',
    expected: {properties: {default: {type: 'string'}, example: {type: 'integer'}, $ref: {type: 'string'}}},
  },
  {
    name: 'references to models, circular ones too',
    schema: '{properties: {a: {$ref: "#/components/schemas/A"}, b: {items: {$ref: "#/components/schemas/B"}}}}',
    expected: {properties: {a: {$ref: '#/models/A'}, b: {items: {$ref: '#/models/B'}}}},
  },
  {
    name: "AWS's own form of a reference",
    schema: '{$ref: "https://apigateway.amazonaws.com/restapis/abc123/models/B"}',
    expected: {$ref: '#/models/B'},
  },
  {
    name: 'a reference into the schema itself stays in it',
    schema: '{properties: {a: {type: string}, b: {$ref: "#/components/schemas/A/properties/a"}}}',
    expected: {properties: {a: {type: 'string'}, b: {$ref: '#/properties/a'}}},
  },
  {
    name: 'a reference into another schema is written out',
    schema: '{allOf: [{$ref: "#/components/schemas/B/properties/x"}]}',
    expected: {allOf: [{type: 'number'}]},
  },
  {
    name: 'what 3.1 says beside a reference',
    version: '3.1.0',
    schema: '{$ref: "#/components/schemas/B", maxProperties: 2, description: x}',
    expected: {allOf: [{$ref: '#/models/B'}, {maxProperties: 2}]},
  },
  {
    name: 'lists of types of 3.1',
    version: '3.1.0',
    schema: '{type: [string, "null"], const: x, examples: [x]}',
    expected: {type: ['string', 'null'], enum: ['x']},
  },
  {
    name: 'limits of 3.1',
    version: '3.1.0',
    schema: '{exclusiveMaximum: 5}',
    expected: {maximum: 5, exclusiveMaximum: true},
  },
  {
    name: 'tuples of 3.1',
    version: '3.1.0',
    schema: '{prefixItems: [{type: string}, true], items: false}',
    expected: {items: [{type: 'string'}, {}], additionalItems: false},
  },
  {
    name: 'definitions of 3.1',
    version: '3.1.0',
    schema: '{$defs: {a: {type: string}}, not: false}',
    expected: {definitions: {a: {type: 'string'}}, not: {not: {}}},
  },
]

for (const {name, version, schema, expected} of kept) {
  test(`toRestApi: models: ${name}`, () => {
    const {api, problems} = toRestApi(
      parsed(withSchemas(`A: ${schema}\nB: {properties: {x: {type: number}}}`, version)),
      options,
    )
    assert.deepEqual(brief(problems), [])
    assert.deepEqual(api?.models['A'], {contentType: 'application/json', schema: expected})
  })
}

const told = [
  {
    name: 'keywords that are lost',
    schemas: 'A: {properties: {a: {type: string, nullable: true}, b: {minimum: 1, exclusiveMinimum: true}}}',
    problems: ['warning SPEC_SCHEMA_KEYWORD 6:40', 'warning SPEC_SCHEMA_KEYWORD 6:73'],
  },
  {
    name: 'keywords of 3.1 that are lost',
    version: '3.1.0',
    schemas: 'A: {if: {}, then: {}, exclusiveMinimum: 1}',
    problems: [
      'warning SPEC_SCHEMA_KEYWORD 6:9',
      'warning SPEC_SCHEMA_KEYWORD 6:17',
      'warning SPEC_SCHEMA_KEYWORD 6:27',
    ],
  },
  {
    name: 'patterns that API Gateway would refuse or read otherwise than they are meant',
    schemas:
      "A: {properties: {pattern: {pattern: '^a$'}, b: {pattern: '(?<=a)b'}}, patternProperties: {'\\p{L}': {pattern: 'a++'}}}",
    problems: [
      'warning SPEC_PATTERN_REFUSED 6:62',
      'warning SPEC_PATTERN_MISREAD 6:95',
      'warning SPEC_PATTERN_REFUSED 6:114',
    ],
  },
  {
    name: 'names that no model can have, and models that need them',
    schemas: 'a-b: {}\nA: {$ref: "#/components/schemas/B"}\nB: {$ref: "#/components/schemas/a-b"}',
    problems: ['warning SPEC_MODEL_NAME 6:5', 'warning SPEC_MODEL_SKIPPED 7:5', 'warning SPEC_MODEL_SKIPPED 8:5'],
  },
  {
    name: 'references that lead nowhere',
    schemas: 'A: {properties: {a: {$ref: "#/components/schemas/Missing"}, b: {$ref: "#/x/y"}}}',
    problems: ['error SPEC_REF_NOT_FOUND 6:32', 'error SPEC_REF_NOT_FOUND 6:75'],
  },
  {
    name: 'circles that have no name',
    schemas: 'A: {$ref: "#/components/x/y"}',
    rest: '  x: {y: {items: {$ref: "#/components/x/y"}}}\n',
    problems: ['error SPEC_REF_CIRCULAR 7:25'],
  },
]

for (const {name, version, schemas, rest = '', problems} of told) {
  test(`toRestApi: models: tells ${name}`, () => {
    assert.deepEqual(brief(toRestApi(parsed(withSchemas(schemas, version) + rest), options).problems), problems)
  })
}

test("toRestApi: AWS's words for models that it skips", () => {
  const schemas = 'a-b: {}\nA: {$ref: "#/components/schemas/a-b"}'
  const paths = 'paths: {/: {get: {requestBody: {content: {x/y: {schema: {$ref: "#/components/schemas/A"}}}}}}}'
  const {warnings} = toRestApi(parsed(withSchemas(schemas).replace('paths: {}', paths)), options)
  assert.deepEqual(warnings, [
    'Model name must be alphanumeric: a-b',
    "Unable to create model 'A': Reference to model 'a-b' not found.",
    "Reference to model 'A' not found. Ignoring.",
  ])
})
