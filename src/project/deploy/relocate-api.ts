import type {Api} from '../../model/api.js'
import {partitionOf} from '../../config/variables.js'

/** Where an API lives, and the ARNs of the project's functions there, by their names. */
export type Location = {region: string; accountId: string; functions: Readonly<Record<string, string>>}

const arn = /arn:([\w-]+):([\w-]+):([\w-]*):(\w*):(function:[\w-]+)?/g

/**
 * The API with every ARN of one place naming the same thing at another: functions of the project by their names, all
 * else by region and account. What was in a third place stays there. Pure.
 */
export function relocateApi<Some extends Api>(api: Some, from: Location, to: Location): Some {
  const functions = new Map(
    Object.entries(from.functions).flatMap(([name, at]) => {
      const there = to.functions[name]
      return there === undefined ? [] : [[at, there] as const]
    }),
  )
  const text = JSON.stringify(api).replaceAll(
    arn,
    (whole: string, partition: string, service: string, region: string, account: string, suffix = '') => {
      const known = functions.get(whole)
      if (known !== undefined) return known
      if (region !== '' && region !== from.region) return whole
      const place = region === '' ? `${partition}:${service}:` : `${partitionOf(to.region)}:${service}:${to.region}`
      return `arn:${place}:${account === from.accountId ? to.accountId : account}:${suffix}`
    },
  )
  return JSON.parse(text) as Some
}
