import {Args, Flags} from '@oclif/core'
import {readApiStage} from '../account/plan-stages.js'
import type {RuleWish} from '../account/routing-rule.js'
import type {Clients} from '../aws/clients.js'
import {ApigwError} from '../errors/apigw-error.js'
import {splitPair} from '../model/split-pair.js'

/** The local gateway takes as much; the pages of AWS on routing rules name no limit. */
export const highestPriority = 1_000_000

/** The domain and the rule that a command is about. */
export const ruleArgs = {
  name: Args.string({description: 'name of the domain'}),
  priority: Args.integer({description: 'priority of the rule: the lowest that applies is taken', min: 1, max: highestPriority}), // prettier-ignore
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
  return {
    to: words.to === undefined ? undefined : await readApiStage(clients, words.to),
    basePath: words.path?.replaceAll(/^\/+|\/+$/g, ''),
    headers: headers?.map((word) => {
      const [name = '', value = ''] = splitPair(word) ?? []
      return {name, value}
    }),
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
