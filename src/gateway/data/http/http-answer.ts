import type {HeaderList} from '../header-list.js'

/** What an integration answered, before response mapping. */
export type HttpAnswer = {
  status: number
  headers: HeaderList
  body: Buffer
  /** Id of the invocation, where a function answered. */
  requestId?: string
}
