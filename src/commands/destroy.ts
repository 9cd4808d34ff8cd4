import {BaseCommand} from '../cli/base-command.js'
import {confirmFlag, targetFlags, yesFlag} from '../cli/flags.js'
import {destroyApi} from '../project/destroy-api.js'
import type {Destroyed} from '../project/destroy-api.js'
import {findProjectApi} from '../project/find-project-api.js'
import {readApi} from '../project/read-api.js'
import {renderApi} from '../render/api.js'
import {describeApi} from '../project/describe-api.js'

export default class Destroy extends BaseCommand<Destroyed> {
  static override summary = 'Delete the API of this project with its stages and deployments.'

  static override description = `Shows what will be gone, and wants the name of the project typed. Functions, log groups and custom domains stay; the files
stay too, so that "apigw deploy" makes the API again, under another id.`

  static override flags = {...targetFlags, ...confirmFlag, ...yesFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage dev',
    '<%= config.bin %> <%= command.id %> --stage prod --confirm pets --json',
  ]

  async run(): Promise<Destroyed> {
    const {flags} = await this.parse(Destroy)
    const {project, clients, nowMs} = await this.context.open()
    const found = await findProjectApi(project, clients)
    const live = await readApi(clients, found)
    this.log(renderApi(describeApi(live), this.terminal))
    const stages = live.stages.map(({stage}) => stage.stageName).join(', ')
    const what = stages === '' ? 'Delete this API?' : `Delete this API, and with it the stages ${stages}?`
    await this.context.confirmName(project.settings.name, what, flags.confirm)
    const destroyed = await destroyApi(found, {project, clients, nowMs})
    this.log(destroyed.outcome === 'deleted' ? `Deleted ${found.name} (${found.apiId}).` : `${found.name} (${found.apiId}) was gone already.`) // prettier-ignore
    return destroyed
  }
}
