import type {LiveCompanions} from './companion.js'
import type {LiveApi} from './live-api.js'

/** Everything that was read for a plan: the API, undefined when there is none, and what is declared beside it. */
export type LiveState = {api: LiveApi | undefined; companions?: LiveCompanions}
