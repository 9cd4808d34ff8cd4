import {awsExplanations} from './aws.js'
import type {Explanations} from './explanation.js'
import {localExplanations} from './local.js'
import {observeExplanations} from './observe.js'
import {releaseExplanations} from './release.js'
import {resourceExplanations} from './resource.js'
import {runExplanations} from './run.js'
import {settingsExplanations} from './settings.js'
import {specExplanations} from './spec.js'
import {toolExplanations} from './tool.js'

/** Every code of an error or problem; a test holds this against the sources. */
export const explanations: Explanations = {
  ...awsExplanations,
  ...localExplanations,
  ...observeExplanations,
  ...releaseExplanations,
  ...resourceExplanations,
  ...runExplanations,
  ...settingsExplanations,
  ...specExplanations,
  ...toolExplanations,
}
