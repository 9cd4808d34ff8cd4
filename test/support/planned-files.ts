import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Clients} from '../../src/aws/clients.js'
import type {RestApi} from '../../src/model/rest-api.js'
import {planProject} from '../../src/project/deploy/plan-project.js'
import type {PlannedProject} from '../../src/project/deploy/plan-project.js'
import {fromRestApi} from '../../src/spec/from-rest-api.js'
import {openProject} from './pull-support.js'
import {carriedOut} from './sixty-calls.js'

/** Writes both files of a project of a REST API. */
export function writeFiles(folder: string, settings: string, api: RestApi): void {
  writeFileSync(join(folder, 'apigw.yaml'), settings)
  writeFileSync(join(folder, 'openapi.yaml'), JSON.stringify(fromRestApi(api)))
}

/** What a deploy of the files in a folder would do. */
export async function plannedFiles(clients: Clients, folder: string, stageName: string): Promise<PlannedProject> {
  const options = {cwd: folder, env: {}, nowMs: () => 0, reach: 'stage'} as const
  return planProject(await openProject(folder, stageName), clients, options)
}

/** Deploys the files in a folder. */
export async function deployedFiles(clients: Clients, folder: string, stageName: string): Promise<void> {
  await carriedOut(clients, await openProject(folder, stageName), await plannedFiles(clients, folder, stageName))
}
