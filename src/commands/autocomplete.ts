import {Args} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {shellScript, shells} from '../completion/shell-script.js'
import type {Shell} from '../completion/shell-script.js'

export default class Autocomplete extends BaseCommand<{shell: Shell; script: string}> {
  static override summary = 'Print what makes a shell complete commands, flags, and names of APIs, stages and routes.'

  static override description = `Names come from apigw.yaml and from the live API of the project; they are kept for five minutes. Completion never
starts a gateway.`

  static override args = {
    shell: Args.option({options: shells})({description: 'the shell that reads it', required: true}),
  }

  static override examples = [
    {
      description: 'bash, for this shell and all to come',
      command: `<%= config.bin %> <%= command.id %> bash >> ~/.bashrc`,
    },
    {description: 'zsh', command: `<%= config.bin %> <%= command.id %> zsh > "\${fpath[1]}/_apigw"`},
    {description: 'fish', command: `<%= config.bin %> <%= command.id %> fish > ~/.config/fish/completions/apigw.fish`},
    {description: 'PowerShell', command: `<%= config.bin %> <%= command.id %> powershell >> $PROFILE`},
  ]

  async run(): Promise<{shell: Shell; script: string}> {
    const {args} = await this.parse(Autocomplete)
    const script = shellScript(args.shell)
    this.log(script.trimEnd())
    return {shell: args.shell, script}
  }
}
