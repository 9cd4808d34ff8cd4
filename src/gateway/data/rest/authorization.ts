import type {JavaPattern} from '../java-pattern.js'
import type {Lazy} from './once.js'
import type {UriTemplate} from './uri-template.js'

/** How a method protects itself. */
export type Authorization = {kind: 'none'} | {kind: 'iam'} | LambdaAuthorization | UserPoolAuthorization

/** A Lambda authorizer, TOKEN or REQUEST. */
export type LambdaAuthorization = {
  kind: 'lambda'
  authorizerId: string
  isToken: boolean
  uri: UriTemplate
  sources: readonly IdentitySource[]
  /** Pattern for the first source's value. */
  validation: Lazy<JavaPattern> | undefined
  /** Milliseconds that results are kept; 0 switches the cache off. */
  ttlMs: number
}

/** `method.request.header.Authorization`, `stageVariables.x`, … */
export type IdentitySource =
  {from: 'header' | 'querystring' | 'stageVariables'; name: string} | {from: 'context'; steps: readonly string[]}

/** A Cognito authorizer. */
export type UserPoolAuthorization = {
  kind: 'userPool'
  authorizerId: string
  /** Lower case. */
  headerName: string
  /** `https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf` per user pool. */
  issuers: readonly string[]
  /** Pattern for the audience of the token. */
  validation: Lazy<JavaPattern> | undefined
}
