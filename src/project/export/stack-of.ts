import {chosenLive} from './chosen-source.js'
import type {SourceMeans} from './chosen-source.js'
import {stackFromFiles, stackFromLive} from './export-stack.js'
import type {FoundStack} from './export-stack.js'

export type StackWords = {
  idOrName: string | undefined
  stageName: string | undefined
  /** Reads what the project has made. */ imports: boolean
}

/** What is to be exported: a live API that was named, else what the files of the project ask for; no call then. */
export async function stackOf(means: SourceMeans, {idOrName, stageName, imports}: StackWords): Promise<FoundStack> {
  const project = idOrName === undefined ? await means.projectIfAny() : undefined
  if (project !== undefined) {
    const stack = await stackFromFiles(project, means.surroundings)
    return imports ? {stack, live: await chosenLive(means, idOrName)} : {stack}
  }
  const live = await chosenLive(means, idOrName)
  return {stack: stackFromLive(live, stageName), live}
}
