/**
 * What a definition may refer to, by name: `AWS::Region`, `AWS::AccountId`, `AWS::Partition`, `functions.NAME.arn`,
 * `stage.variables.NAME`, `env.NAME`, and the names under `variables:` in apigw.yaml.
 */
export type Variables = Readonly<Record<string, string>>

/** What to do with a name that has no value: report it, or leave the text as it is (AWS's import knows only `AWS::…`). */
export type Unresolved = 'error' | 'keep'

/** Gives stand-ins for names without a value, for runs over other people's files; undefined leaves the name unresolved. */
export type Substitute = (reference: {name: string; kind: 'variable' | 'condition' | 'function'}) => string | undefined

/** The value of a name as it is written in `${…}`, `Ref` or `Fn::GetAtt` (`MyFunction.Arn`). */
export function lookUp(name: string, variables: Variables): string | undefined {
  for (const candidate of spellings(name)) if (Object.hasOwn(variables, candidate)) return variables[candidate]
  return undefined
}

/** CloudFormation's `${MyFunction.Arn}` and `Ref: MyFunction` mean the function of that name in apigw.yaml. */
function spellings(name: string): string[] {
  if (name.endsWith('.Arn')) return [name, `functions.${name.slice(0, -'.Arn'.length)}.arn`]
  return [name, `functions.${name}.name`]
}

/** Names that begin like this are always variables, in templates and free text too. */
export function isNamespaced(name: string): boolean {
  return /^(AWS::|functions\.|stage\.variables\.|env\.)/.test(name)
}

/**
 * Names that API Gateway itself resolves while it serves a request: they stay.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function isRuntimeName(name: string): boolean {
  return /^(stageVariables|context|request|response|method|integration|input|util)\b/.test(name)
}
