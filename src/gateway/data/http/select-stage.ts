/**
 * Which stage a path of the default endpoint names: `/prod/pets` the stage `prod`, when there is one, else the whole path
 * belongs to `$default`. `path` is what follows the stage, as sent: empty or beginning with `/`. Undefined: no such stage.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function selectHttpStage(
  hasStage: (stageName: string) => boolean,
  rawPath: string,
): {stageName: string; path: string} | undefined {
  const [, first = ''] = /^\/([^/?]*)/.exec(rawPath) ?? []
  if (first !== '' && first !== '$default' && hasStage(first)) {
    return {stageName: first, path: rawPath.slice(first.length + 1)}
  }
  return hasStage('$default') ? {stageName: '$default', path: rawPath} : undefined
}
