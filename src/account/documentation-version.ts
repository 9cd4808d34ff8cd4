import type {PublishedDocumentation} from '../aws/read/documentation-versions.js'
import {ApigwError} from '../errors/apigw-error.js'
import {didYouMean} from '../errors/did-you-mean.js'
import {present} from '../model/present.js'
import type {Call} from '../plan/call.js'
import {refuseInUse} from '../resource/in-use.js'
import {callOf} from './account-call.js'

/** What is published, and on which stages exports show it. */
export type Publication = {
  apiId: string
  version: string
  description?: string | undefined
  stages: readonly string[]
}

/**
 * The calls that freeze the documentation as it is now under a version, unless there is such a version, and let stages
 * show it. Throws RESOURCE_EXISTS when the version is there and nothing else is asked for, and STAGE_NOT_FOUND. Pure.
 */
export function publishCalls({versions, stageNames}: PublishedDocumentation, publication: Publication): Call[] {
  const {apiId, version, description, stages} = publication
  for (const stage of stages) requireStage(stageNames, stage, apiId)
  const there = versions.find((each) => each.version === version)
  const place = {restApiId: apiId, documentationVersion: version}
  const address = addressOf(apiId, version)
  const wanted = stages.filter((stage) => there?.stages.includes(stage) !== true)
  if (there !== undefined) {
    if (description === undefined && stages.length === 0) throw isFrozen(version)
    const isSame = description === undefined || description === (there.description ?? '')
    const patchOperations = [{op: 'replace', path: '/description', value: description ?? ''}]
    const update = isSame ? [] : [callOf(address, 'UpdateDocumentationVersion', {...place, patchOperations})]
    return [...update, ...wanted.map((stage) => showCall(publication, stage))]
  }
  // CreateDocumentationVersion puts it on one stage by itself.
  const [first, ...others] = wanted
  const input = present({...place, stageName: first, description})
  return [callOf(address, 'CreateDocumentationVersion', input), ...others.map((stage) => showCall(publication, stage))]
}

/** The call that deletes a version. Throws NAME_NOT_FOUND, and RESOURCE_IN_USE while a stage shows it. Pure. */
export function unpublishCalls(
  {versions}: PublishedDocumentation,
  {apiId, version}: Pick<Publication, 'apiId' | 'version'>,
): Call[] {
  const there = versions.find((each) => each.version === version)
  if (there === undefined) throw notFound(versions.map((each) => each.version), version, apiId) // prettier-ignore
  const [stage = ''] = there.stages
  const users = there.stages.map((each) => `stage ${each}`)
  refuseInUse(`Documentation version ${version}`, users, `Publish another one there first: apigw docs publish VERSION ${apiId} --to ${stage}`) // prettier-ignore
  const input = {restApiId: apiId, documentationVersion: version}
  return [callOf(addressOf(apiId, version), 'DeleteDocumentationVersion', input)]
}

function showCall({apiId, version}: Publication, stageName: string): Call {
  const patchOperations = [{op: 'replace', path: '/documentationVersion', value: version}]
  return callOf(`restApi/${apiId}/stage/${stageName}`, 'UpdateStage', {restApiId: apiId, stageName, patchOperations})
}

function requireStage(names: readonly string[], stage: string, apiId: string): void {
  if (names.includes(stage)) return
  const near = didYouMean(stage, names)
  throw new ApigwError({
    code: 'STAGE_NOT_FOUND',
    exit: 'failure',
    what: `Stage "${stage}" does not exist on REST API ${apiId}.`,
    why: names.length === 0 ? 'It has no stages.' : `It has these stages: ${names.join(', ')}.`,
    fix: near === undefined ? `Run "apigw stage list ${apiId}".` : `Did you mean "${near}"?`,
  })
}

function isFrozen(version: string): ApigwError {
  return new ApigwError({
    code: 'RESOURCE_EXISTS',
    exit: 'failure',
    what: `There is a documentation version ${version} already; nothing was changed.`,
    why: 'A version stays as it was when it was published, whatever is documented since.',
    fix: 'Publish under another version, or name with --to the stages that shall show this one.',
  })
}

function notFound(versions: readonly string[], version: string, apiId: string): ApigwError {
  return new ApigwError({
    code: 'NAME_NOT_FOUND',
    exit: 'failure',
    what: `REST API ${apiId} has no documentation version "${version}".`,
    why: versions.length === 0 ? 'It has none at all.' : `It has ${versions.slice(0, 10).join(', ')}.`,
    fix: `Run "apigw docs versions ${apiId}".`,
  })
}

function addressOf(apiId: string, version: string): string {
  return `restApi/${apiId}/documentationVersion/${version}`
}
