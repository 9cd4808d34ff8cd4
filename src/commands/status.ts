import {BaseCommand} from '../cli/base-command.js'
import {targetFlags} from '../cli/flags.js'
import {planProject} from '../project/deploy/plan-project.js'
import {projectStatus} from '../project/deploy/project-status.js'
import type {ProjectStatus} from '../project/deploy/project-status.js'
import {renderProjectStatus} from '../render/project-status.js'

export default class Status extends BaseCommand<ProjectStatus> {
  static override summary = 'Show whether a stage serves what the files say.'

  static override flags = {...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --stage prod',
    '<%= config.bin %> <%= command.id %> --stage prod --query state',
  ]

  async run(): Promise<ProjectStatus> {
    await this.parse(Status)
    const {project, clients, surroundings, gateway, nowMs} = await this.context.open()
    const planned = await planProject(project, clients, {...surroundings, nowMs, reach: 'stage'})
    const status = projectStatus(project, planned, gateway)
    this.log(renderProjectStatus(status, this.terminal))
    return status
  }
}
