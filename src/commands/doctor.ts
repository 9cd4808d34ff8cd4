import {BaseCommand} from '../cli/base-command.js'
import {targetFlags} from '../cli/flags.js'
import {examine} from '../project/examine.js'
import type {Examined} from '../project/examine.js'
import {renderExamined} from '../render/examined.js'

export default class Doctor extends BaseCommand<Examined[]> {
  static override summary = 'Check credentials, region, permissions, logging role, clock, quotas and the local gateway.'

  static override description = `Reads only, and prints no secret. Each line is ok, warning or failed; a failed one ends with exit code 1.`

  static override flags = {...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage prod',
    `<%= config.bin %> <%= command.id %> --target aws --region eu-west-1 --query "[?state!='ok']"`,
  ]

  async run(): Promise<Examined[]> {
    await this.parse(Doctor)
    const lines = await examine({
      target: await this.context.target(),
      clients: () => this.context.clients(),
      stateDirectory: await this.context.stateDirectory(),
      versions: {apigw: this.config.version, node: process.version},
    })
    this.log(renderExamined(lines, this.terminal))
    if (lines.some(({state}) => state === 'failed')) this.endWith('failure')
    return lines
  }
}
