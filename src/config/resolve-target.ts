import {ApigwError} from '../errors/apigw-error.js'
import {didYouMean} from '../errors/did-you-mean.js'
import type {Settings, StageSettings} from './settings.js'
import type {UserSettings} from './parse-user-settings.js'

/** Where a value comes from; `name` is the flag, the variable, or the dotted path in the file. */
export type Origin =
  | {from: 'flag'; name: string}
  | {from: 'environment'; name: string}
  | {from: 'stage' | 'project' | 'user'; file: string; name: string}
  | {from: 'default'; name: string}

export type Resolved<Value> = {value: Value; origin: Origin}

/** Flags of a command, as parsed. */
export type TargetFlags = {
  stage?: string | undefined
  target?: 'aws' | 'local' | undefined
  region?: string | undefined
  profile?: string | undefined
  endpoint?: string | undefined
  apiId?: string | undefined
}

export type TargetSources = {
  flags: TargetFlags
  /** Environment variables: `APIGW_…`, and AWS's own for region and profile. */
  env: Readonly<Record<string, string | undefined>>
  project?: {settings: Settings; file: string}
  user?: {settings: UserSettings; file: string}
}

/** What a command works on. Absent members are said nowhere: AWS's own configuration decides. */
export type Target = {
  stageName?: string
  target: 'aws' | 'local'
  region?: string
  profile?: string
  accountId?: string
  apiId?: string
  endpoint?: string
  /** Origin of each value, for `config list --show-origin`. */
  origins: Readonly<Record<string, Origin>>
}

/** Account and region of the local gateway, where nothing else is said. */
export const localIdentity = {accountId: '000000000000', region: 'us-east-1'}

/**
 * Stage, target, region, profile, account, API and endpoint by precedence: flag, `APIGW_…` environment, stage section,
 * project, user file, AWS's environment, default. Pure.
 *
 * Throws an ApigwError (usage) for a stage that the project does not have, and for a bad value in the environment.
 */
export function resolveTarget(sources: TargetSources): Target {
  const stageName = resolveStage(sources)
  const stage = stageSection(sources, stageName?.value)
  const target = resolveKind(sources, stage) ?? defaultKind(sources, stage)
  // The local gateway keeps regions apart: an API must not be lost because another shell has AWS_REGION set.
  const awsRegion = target.value === 'local' ? [] : ['AWS_REGION', 'AWS_DEFAULT_REGION']
  const region = pick(sources, stage, 'region', awsRegion)
  const values = {
    stageName,
    target,
    region:
      region ?? (target.value === 'local' ? byDefault(localIdentity.region, 'region of the local gateway') : undefined),
    profile: pick(sources, stage, 'profile', ['AWS_PROFILE']),
    accountId: resolveAccount(sources, stage, target.value),
    apiId: pick(sources, stage, 'apiId', []),
    endpoint: pick(sources, stage, 'endpoint', []),
  }
  const present = Object.entries(values).flatMap(([name, each]) => (each === undefined ? [] : [[name, each] as const]))
  return {
    ...(Object.fromEntries(present.map(([name, {value}]) => [name, value])) as Omit<Target, 'origins'>),
    origins: Object.fromEntries(present.map(([name, {origin}]) => [name, origin])),
  }
}

type Stage = {section: StageSettings; file: string; name: string}

function resolveStage({flags, env, project, user}: TargetSources): Resolved<string> | undefined {
  const said = fromFlag(flags.stage, 'stage', env) ?? fromEnvironment(env, 'APIGW_STAGE')
  if (said !== undefined) return said
  if (project?.settings.defaultStage !== undefined) {
    return {value: project.settings.defaultStage, origin: {from: 'project', file: project.file, name: 'defaultStage'}}
  }
  if (user?.settings.stage !== undefined) {
    return {value: user.settings.stage, origin: {from: 'user', file: user.file, name: 'stage'}}
  }
  const [only, ...others] = Object.keys(project?.settings.stages ?? {})
  if (project === undefined) return undefined
  return only !== undefined && others.length === 0 ? byDefault(only, 'the only stage') : byDefault('dev', 'stage "dev"')
}

/** A stage that the project does not declare is a typing error, unless it declares none at all. */
function stageSection({project}: TargetSources, stageName: string | undefined): Stage | undefined {
  if (project === undefined || stageName === undefined) return undefined
  const {stages} = project.settings
  const section = Object.hasOwn(stages, stageName) ? stages[stageName] : undefined
  if (section !== undefined) return {section, file: project.file, name: `stages.${stageName}`}
  const names = Object.keys(stages)
  if (names.length === 0) return undefined
  const near = didYouMean(stageName, names)
  throw new ApigwError({
    code: 'STAGE_UNKNOWN',
    exit: 'usage',
    what: `There is no stage "${stageName}" in ${project.file}.`,
    why: `It has these stages: ${names.join(', ')}.`,
    fix: near === undefined ? 'Use one of them, or add the stage under "stages:".' : `Did you mean "${near}"?`,
  })
}

function resolveKind(sources: TargetSources, stage: Stage | undefined): Resolved<'aws' | 'local'> | undefined {
  const found = pick(sources, stage, 'target', [])
  if (found === undefined) return undefined
  if (found.value === 'aws' || found.value === 'local') return {value: found.value, origin: found.origin}
  throw new ApigwError({
    code: 'TARGET_UNKNOWN',
    exit: 'usage',
    what: `"${found.value}" is not a target.`,
    why: `${found.origin.name} says so; targets are aws and local.`,
    fix: `Set ${found.origin.name} to one of them.`,
  })
}

/** A stage with nothing of AWS in it stays on this machine: the harmless reading of a short file. */
function defaultKind({project}: TargetSources, stage: Stage | undefined): Resolved<'aws' | 'local'> {
  if (project === undefined) return byDefault('aws', 'outside a project')
  const {region, profile, accountId, apiId} = stage?.section ?? {}
  const aws = [region, profile, accountId, apiId].some((value) => value !== undefined)
  return aws ? byDefault('aws', 'the stage has AWS settings') : byDefault('local', 'the stage has no AWS settings')
}

function resolveAccount(
  sources: TargetSources,
  stage: Stage | undefined,
  target: 'aws' | 'local',
): Resolved<string> | undefined {
  const found = fromEnvironment(sources.env, 'APIGW_ACCOUNT_ID') ?? fromStage(stage, 'accountId')
  if (found !== undefined) return found
  return target === 'local' ? byDefault(localIdentity.accountId, 'account of the local gateway') : undefined
}

type Key = 'target' | 'region' | 'profile' | 'endpoint' | 'apiId'

const variables: Record<Key, string> = {
  target: 'APIGW_TARGET',
  region: 'APIGW_REGION',
  profile: 'APIGW_PROFILE',
  endpoint: 'APIGW_ENDPOINT',
  apiId: 'APIGW_API_ID',
}

function pick(
  sources: TargetSources,
  stage: Stage | undefined,
  key: Key,
  standard: readonly string[],
): Resolved<string> | undefined {
  const {flags, env, project, user} = sources
  const found = fromFlag(flags[key], key, env) ?? fromEnvironment(env, variables[key]) ?? fromStage(stage, key)
  if (found !== undefined) return found
  const inProject = key === 'region' || key === 'profile' ? project?.settings[key] : undefined
  if (project !== undefined && inProject !== undefined) {
    return {value: inProject, origin: {from: 'project', file: project.file, name: key}}
  }
  const inUser = key === 'apiId' ? undefined : user?.settings[key]
  if (user !== undefined && inUser !== undefined)
    return {value: inUser, origin: {from: 'user', file: user.file, name: key}}
  return standard.map((name) => fromEnvironment(env, name)).find((each) => each !== undefined)
}

/** Flags may take their value from a variable themselves; what equals the variable is said to come from it. */
function fromFlag(
  value: string | undefined,
  key: Key | 'stage',
  env: TargetSources['env'],
): Resolved<string> | undefined {
  if (value === undefined) return undefined
  const variable = key === 'stage' ? 'APIGW_STAGE' : variables[key]
  if (env[variable] === value) return {value, origin: {from: 'environment', name: variable}}
  return {value, origin: {from: 'flag', name: `--${key === 'apiId' ? 'api-id' : key}`}}
}

/** An empty variable counts as none. */
function fromEnvironment(env: TargetSources['env'], name: string): Resolved<string> | undefined {
  const value = env[name]
  return value === undefined || value === '' ? undefined : {value, origin: {from: 'environment', name}}
}

function fromStage(stage: Stage | undefined, key: Key | 'accountId'): Resolved<string> | undefined {
  const value = stage?.section[key]
  if (stage === undefined || value === undefined) return undefined
  return {value, origin: {from: 'stage', file: stage.file, name: `${stage.name}.${key}`}}
}

function byDefault<Value>(value: Value, name: string): Resolved<Value> {
  return {value, origin: {from: 'default', name}}
}
