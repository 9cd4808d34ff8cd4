import type {Target} from './resolve-target.js'
import type {Settings} from './settings.js'

/** Partition of a region. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  return region.startsWith('eusc-') ? 'aws-eusc' : 'aws'
}

/**
 * Everything a definition may refer to, by name: `AWS::…`, `functions.NAME.arn`, `stage.variables.NAME`, `env.NAME`, and
 * the names under `variables:`. What is not known (the region, the account) has no entry.
 */
export function toVariables(
  settings: Settings,
  target: Pick<Target, 'stageName' | 'region' | 'accountId'>,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const {region, accountId, stageName} = target
  const stage =
    stageName !== undefined && Object.hasOwn(settings.stages, stageName) ? settings.stages[stageName] : undefined
  const entries: [string, string | undefined][] = [
    ...Object.entries(env).map(([name, value]): [string, string | undefined] => [`env.${name}`, value]),
    ...Object.entries(settings.variables ?? {}),
    ...Object.entries(stage?.variables ?? {}).map(([name, value]): [string, string] => [
      `stage.variables.${name}`,
      value,
    ]),
    ...functionNames(settings, target),
    ['AWS::Region', region],
    ['AWS::AccountId', accountId],
    ['AWS::Partition', region === undefined ? undefined : partitionOf(region)],
    ['AWS::URLSuffix', region === undefined ? undefined : urlSuffix(region)],
    ['AWS::StackName', settings.name],
  ]
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined))
}

function functionNames(
  settings: Settings,
  {region, accountId}: Pick<Target, 'region' | 'accountId'>,
): [string, string | undefined][] {
  return Object.entries(settings.functions ?? {}).flatMap(([name, each]): [string, string | undefined][] => {
    const functionName = each.functionName ?? name
    const known = region !== undefined && accountId !== undefined
    const made = known ? `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${functionName}` : undefined
    return [[`functions.${name}.name`, functionName], [`functions.${name}.arn`, each.arn ?? made]] // prettier-ignore
  })
}

function urlSuffix(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
}
