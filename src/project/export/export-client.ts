import {chosenLive, chosenSource} from './chosen-source.js'
import type {SourceMeans, SourceWords} from './chosen-source.js'
import {stageOfChoice} from '../find-project-api.js'
import {writeAwsSdk, writeTypescriptClient} from './generate-client.js'
import type {WrittenClient} from './generate-client.js'

export type ExportClientOptions = SourceWords & {
  language: WrittenClient['language']
  directory: string
  force: boolean
  packageFolder: string
  packageName: string | undefined
  url: string | undefined
  parameters: readonly string[]
}

/** Writes a client of the API that is meant, in the language that is meant. */
export async function exportClient(means: SourceMeans, options: ExportClientOptions): Promise<WrittenClient> {
  const {language} = options
  if (language !== 'typescript') {
    const choice = await means.apiChoice()
    const live = await chosenLive(means, options.idOrName)
    const stageName = options.stageName ?? stageOfChoice(options.idOrName, choice)
    return writeAwsSdk(choice.clients, live, {...options, language, stageName})
  }
  const {source, baseUrl} = await chosenSource(means, options)
  return writeTypescriptClient(source, {...options, baseUrl: options.url ?? baseUrl})
}
