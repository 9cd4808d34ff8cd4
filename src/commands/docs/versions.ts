import {readDocumentationVersions} from '../../aws/read/documentation-versions.js'
import type {DocumentationVersion} from '../../aws/read/documentation-versions.js'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {filterFlag, targetFlags} from '../../cli/flags.js'
import {documentationVersionTable} from '../../render/documentation-version-table.js'
import {matching} from '../../render/matching.js'
import {renderTable} from '../../render/table.js'
import {chooseRestApi} from '../../resource-command/choose-rest-api.js'

export default class DocsVersions extends BaseCommand<DocumentationVersion[]> {
  static override summary =
    'List the published versions of the documentation of a REST API, and the stages that show each.'

  static override args = {...apiArg}

  static override flags = {...targetFlags, ...filterFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> pets --filter prod',
    '<%= config.bin %> <%= command.id %> pets --query "[?stages==`[]`].version"',
  ]

  async run(): Promise<DocumentationVersion[]> {
    const {args, flags} = await this.parse(DocsVersions)
    const choice = await this.context.apiChoice()
    const {apiId} = await chooseRestApi(args.api, choice, {part: 'documentation'})
    const {versions} = await readDocumentationVersions(choice.clients, apiId)
    const found = matching(versions, documentationVersionTable(versions), flags.filter)
    this.log(renderTable(documentationVersionTable(found), this.terminal))
    return found
  }
}
