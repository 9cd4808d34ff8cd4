import {GetDashboardCommand, ListDashboardsCommand} from '@aws-sdk/client-cloudwatch'
import type {Clients} from '../clients.js'
import {isNotFound} from '../errors.js'
import {paginate} from '../paginate.js'

/** One line of a list of dashboards. `changedAtMs` is epoch milliseconds. */
export type DashboardSummary = {name: string; sizeBytes: number; changedAtMs?: number}

/** Dashboards whose names begin like this, by name. */
export async function listDashboards(clients: Clients, prefix: string): Promise<DashboardSummary[]> {
  const client = await clients.cloudwatch()
  const entries = await paginate(async (token) => {
    const page = await client.send(new ListDashboardsCommand({DashboardNamePrefix: prefix, NextToken: token}))
    return {items: page.DashboardEntries, next: page.NextToken}
  })
  return entries.map(({DashboardName = '', Size = 0, LastModified}) => {
    return {name: DashboardName, sizeBytes: Size, ...(LastModified && {changedAtMs: LastModified.getTime()})}
  })
}

/** Body of a dashboard as JSON text; undefined when there is none of that name. */
export async function readDashboard(clients: Clients, name: string): Promise<string | undefined> {
  const client = await clients.cloudwatch()
  try {
    return (await client.send(new GetDashboardCommand({DashboardName: name}))).DashboardBody
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}
