import {ApigwError} from '../../errors/apigw-error.js'
import type {Clients} from '../clients.js'

/** Whether these credentials may read a kind of thing that plans bring; `action` is what IAM calls the permission. */
export type ServiceAccess = {things: string; action: string; isReadable: boolean}

type Probe = Omit<ServiceAccess, 'isReadable'> & {read: (clients: Clients) => Promise<unknown>}

/** The smallest read of each kind: one entry at most. */
const probes: readonly Probe[] = [
  {
    things: 'usage plans',
    action: 'apigateway:GET on /usageplans',
    read: async (clients) => {
      const {GetUsagePlansCommand} = await import('@aws-sdk/client-api-gateway')
      return (await clients.rest()).send(new GetUsagePlansCommand({limit: 1}))
    },
  },
  {
    things: 'API keys',
    action: 'apigateway:GET on /apikeys',
    read: async (clients) => {
      const {GetApiKeysCommand} = await import('@aws-sdk/client-api-gateway')
      return (await clients.rest()).send(new GetApiKeysCommand({limit: 1, includeValues: false}))
    },
  },
  {
    things: 'custom domains',
    action: 'apigateway:GET on /domainnames',
    read: async (clients) => {
      const {GetDomainNamesCommand} = await import('@aws-sdk/client-api-gateway')
      return (await clients.rest()).send(new GetDomainNamesCommand({limit: 1}))
    },
  },
  {
    things: 'functions',
    action: 'lambda:ListFunctions',
    read: async (clients) => {
      const {ListFunctionsCommand} = await import('@aws-sdk/client-lambda')
      return (await clients.lambda()).send(new ListFunctionsCommand({MaxItems: 1}))
    },
  },
  {
    things: 'log groups',
    action: 'logs:DescribeLogGroups',
    read: async (clients) => {
      const {DescribeLogGroupsCommand} = await import('@aws-sdk/client-cloudwatch-logs')
      return (await clients.logs()).send(new DescribeLogGroupsCommand({limit: 1}))
    },
  },
  {
    things: 'alarms',
    action: 'cloudwatch:DescribeAlarms',
    read: async (clients) => {
      const {DescribeAlarmsCommand} = await import('@aws-sdk/client-cloudwatch')
      return (await clients.cloudwatch()).send(new DescribeAlarmsCommand({MaxRecords: 1}))
    },
  },
]

/** Asks for one of each kind; a refusal is an answer, every other failure is thrown. */
export function readServiceAccess(clients: Clients): Promise<ServiceAccess[]> {
  return Promise.all(
    probes.map(async ({things, action, read}) => ({things, action, isReadable: await isAllowed(() => read(clients))})),
  )
}

async function isAllowed(read: () => Promise<unknown>): Promise<boolean> {
  try {
    await read()
    return true
  } catch (error) {
    if (error instanceof ApigwError && error.code === 'AWS_ACCESS_DENIED') return false
    throw error
  }
}
