import type {DriftAction} from './check-drift.js'

/** What the flags of `apigw drift` ask for; reverting is a deploy and changes no file. */
export function driftAction({
  accept,
  ignore,
  reason,
}: {
  accept: boolean
  ignore?: string | undefined
  reason?: string | undefined
}): DriftAction {
  if (ignore !== undefined) return {do: 'ignore', on: ignore, reason}
  return {do: accept ? 'accept' : 'show'}
}
