import {throttleFields} from '../../resource/stage-fields.js'
import {stageWith} from '../../resource/stage.js'
import {updateCommand} from '../../resource-command/update-command.js'

const examples = [
  'prod pets --rate-limit 200 --burst-limit 400',
  'prod pets --route "GET /pets" --rate-limit 50 --burst-limit 50',
  'prod pets --unlimited',
]

export default updateCommand(
  stageWith(throttleFields, examples),
  'Limit how often a stage, or one of its routes, is called.',
)
