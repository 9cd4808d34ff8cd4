import {printable} from './printable.js'

/** What became of a plan; `changes` is 0 when there was nothing to do. */
export type OutcomeView = {
  changes: number
  calls: number
  apiId: string
  contentHash: string
  warnings: readonly string[]
  localWarnings: readonly string[]
  stage?: {stageName: string; url: string; canaryPercent?: number}
  dnsTargets?: Readonly<Record<string, string>>
}

/** The last lines of `apply` and `deploy`: what was done, and where the stage is called. Pure. */
export function renderOutcome({
  changes,
  calls,
  apiId,
  contentHash,
  warnings,
  localWarnings,
  stage,
  dnsTargets = {},
}: OutcomeView): string {
  const done = `with ${calls} ${calls === 1 ? 'call' : 'calls'}`
  const notes = [
    ...warnings.map((warning) => `AWS notes: ${warning}`),
    ...localWarnings.map((warning) => `warning: ${printable(warning)}`),
    ...Object.entries(dnsTargets).map(([domain, target]) =>
      printable(`Let DNS lead ${domain} to ${target} (CNAME or alias).`),
    ),
  ]
  if (stage === undefined) {
    const said =
      changes === 0 ? `Nothing to do: API ${apiId} is what the files say.` : `Applied to API ${apiId} ${done}.`
    const next = changes === 0 ? [] : ['Stages serve what they served before: "apigw deploy" publishes it.']
    return [...notes, said, ...next].join('\n')
  }
  const {stageName, url, canaryPercent} = stage
  const server = canaryPercent === undefined ? `stage ${stageName}` : `the canary of stage ${stageName}`
  const said =
    changes === 0
      ? `Nothing to do: ${server} serves definition ${contentHash.slice(0, 12)} already.`
      : `Deployed to ${server} ${done}.`
  const next =
    canaryPercent === undefined
      ? []
      : [`It gets ${canaryPercent} % of the requests: "apigw canary watch --stage ${stageName}" promotes or aborts it.`]
  return [...notes, said, ...next, url].join('\n')
}
