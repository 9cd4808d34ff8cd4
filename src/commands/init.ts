import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {yesFlag} from '../cli/flags.js'
import {projectNameOf, writeProject} from '../project/scaffold.js'
import type {WrittenProject} from '../project/scaffold.js'
import {checkProjectName, checkRegion, templateChoices, templateNames} from '../project/template.js'
import {checkFolder} from '../project/write-folder.js'
import {initCommand, renderScaffold} from '../render/scaffold.js'
import {askChoice, askText} from '../ui/prompt.js'

/** What the wizard asks, and what answers in its place when nobody can. */
const questions = {
  template: {
    flag: `--template ${templateNames.join('|')}`,
    what: 'The template',
    fallback: templateNames[0],
    question: () => askChoice('What do you want to start with?', templateChoices),
  },
  name: {
    flag: '--name NAME, or name a folder',
    what: 'The name of the project',
    fallback: 'my-api',
    question: () => askText('Name of the API', {default: 'my-api', validate: checkProjectName}),
  },
  region: (usual: string) => ({
    flag: '--region REGION',
    what: 'The AWS region',
    fallback: usual,
    question: () => askText('AWS region', {default: usual, validate: checkRegion}),
  }),
}

export default class Init extends BaseCommand<WrittenProject> {
  static override summary = 'Start a project: an API that works, to change into your own.'

  static override description = `Copies a template into a new folder. Nothing is sent to AWS.
On a terminal, what is not given is asked for; elsewhere, give --template and a folder, or --yes.`

  static override args = {
    directory: Args.string({description: 'folder to make (default: the name of the project)'}),
  }

  static override flags = {
    template: Flags.option({options: templateNames})({char: 't', description: 'what to start with'}),
    name: Flags.string({char: 'n', description: 'name of the API (default: the name of the folder)'}),
    region: Flags.string({description: 'AWS region of the stage "prod"', env: 'APIGW_REGION'}),
    force: Flags.boolean({description: 'write into a folder that is not empty; files of the same names are replaced'}),
    ...yesFlag,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> pets --template rest',
    '<%= config.bin %> <%= command.id %> . --template http --name pets --region us-east-1 --force',
  ]

  async run(): Promise<WrittenProject> {
    const {args, flags} = await this.parse(Init)
    const {usualRegion} = this.context
    if (args.directory !== undefined) await checkFolder(args.directory, flags.force)
    const template = flags.template ?? (await this.context.ask(questions.template))
    const name = flags.name ?? projectNameOf(args.directory) ?? (await this.context.ask(questions.name))
    const wizard = flags.template === undefined && flags.region === undefined
    const region = wizard ? await this.context.ask(questions.region(usualRegion)) : (flags.region ?? usualRegion)
    const directory = args.directory ?? name
    const written = await writeProject(this.config.root, {template, directory, name, region, force: flags.force})
    this.log(renderScaffold(written))
    if (wizard) this.log(`\nThe same without questions:\n  ${initCommand(written)}`)
    return written
  }
}
