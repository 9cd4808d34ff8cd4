import {Args, Flags} from '@oclif/core'
import {importCall, importedKeys} from '../../account/import-keys.js'
import {readImport} from '../../project/deploy/read-import.js'
import {AccountCommand} from '../../resource-command/account-command.js'
import type {AccountChanged} from '../../resource-command/account-command.js'
import {accountFlags} from '../../resource-command/account-flags.js'

type Imported = AccountChanged & {keyIds: readonly string[]; importWarnings: readonly string[]}

export default class KeyImport extends AccountCommand<Imported> {
  static override summary = 'Make API keys from a file, with values of their own and the usage plans they belong to.'

  static override description = `A CSV file has the columns Name, Key, and perhaps Description, Enabled and UsageplanIds. A key whose value exists
already is renewed. Rows that AWS does not take are told, and the others stay. Values are not printed.`

  static override args = {file: Args.string({description: 'the file, or - for stdin', required: true})}

  static override flags = {
    format: Flags.option({options: ['csv'] as const})({description: 'what the file is', default: 'csv'}),
    strict: Flags.boolean({description: 'fail when a row is not taken'}),
    ...accountFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> keys.csv --region eu-west-1',
    'cat keys.csv | <%= config.bin %> <%= command.id %> - --strict',
  ]

  async run(): Promise<Imported> {
    const {args, flags} = await this.parse(KeyImport)
    const call = importCall(await readImport(args.file, process.stdin), flags)
    let answered = importedKeys({})
    const made = await this.makeChange({
      ...{noun: 'key', names: [args.file], calls: [call], dryRun: flags['dry-run']},
      onAnswer: (_operation, answer) => {
        answered = importedKeys(answer)
      },
    })
    const {keyIds, importWarnings} = answered
    for (const warning of importWarnings) this.logToStderr(`AWS notes: ${warning}`)
    if (made.outcome === 'done') this.log(`${keyIds.length} ${keyIds.length === 1 ? 'key' : 'keys'} made or renewed.`)
    return {...made, ...answered}
  }
}
