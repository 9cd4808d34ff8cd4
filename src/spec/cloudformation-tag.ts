import type {Json, JsonObject} from '../model/json.js'

/**
 * CloudFormation's short tags and their long forms.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
const longForms: ReadonlyMap<string, string> = new Map([
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
  ...[
    'And',
    'Base64',
    'Cidr',
    'Equals',
    'FindInMap',
    'GetAtt',
    'GetAZs',
    'If',
    'ImportValue',
    'Join',
    'Length',
    'Not',
    'Or',
    'Select',
    'Split',
    'Sub',
    'ToJsonString',
    'Transform',
  ].map((name) => [`!${name}`, `Fn::${name}`] as const),
])

/** `!Sub text` as `{"Fn::Sub": text}`; undefined for a tag that CloudFormation does not have. */
export function longForm(tag: string, value: Json): JsonObject | undefined {
  const name = longForms.get(tag)
  if (name === undefined) return undefined
  if (name === 'Fn::GetAtt' && typeof value === 'string') return {[name]: splitAttribute(value)}
  return {[name]: value}
}

/** `MyFunction.Arn` as `["MyFunction", "Arn"]`; attributes may contain dots, logical ids may not. */
function splitAttribute(text: string): Json {
  const dot = text.indexOf('.')
  return dot === -1 ? [text] : [text.slice(0, dot), text.slice(dot + 1)]
}
