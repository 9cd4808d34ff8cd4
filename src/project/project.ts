import type {Target} from '../config/resolve-target.js'
import type {Settings} from '../config/settings.js'

/** A project as its apigw.yaml says, and where a command works on it. `folder` and `file` are absolute. */
export type Project = {folder: string; file: string; settings: Settings; target: Target; stageName: string}
