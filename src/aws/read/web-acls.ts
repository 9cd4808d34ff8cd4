import {GetStagesCommand} from '@aws-sdk/client-api-gateway'
import {present} from '../../model/present.js'
import type {Clients} from '../clients.js'

/** A stage of a REST API, with the ARN of its web ACL, if it has one. */
export type StageWebAcl = {stageName: string; webAclArn?: string}

/** The stages of a REST API by name; one call. */
export async function readStageWebAcls(clients: Clients, restApiId: string): Promise<StageWebAcl[]> {
  const {item = []} = await (await clients.rest()).send(new GetStagesCommand({restApiId}))
  return item
    .map(({stageName = '', webAclArn}) => present({stageName, webAclArn}))
    .sort((one, other) => (one.stageName < other.stageName ? -1 : 1))
}
