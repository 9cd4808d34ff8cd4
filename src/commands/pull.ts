import {Flags} from '@oclif/core'
import {apiArg} from '../cli/api-arg.js'
import {BaseCommand} from '../cli/base-command.js'
import {targetFlags} from '../cli/flags.js'
import {chooseApi} from '../project/find-project-api.js'
import {pullProject} from '../project/pull/pull-project.js'
import type {Pulled} from '../project/pull/pull-project.js'
import {readApi} from '../project/read-api.js'
import {renderPulled} from '../render/pulled.js'

export default class Pull extends BaseCommand<Pulled> {
  static override summary = 'Write a live API to openapi.yaml and apigw.yaml, and prove that a plan of them is empty.'

  static override description = `Changes nothing on AWS. WebSocket APIs are written to apigw.yaml alone. What files cannot hold is refused by name, with exit
code 3; a stage that serves something else than the API is written and ends with exit code 1.`

  static override args = {...apiArg}

  static override flags = {
    ...targetFlags,
    dir: Flags.string({description: 'folder of the project', default: '.', helpValue: 'DIR'}),
    name: Flags.string({description: "name of the project (default: the API's tag or name)"}),
    force: Flags.boolean({description: 'replace files that exist'}),
    lossy: Flags.boolean({description: 'write files that do not hold all of the API'}),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> a1b2c3d4e5 --region eu-west-1 --dir pets',
    '<%= config.bin %> <%= command.id %> pets --stage prod --profile pets-prod',
    '<%= config.bin %> <%= command.id %> pets --force --query differences',
  ]

  async run(): Promise<Pulled> {
    const {args, flags} = await this.parse(Pull)
    const {clients, ...choice} = await this.context.apiChoice()
    const live = await readApi(clients, await chooseApi(args.api, {clients, ...choice}))
    const target = await this.context.target()
    const {dir: directory, force, lossy, name, stage} = flags
    const {surroundings, nowMs} = this.context
    const pulled = await pullProject(
      live,
      clients,
      {
        ...{directory, force, lossy, target, packageFolder: this.config.root},
        ...(name !== undefined && {name}),
        ...(stage !== undefined && {stageName: stage}),
      },
      {...surroundings, nowMs},
    )
    this.log(renderPulled(pulled))
    if (!pulled.empty) this.endWith('failure')
    return pulled
  }
}
