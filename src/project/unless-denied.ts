import {ApigwError} from '../errors/apigw-error.js'

/** What was read; undefined when these credentials may not read it. */
export async function unlessDenied<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ApigwError && error.code === 'AWS_ACCESS_DENIED') return undefined
    throw error
  }
}
