import type {Quota} from '../model/usage-plan.js'

/** `10000/month` -> what AWS takes; undefined for anything else. Pure. */
export function parseQuota(text: string): Pick<Quota, 'limit' | 'period'> | undefined {
  const [, limit = '', period = ''] = /^(\d{1,9})\/(day|week|month)$/i.exec(text.trim()) ?? []
  const known = periods[period.toLowerCase()]
  return known === undefined ? undefined : {limit: Number(limit), period: known}
}

const periods: Readonly<Record<string, Quota['period']>> = {day: 'DAY', week: 'WEEK', month: 'MONTH'}
