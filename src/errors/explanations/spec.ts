import type {Explanations} from './explanation.js'

/**
 * Problems of the API definition: what API Gateway does with each when it imports the file. The messages of the checks name the
 * sources (docs/aws-facts.md).
 */
export const specExplanations: Explanations = {
  SPEC_AUTH_IGNORED: {
    means: '"security" and x-amazon-apigateway-auth both say who may call the operation; the first counts.',
    steps: ['Keep one of the two.'],
  },
  SPEC_BAD_AUTHORIZER_URI: {
    means: 'A Lambda authorizer is named by an invocation URI, not by the ARN of the function.',
    steps: ['arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${functions.NAME.arn}/invocations'],
  },
  SPEC_BAD_IDENTITY_SOURCE: {
    means: 'HTTP APIs write identity sources otherwise than REST APIs.',
    steps: ['$request.header.NAME, $request.querystring.NAME, $context.NAME or $stageVariables.NAME.'],
  },
  SPEC_BAD_INTRINSIC: {
    means: 'A CloudFormation function such as Fn::Sub is not written as CloudFormation wants it.',
    steps: ['Fn::Sub takes a text or [text, names]; Fn::GetAtt a name and an attribute.'],
  },
  SPEC_BAD_KEY: {means: 'A key that programs in JavaScript take for something else.', steps: ['Rename it.']},
  SPEC_BAD_PATH: {
    means: 'API Gateway cannot make a resource of the path.',
    steps: ['Segments are letters, digits, . _ - : $ or one {parameter}; {proxy+} stands last.'],
  },
  SPEC_BAD_URI: {
    means: 'The URI does not fit the type of integration.',
    steps: ['http and http_proxy: a URL. aws and aws_proxy: arn:aws:apigateway:REGION:SERVICE:path|action/…'],
  },
  SPEC_DUPLICATE_KEY: {means: 'A key is there twice; parsers disagree about which counts.', steps: ['Remove one.']},
  SPEC_DUPLICATE_METHOD: {means: 'Two keys of "paths" mean the same route.', steps: ['Keep one of them.']},
  SPEC_EMPTY: {means: 'The file is empty.', steps: ['"apigw init" in an empty folder shows a definition.']},
  SPEC_FILE: {means: 'The definition cannot be read.', steps: ['Check "definition:" in apigw.yaml.']},
  SPEC_INTEGRATION_TYPE: {
    means: 'HTTP APIs have http_proxy and aws_proxy integrations only; AWS ignores others without an error.',
    steps: ['Use one of these, or a REST API.'],
  },
  SPEC_MISPLACED: {
    means: 'A member stands where another version of OpenAPI has it.',
    steps: ['Move it as the message says.'],
  },
  SPEC_MISSING_KEY: {means: 'A member is missing without which AWS refuses or ignores the whole.', steps: ['Add it.']},
  SPEC_MODEL_NAME: {
    means: 'Names of models are letters and digits; API Gateway skips schemas of other names.',
    steps: ['Rename the schema and its references.'],
  },
  SPEC_MODEL_NOT_FOUND: {
    means: 'A body refers to a schema that is not there or became no model: nothing checks it.',
    steps: ['Correct the reference, or the name of the schema.'],
  },
  SPEC_MODEL_SKIPPED: {
    means: 'A schema refers to one that is no model, so it becomes none.',
    steps: ['Mend the one it refers to.'],
  },
  SPEC_NOT_AN_OBJECT: {means: 'The document is no JSON or YAML object.', steps: ['Name the OpenAPI file.']},
  SPEC_NOT_IN_HTTP_API: {
    means: 'HTTP APIs do not have this; AWS ignores it, so it protects nothing.',
    steps: ['Use a JWT or Lambda authorizer, or a REST API.'],
  },
  SPEC_NOT_JSON: {
    means: 'A file that looks like JSON is not, but can be read as YAML.',
    steps: ['Correct commas and quotes, or rename it.'],
  },
  SPEC_NOT_MANAGED: {means: 'apigw does not manage this setting.', steps: ['Set it on the API itself.']},
  SPEC_NOT_TEXT: {means: 'The file is binary, or not UTF-8.', steps: ['Save it as UTF-8.']},
  SPEC_NO_INTEGRATION: {
    means: 'Nothing answers the route. REST APIs cannot be deployed with such a method.',
    steps: ['Add x-amazon-apigateway-integration; type: mock will do for a start.'],
  },
  SPEC_OPEN_OPERATION: {
    means: 'The security scheme says nothing to API Gateway: anybody may call the operation.',
    steps: ['Add x-amazon-apigateway-authorizer to the scheme, or x-amazon-apigateway-authtype: awsSigv4.'],
  },
  SPEC_OUT_OF_RANGE: {means: 'A number is outside of what AWS takes.', steps: ['The message names the range.']},
  SPEC_PARAMETER_CONFLICT: {
    means: 'Parameter names of a method are unique across path, query and headers.',
    steps: ['Rename one.'],
  },
  SPEC_PARAMETER_IGNORED: {
    means: 'A mapped parameter is an expression or a text in single quotes within the quotes of YAML.',
    steps: ['Write "\'value\'".'],
  },
  SPEC_PARAMETER_NOT_IN_PATH: {
    means: 'A path parameter is declared that the path does not have.',
    steps: ['Correct the one or the other.'],
  },
  SPEC_PATH_CONFLICT: {
    means:
      'At one place of the resource tree there is one parameter name: /pets/{id} and /pets/{petId}/toys do not go together.',
    steps: ['Use the same name in both.'],
  },
  SPEC_PATTERN_MISREAD: {
    means:
      'A pattern has an escape or class of another language. API Gateway reads it as ECMAScript 5: as plain characters.',
    steps: ['Write the characters out: [A-Za-z] for \\p{Alpha}, $ for \\z.'],
  },
  SPEC_PATTERN_REFUSED: {
    means: 'API Gateway reads patterns as ECMAScript 5 does, and may refuse this one. The local gateway answers 500.',
    steps: ['Say it without lookbehind, names of groups, inline flags, possessive and atomic parts.'],
  },
  SPEC_PAYLOAD_FORMAT: {
    means: 'HTTP APIs and their authorizers want a payload format version; simple responses need 2.0.',
    steps: ["Write payloadFormatVersion: '2.0' (or 1.0)."],
  },
  SPEC_PRIMITIVE_MODEL: {
    means: 'API Gateway makes no model of a single text or number that is written in place; the body is not checked.',
    steps: ['Give the schema a name and refer to it.'],
  },
  SPEC_REF_CIRCULAR: {
    means: 'A reference leads back to itself; only schemas may be recursive.',
    steps: ['Break the circle.'],
  },
  SPEC_REF_FILE: {
    means: 'A file that is referred to cannot be read.',
    steps: ['Check its path; it is relative to the file that refers to it.'],
  },
  SPEC_REF_NOT_FOUND: {means: 'A reference leads nowhere.', steps: ['Correct the part after "#".']},
  SPEC_REF_OUTSIDE: {
    means: 'A reference leads out of the folder of the project.',
    steps: ['Move the file into the project: what is deployed is in your repository.'],
  },
  SPEC_REF_REMOTE: {
    means: 'References are never followed over the network.',
    steps: ['Save the file in the project and refer to it by its path.'],
  },
  SPEC_SAME_STATUS: {
    means: 'API Gateway keeps one integration response for each status code; the later one replaces the earlier.',
    steps: ['Join the patterns with "|", or answer another code.'],
  },
  SPEC_SCHEMA_KEYWORD: {
    means: 'Models are JSON Schema draft 4. The keyword is left out, so other requests are valid than it says.',
    steps: ['Say it with draft 4 keywords, or check it in the backend.'],
  },
  SPEC_SCHEME_TYPE: {
    means: 'Authorizers of REST APIs stand on schemes of type apiKey.',
    steps: ['type: apiKey, in: header, name: Authorization'],
  },
  SPEC_SECURITY_OPTIONAL: {
    means: 'An empty entry in "security" would make the others optional; API Gateway asks for them all the same.',
    steps: ['Remove the empty entry, or use a Lambda authorizer that lets callers without a token in.'],
  },
  SPEC_SEVERAL_AUTHORIZERS: {
    means: 'API Gateway asks one authorizer, or IAM; an API key may stand beside it.',
    steps: ['Keep one.'],
  },
  SPEC_STATUS_CODE: {means: 'Ranges such as 4XX are no method responses.', steps: ['List the codes one by one.']},
  SPEC_SYNTAX: {
    means: 'The file is not valid JSON or YAML there.',
    steps: ['Look at or before the place for a comma, quote or bracket.'],
  },
  SPEC_TOO_DEEP: {
    means: 'Values are nested deeper than any definition needs.',
    steps: ['Name schemas and refer to them.'],
  },
  SPEC_TOO_LARGE: {
    means: 'The definition, or what its references and aliases stand for, is larger than is read.',
    steps: ['Split it, or remove aliases that repeat large parts. API Gateway itself takes 6 MB.'],
  },
  SPEC_TRAILING_SLASH: {
    means: 'API Gateway answers a path with and without its last slash alike.',
    steps: ['Leave it out.'],
  },
  SPEC_UNDECLARED_HEADER: {
    means: 'An integration response sets a header that its method response does not declare; AWS refuses that.',
    steps: ['Add it under responses: CODE: headers: of the operation.'],
  },
  SPEC_UNDECLARED_PARAMETER: {
    means: 'An integration uses a parameter that the method does not declare; AWS refuses that.',
    steps: ['Add it under parameters: of the operation.'],
  },
  SPEC_UNDECLARED_RESPONSE: {
    means: 'An integration response has a status code that the operation does not declare.',
    steps: ['Add the code under responses: of the operation.'],
  },
  SPEC_UNKNOWN_KEY: {
    means: 'API Gateway knows no such member and would ignore it.',
    steps: ['Correct its spelling, or remove it.'],
  },
  SPEC_UNKNOWN_SCHEME: {
    means: 'An operation names a security scheme that is not declared.',
    steps: ['Declare it, or correct the name.'],
  },
  SPEC_UNKNOWN_TAG: {means: 'A YAML tag has no meaning here.', steps: ['Remove it, or quote the text.']},
  SPEC_UNKNOWN_VALIDATOR: {
    means: 'A request validator is named that is not declared.',
    steps: ['Declare it under x-amazon-apigateway-request-validators.'],
  },
  SPEC_UNKNOWN_VALUE: {
    means: 'The member takes one of a few words, and this is none of them.',
    steps: ['The message lists them.'],
  },
  SPEC_UNRESOLVED_VARIABLE: {
    means: 'A ${name}, Ref or Fn::GetAtt has no value here.',
    steps: ['The message lists the names that exist: AWS::Region, functions.NAME.arn, stage.variables.NAME, env.NAME.'],
  },
  SPEC_UNSUPPORTED_VERB: {means: 'API Gateway has no methods for TRACE.', steps: ['Remove the operation.']},
  SPEC_VERSION: {
    means: 'The file is no OpenAPI document, or of a version that AWS does not take.',
    steps: ['openapi: 3.0.x, 3.1.x, or swagger: "2.0".'],
  },
  SPEC_WRONG_TYPE: {
    means: 'A member has a value of another type than AWS takes.',
    steps: ['The message names the type.'],
  },
}
