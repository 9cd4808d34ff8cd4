import type {Stack} from '../sdk-export/stack/stack.js'
import {chosenLive} from './export-client.js'
import type {SourceMeans} from './export-client.js'
import {stackFromFiles, stackFromLive} from './export-stack.js'

/** What is to be exported: a live API that was named, else what the files of the project ask for; no call then. */
export async function stackOf(
  means: SourceMeans,
  {idOrName, stageName}: {idOrName: string | undefined; stageName: string | undefined},
): Promise<Stack> {
  const project = await means.projectIfAny()
  if (idOrName === undefined && project !== undefined) return stackFromFiles(project, means.surroundings)
  const {live} = await chosenLive(means, {idOrName, stageName, workingCopy: true})
  return stackFromLive(live, stageName)
}
