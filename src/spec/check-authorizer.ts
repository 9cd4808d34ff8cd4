import {child} from './cursor.js'
import type {Cursor} from './cursor.js'
import type {Reader} from './reader.js'

const lambdaUri = /^arn:[\w-]+:apigateway:[\w-]+:lambda:path\/+2015-03-31\/functions\/.+\/invocations$/
const httpSource = /^\$(request\.(header|querystring)|context|stageVariables)\.\S+$/

/**
 * Refuses an `authorizerUri` that AWS would not take, at its place in the file. The control plane checks it by itself
 * when it imports; there the message would stand twice.
 */
export function checkAuthorizerUri(reader: Reader, authorizer: Cursor, uri: string | undefined): void {
  if (reader.mode === 'import' || uri === undefined || lambdaUri.test(uri)) return
  reader.findings.error(child(authorizer, 'authorizerUri').path, {
    code: 'SPEC_BAD_AUTHORIZER_URI',
    what: `"${uri}" does not invoke a Lambda function.`,
    why: 'An authorizer wants arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{function ARN}/invocations.',
    fix: 'Write the ARN in this form; "${functions.NAME.arn}" stands for a function of apigw.yaml.',
  })
}

/** Refuses identity sources of a REST API in the definition of an HTTP API: the spellings differ. */
export function checkHttpIdentitySources(reader: Reader, authorizer: Cursor, sources: readonly string[]): void {
  const wrong = sources.find((source) => !httpSource.test(source))
  if (reader.mode === 'import' || wrong === undefined) return
  const rest = /^method\.request\.(header|querystring)\.(\S+)$/.exec(wrong)
  reader.findings.error(child(authorizer, 'identitySource').path, {
    code: 'SPEC_BAD_IDENTITY_SOURCE',
    what: `"${wrong}" is not an identity source of an HTTP API.`,
    why: 'It is a request header, request querystring, stage variable or context parameter.',
    fix:
      rest === null
        ? 'Write $request.header.NAME, $request.querystring.NAME, $context.NAME or $stageVariables.NAME.'
        : `Write "$request.${rest[1] ?? ''}.${rest[2] ?? ''}".`,
  })
}
