import {Args, Flags} from '@oclif/core'
import {readApiStage} from '../account/plan-stages.js'
import type {RuleWish} from '../account/routing-rule.js'
import type {Clients} from '../aws/clients.js'
import {ApigwError} from '../errors/apigw-error.js'

/** The domain and the rule that a command is about. */
export const ruleArgs = {
  name: Args.string({description: 'name of the domain', required: true}),
  priority: Args.integer({description: 'priority of the rule: the lowest that applies is taken', required: true, min: 1, max: 1_000_000}), // prettier-ignore
}

/** What a rule says. */
export const ruleFlags = {
  to: Flags.string({description: 'where it leads: id or name of a REST API, and the stage', helpValue: 'API:STAGE'}),
  path: Flags.string({description: 'only paths that begin so, as v1; empty takes it away'}),
  header: Flags.string({
    description:
      'only requests with this header; * at the begin or end of the value stands for anything; twice at most',
    helpValue: 'NAME=VALUE',
    multiple: true,
    multipleNonGreedy: true,
  }),
  'strip-path': Flags.boolean({description: 'take --path off before the API sees it', allowNo: true}),
}

type RuleWords = {to?: string | undefined; path?: string | undefined; header?: string[] | undefined; 'strip-path'?: boolean | undefined} // prettier-ignore

/** What the words ask for. Throws VALUE_INVALID, API_NOT_FOUND and API_AMBIGUOUS. */
export async function readRuleWish(words: RuleWords, clients: Clients): Promise<RuleWish> {
  const headers = words.header?.filter((word) => word !== '')
  const wrong = headers?.find((word) => !/^[^=]+=./.test(word))
  if (wrong !== undefined) throw noHeader(wrong)
  const pairs = headers?.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const)
  const names = (pairs ?? []).map(([name]) => name.toLowerCase())
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw sameHeader(twice)
  return {
    to: words.to === undefined ? undefined : await readApiStage(clients, words.to),
    basePath: words.path?.replaceAll(/^\/+|\/+$/g, ''),
    headers: pairs === undefined ? undefined : Object.fromEntries(pairs),
    stripBasePath: words['strip-path'],
  }
}

function noHeader(word: string): ApigwError {
  return new ApigwError({
    code: 'VALUE_INVALID',
    exit: 'usage',
    what: `"${word}" is no header of a routing rule.`,
    why: 'It is written NAME=VALUE.',
    fix: 'For example --header "X-Version=beta*".',
  })
}

/** One of the two would be lost, and the rule apply to more requests than it says. */
function sameHeader(name: string): ApigwError {
  return new ApigwError({
    code: 'VALUE_INVALID',
    exit: 'usage',
    what: `The header ${name} is named twice; nothing was changed.`,
    why: 'A rule keeps one value for a header, whatever the case of its name.',
    fix: 'Name two headers, or one with a * at both ends of its value.',
  })
}
