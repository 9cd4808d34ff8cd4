/** A log group that access logs go to, as declared or read. An absent retention is not declared; on AWS it is for ever. */
export type LogGroup = {
  /** One of the numbers that CloudWatch Logs knows; see logRetentionDays. */
  retentionDays?: number
  tags?: Readonly<Record<string, string>>
}

/**
 * What is known of a declared log group: `elsewhere` is in another account or region than the stage, `denied` may not be
 * looked for. Nothing is planned about either.
 */
export type LiveLogGroup = {state: 'there'; logGroup: LogGroup} | {state: 'absent' | 'elsewhere' | 'denied'}

/** Days that CloudWatch Logs can keep events. Source: API reference of CloudWatch Logs, PutRetentionPolicy. */
export const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const

/** The parts of the ARN of a log group, whether it ends in `:*` or not; undefined for any other ARN. */
export function parseLogGroupArn(arn: string): {region: string; accountId: string; name: string} | undefined {
  const [, region, accountId, name] = /^arn:[\w-]+:logs:([\w-]+):(\d{12}):log-group:([^:*]+)(?::\*)?$/.exec(arn) ?? []
  return region === undefined || accountId === undefined || name === undefined ? undefined : {region, accountId, name}
}
