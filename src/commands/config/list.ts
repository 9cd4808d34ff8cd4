import {Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import {listSettings} from '../../project/list-settings.js'
import type {ListedSetting} from '../../project/list-settings.js'
import {settingsTable} from '../../render/settings-table.js'
import {renderTable} from '../../render/table.js'

export default class ConfigList extends BaseCommand<ListedSetting[]> {
  static override summary = 'Show which stage, account, region and address commands work with here.'

  static override description = `A flag counts before the environment (APIGW_…), then the stage of apigw.yaml, the project, your own
settings file, the environment of AWS, and the default.`

  static override flags = {
    ...targetFlags,
    'show-origin': Flags.boolean({description: 'show who said each value: a flag, a variable, a place in a file'}),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --stage prod --show-origin',
    `<%= config.bin %> <%= command.id %> --query "[?setting=='region'].value | [0]"`,
  ]

  async run(): Promise<ListedSetting[]> {
    const {flags} = await this.parse(ConfigList)
    const settings = listSettings(await this.context.target())
    this.log(renderTable(settingsTable(settings, {withOrigin: flags['show-origin']}), this.terminal))
    return settings
  }
}
