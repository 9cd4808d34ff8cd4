/** Flags of `apigw local start` that a gateway in the background is started with, as a command has parsed them. */
export type GatewayFlags = {
  'allow-aws'?: boolean | undefined
  'no-auth'?: boolean | undefined
  limits?: 'aws' | 'none' | undefined
  'vpc-endpoints'?: boolean | undefined
  tls?: boolean | undefined
  ephemeral?: boolean | undefined
}

/** The same flags as words of a command line. Pure. */
export function gatewayWords({limits, ...switches}: GatewayFlags): string[] {
  const names = ['allow-aws', 'no-auth', 'vpc-endpoints', 'tls', 'ephemeral'] as const
  const words = names.filter((name) => switches[name] === true).map((name) => `--${name}`)
  return limits === undefined || limits === 'none' ? words : [...words, '--limits', limits]
}
