import {listV2VpcLinks, listVpcLinks} from '../aws/read/vpc-links.js'
import type {Clients} from '../aws/clients.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {JsonObject} from '../model/json.js'
import {present} from '../model/present.js'
import type {Call} from '../plan/call.js'
import {replaceMembers} from '../plan/calls/patch.js'
import type {Values} from '../resource/field.js'
import {callOf} from './account-call.js'
import type {AccountFields, AccountNoun, AccountThing} from './account-noun.js'
import {byName} from './by-name.js'

const fields = {
  targetArn: {
    input: 'text',
    description: 'for REST APIs: ARN of the Network Load Balancer that it leads to',
    helpValue: 'ARN',
    question: 'Which load balancer (ARN; for REST APIs only, Enter for HTTP APIs)?',
    wanted: () => true,
    fault: (value) =>
      typeof value === 'string' && /^arn:[\w-]+:elasticloadbalancing:/.test(value)
        ? undefined
        : 'It is the ARN of a load balancer.',
  },
  subnet: {
    input: 'list',
    description: 'for HTTP APIs: a subnet that it has a network interface in; again for more',
    helpValue: 'SUBNET',
    question: 'Which subnets is it in (with commas)?',
    needed: (given) => given.targetArn === undefined,
  },
  securityGroup: {
    input: 'list',
    description: 'for HTTP APIs: a security group of those interfaces; again for more',
    helpValue: 'GROUP',
    question: 'Which security groups do its interfaces have (with commas)?',
    wanted: (given) => given.targetArn === undefined,
  },
  newName: {input: 'text', description: 'what it is called from now on', helpValue: 'NAME'},
  description: {input: 'text', description: 'what it is for (links of REST APIs)'},
} as const satisfies AccountFields

/** VPC links of both versions: `version` 1 is for REST APIs, by a load balancer; 2 for HTTP APIs, by subnets. */
export const vpcLink: AccountNoun<typeof fields> = {
  noun: 'vpc-link',
  plural: 'VPC links',
  one: 'a VPC link',
  nameIs: 'name of the VPC link',
  nameQuestion: 'What shall the VPC link be called?',
  fields,
  // Where a link leads to is fixed once it is made.
  updatable: ['newName', 'description'],
  list: listLinks,
  columns: ['id', 'version', 'status', 'leads to'],
  row: ({id, thing}) => {
    const {version, status = '', targetArns = [], subnetIds = []} = thing as LinkThing
    return [id, String(version), status, [...targetArns, ...subnetIds].join(' ')]
  },
  next: (name) => `It takes AWS some minutes: "apigw vpc-link show ${name} --query status" says AVAILABLE then.`,
  create: (name, values) => Promise.resolve([createLink(name, values)]),
  update: (found, values) => Promise.resolve(updateLink(found, values)),
  remove: ({id, name, thing}) =>
    Promise.resolve([
      isFirst(thing)
        ? callOf(addressOf(name), 'DeleteVpcLink', {vpcLinkId: id})
        : callOf(addressOf(name), 'DeleteVpcLink', {VpcLinkId: id}, {service: 'http'}),
    ]),
  examples: {
    list: ['--filter AVAILABLE'],
    show: ['shop --query status'],
    create: [
      'shop --subnet subnet-0a1b2c3d --subnet subnet-4e5f6a7b --security-group sg-0a1b2c3d',
      'shop --target-arn arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/shop/50dc6c495c0c9188',
    ],
    update: ['shop --new-name store'],
    delete: ['shop --confirm shop'],
  },
}

type LinkThing = {
  version: 1 | 2
  status?: string
  description?: string
  targetArns?: readonly string[]
  subnetIds?: readonly string[]
}

async function listLinks(clients: Clients): Promise<AccountThing[]> {
  const [first, second] = await Promise.all([listVpcLinks(clients), listV2VpcLinks(clients)])
  return [
    ...first.map(({id = '', name = id, description, status, statusMessage, targetArns, tags}) => ({
      id,
      name,
      thing: present({version: 1, status, statusMessage, description, targetArns, tags}),
    })),
    ...second.map((link) => ({
      id: link.VpcLinkId ?? '',
      name: link.Name ?? '',
      thing: present({
        version: 2,
        status: link.VpcLinkStatus,
        statusMessage: link.VpcLinkStatusMessage,
        subnetIds: link.SubnetIds,
        securityGroupIds: link.SecurityGroupIds,
        tags: link.Tags,
      }),
    })),
  ].sort(byName)
}

function createLink(name: string, values: Values<typeof fields>): Call {
  const {targetArn = '', subnet = [], securityGroup = [], description} = values
  if ((targetArn === '') === (subnet.length === 0)) throw oneOfTwo()
  const gives = (member: string): Call['gives'] => [{member, kind: 'vpcLink', name}]
  if (targetArn !== '') {
    const input = present({name, description, targetArns: [targetArn]})
    return callOf(addressOf(name), 'CreateVpcLink', input, {gives: gives('id')})
  }
  const input = {Name: name, SubnetIds: [...subnet], SecurityGroupIds: [...securityGroup]}
  return callOf(addressOf(name), 'CreateVpcLink', input, {service: 'http', gives: gives('VpcLinkId')})
}

function updateLink({id, name, thing}: AccountThing, {newName = name, description}: Values<typeof fields>): Call[] {
  const {description: before} = thing as LinkThing
  if (isFirst(thing)) {
    const after = {name: newName, description: description ?? before ?? ''}
    const patchOperations = replaceMembers(['name', 'description'], {name, description: before ?? ''}, after)
    return patchOperations.length === 0 ? [] : [callOf(addressOf(name), 'UpdateVpcLink', {vpcLinkId: id, patchOperations})] // prettier-ignore
  }
  if (description !== undefined) throw noDescription(name)
  return newName === name ? [] : [callOf(addressOf(name), 'UpdateVpcLink', {VpcLinkId: id, Name: newName}, {service: 'http'})] // prettier-ignore
}

function isFirst(thing: JsonObject): boolean {
  return (thing as LinkThing).version === 1
}

function oneOfTwo(): ApigwError {
  return invalid(
    'A VPC link leads either to a load balancer or into subnets.',
    'Links of REST APIs have --target-arn, those of HTTP APIs --subnet.',
    'Give one of the two.',
  )
}

function noDescription(name: string): ApigwError {
  return invalid(`The VPC link ${name} cannot have a description.`, 'It is one of HTTP APIs.', 'Leave it out.')
}

function invalid(what: string, why: string, fix: string): ApigwError {
  return new ApigwError({code: 'VALUE_INVALID', exit: 'usage', what, why, fix})
}

function addressOf(name: string): string {
  return `vpcLink/${name}`
}
