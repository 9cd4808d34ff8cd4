import {ApigwError} from '../errors/apigw-error.js'

/** Picks from a JSON value; answers null where the expression finds nothing, as the AWS CLI does. */
export type JsonQuery = (value: unknown) => unknown

/**
 * Compiles a JMESPath expression before the command runs, so that a typing error costs no AWS call.
 * Source: https://jmespath.org/specification.html
 */
export async function compileQuery(expression: string): Promise<JsonQuery> {
  const {default: module} = await import('jmespath')
  // The types of the package leave `compile` out.
  const jmespath = module as typeof module & {compile: (text: string) => unknown}
  attempt(expression, () => jmespath.compile(expression))
  return (value) => attempt(expression, () => jmespath.search(value, expression) as unknown)
}

/** All errors of the package are about the expression: its syntax, or a function used on the wrong type. */
function attempt<Result>(expression: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw new ApigwError(
      {
        code: 'QUERY_INVALID',
        exit: 'usage',
        what: `--query ${JSON.stringify(expression)} does not work.`,
        why: error instanceof Error ? error.message : String(error),
        fix: 'Check it against https://jmespath.org. Names with a space or a dash go in double quotes: \'"GET /pets"\'.',
      },
      {cause: error},
    )
  }
}
