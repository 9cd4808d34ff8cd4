import {readFile} from 'node:fs/promises'
import * as z from 'zod'
import {ApigwError} from '../../errors/apigw-error.js'
import type {PriceTable} from '../../metrics/prices.js'

const tiers = z.array(z.object({upTo: z.number().positive().optional(), perMillion: z.number().nonnegative()})).min(1)

const priceFile = z.object({
  source: z.string(),
  asOf: z.string(),
  regions: z.record(
    z.string(),
    z.strictObject({
      restRequests: tiers.optional(),
      httpRequests: tiers.optional(),
      webSocketMessages: tiers.optional(),
      cacheHours: z.record(z.string(), z.number().nonnegative()).optional(),
      dataTransferPerGb: z.number().nonnegative().optional(),
    }),
  ),
})

/** Prices of a file in place of those that apigw knows. Throws PRICES_INVALID. */
export async function loadPrices(file: string): Promise<PriceTable> {
  try {
    // Members that are absent are not undefined: JSON has no undefined.
    return priceFile.parse(JSON.parse(await readFile(file, 'utf8'))) as PriceTable
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error.message
    const fix =
      'Write {"source", "asOf", "regions": {"eu-west-1": {"restRequests": [{"upTo": 333000000, "perMillion": 3.5}, …]}}}.'
    throw new ApigwError(
      {code: 'PRICES_INVALID', exit: 'usage', what: `Prices cannot be read from ${file}.`, why, fix},
      {cause: error},
    )
  }
}
