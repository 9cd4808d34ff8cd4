import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {yesFlag} from '../cli/flags.js'
import {authWords} from '../project/init/project-answers.js'
import {writeProject} from '../project/init/scaffold.js'
import type {WrittenProject} from '../project/init/scaffold.js'
import {templateNames} from '../project/init/template.js'
import {checkFolder} from '../project/export/write-folder.js'
import {initCommand, renderScaffold} from '../render/scaffold.js'
import {askProject} from '../resource-command/ask-project.js'

export default class Init extends BaseCommand<WrittenProject> {
  static override summary = 'Start a project: an API that works, to change into your own.'

  static override description = `Copies a template into a new folder. Nothing is sent to AWS.
On a terminal, what is not given is asked for, with a comparison of the kinds of API; elsewhere, give --template and a
folder, or --yes.`

  static override args = {
    directory: Args.string({description: 'folder to make (default: the name of the project)'}),
  }

  static override flags = {
    kind: Flags.option({options: ['rest', 'http', 'websocket'] as const})({char: 'k', description: 'kind of API'}),
    template: Flags.option({options: templateNames})({char: 't', description: 'what to start with'}),
    name: Flags.string({char: 'n', description: 'name of the API (default: the name of the folder)'}),
    region: Flags.string({description: 'AWS region of the stages there', env: 'APIGW_REGION'}),
    auth: Flags.option({options: authWords})({description: 'who may call it (key: REST; jwt: HTTP; default: none)'}),
    issuer: Flags.string({description: 'issuer of the tokens, for --auth jwt', helpValue: 'URL'}),
    audience: Flags.string({description: 'whom the tokens are made for', multiple: true, multipleNonGreedy: true}),
    stages: Flags.string({description: 'names; the first is served on this machine', helpValue: 'dev,prod'}),
    'usage-plan': Flags.string({description: 'name of the first usage plan, for --auth key'}),
    force: Flags.boolean({description: 'write into a folder that is not empty; files of the same names are replaced'}),
    ...yesFlag,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> pets --template rest',
    '<%= config.bin %> <%= command.id %> . --template http --name pets --region us-east-1 --force',
    '<%= config.bin %> <%= command.id %> partners --template rest --auth key --usage-plan basic --stages dev,test,prod',
  ]

  async run(): Promise<WrittenProject> {
    const {args, flags} = await this.parse(Init)
    const {directory} = args
    if (directory !== undefined) await checkFolder(directory, flags.force)
    const {usualRegion} = this.context
    const ask = this.context.ask.bind(this.context)
    const project = await askProject({...flags, directory}, {usualRegion, ask})
    const written = await writeProject(this.config.root, {...project, force: flags.force})
    this.log(renderScaffold(written))
    if (flags.template === undefined) this.log(`\nThe same without questions:\n  ${initCommand(written)}`)
    return written
  }
}
